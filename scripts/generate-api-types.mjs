// Writes src/api/generated.ts: resolver types from schema.graphql, so that the schema is the contract.
// graphql-codegen's core is called directly; its command line brings a hundred packages for the same result.

import { readFileSync, writeFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import * as resolvers from "@graphql-codegen/typescript-resolvers";
import { buildSchema, parse } from "graphql";

const root = new URL("../", import.meta.url);
const text = readFileSync(new URL("schema.graphql", root), "utf8");
const config = {
  enumsAsTypes: true,
  useTypeImports: true,
  immutableTypes: true,
  contextType: "./context.js#ApiContext",
  mappers: {},
  scalars: { CURIE: "../domain/curie.js#Curie", DateTime: "number" },
};
const mapperFile = new URL("src/api/mappers.json", root);
try {
  config.mappers = JSON.parse(readFileSync(mapperFile, "utf8"));
} catch (error) {
  if (error.code !== "ENOENT") throw error;
}
buildSchema(text);
const output = await codegen({
  filename: "src/api/generated.ts",
  schema: parse(text),
  documents: [],
  config,
  plugins: [{ typescript: {} }, { resolvers: {} }],
  pluginMap: { typescript, resolvers },
});
writeFileSync(
  new URL("src/api/generated.ts", root),
  `// Generated from schema.graphql by scripts/generate-api-types.mjs.\n${output}`,
);
