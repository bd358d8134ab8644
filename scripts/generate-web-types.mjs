// Writes web/src/api/generated.ts: every operation of web/src/**/*.graphql as text, typed by schema.graphql.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as documentNode from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";

const root = new URL("../", import.meta.url);
const sources = new URL("web/src/", root);
const documents = readdirSync(sources, { recursive: true })
  .filter((file) => file.endsWith(".graphql"))
  .sort()
  .map((location) => ({ location, document: parse(readFileSync(new URL(location, sources), "utf8")) }));
const output = await codegen({
  filename: "web/src/api/generated.ts",
  schema: parse(readFileSync(new URL("schema.graphql", root), "utf8")),
  documents,
  config: {
    enumType: "string-literal",
    enumsAsTypes: true,
    useTypeImports: true,
    immutableTypes: true,
    skipTypename: true,
    documentMode: "string",
    scalars: { CURIE: "string" },
  },
  plugins: [{ operations: {} }, { documentNode: {} }],
  pluginMap: { operations, documentNode },
});
writeFileSync(
  new URL("web/src/api/generated.ts", root),
  `// Generated from schema.graphql and web/src/**/*.graphql by scripts/generate-web-types.mjs.\n${output}`,
);
