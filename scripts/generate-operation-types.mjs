// Writes the operations of the explorer and of the client as text, typed by schema.graphql: every .graphql file of their folders.
// And a list of the texts for the server, which trusts them.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as documentNode from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";

const root = new URL("../", import.meta.url);
const schema = parse(readFileSync(new URL("schema.graphql", root), "utf8"));
const targets = [
  { from: "web/src/", to: "web/src/api/generated.ts" },
  { from: "src/client/", to: "src/client/generated.ts" },
];
/** What a client sends: the value of each template, which has no part that is filled in. */
const textsIn = (output) =>
  [...output.matchAll(/Document = new TypedDocumentString\((`[^`]*`)/gu)].map(([, template]) =>
    // Written by the generator a moment ago, from files of this repository.
    new Function(`return ${template}`)(),
  );

const texts = [];
for (const { from, to } of targets) {
  const sources = new URL(from, root);
  const documents = readdirSync(sources, { recursive: true })
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .map((location) => ({ location, document: parse(readFileSync(new URL(location, sources), "utf8")) }));
  const output = await codegen({
    filename: to,
    schema,
    documents,
    config: {
      enumType: "string-literal",
      enumsAsTypes: true,
      useTypeImports: true,
      immutableTypes: true,
      skipTypename: true,
      documentMode: "string",
      scalars: { CURIE: "string", DateTime: "string" },
    },
    plugins: [{ operations: {} }, { documentNode: {} }],
    pluginMap: { operations, documentNode },
  });
  writeFileSync(
    new URL(to, root),
    `// Generated from schema.graphql and ${from}**/*.graphql by scripts/generate-operation-types.mjs.\n${output}`,
  );
  texts.push(...textsIn(output));
}
const own = new URL("src/api/own-documents/generated.ts", root);
mkdirSync(new URL("./", own), { recursive: true });
writeFileSync(
  own,
  `// Generated from the explorer's and the client's .graphql files by scripts/generate-operation-types.mjs.
/** What the explorer and \`litweave/client\` ask, as they send it. */
export const ownDocuments: readonly string[] = ${JSON.stringify([...new Set(texts)], undefined, 2)};
`,
);
