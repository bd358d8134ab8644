import type { FuzzTarget } from "./target.js";

/** Every target by its name. One is loaded when it is opened, so that another's code is not covered by it. */
const openers: Readonly<Record<string, () => Promise<FuzzTarget>>> = {
  "pubmed-xml": async () => (await import("./targets/pubmed-xml.fuzz.js")).target,
  medline: async () => (await import("./targets/medline.fuzz.js")).target,
  "bioc-xml": async () => (await import("./targets/bioc-xml.fuzz.js")).target,
  "bioc-json": async () => (await import("./targets/bioc-json.fuzz.js")).target,
  pubtator: async () => (await import("./targets/pubtator.fuzz.js")).target,
  jats: async () => (await import("./targets/jats.fuzz.js")).target,
  jsonl: async () => (await import("./targets/jsonl.fuzz.js")).target,
  "dead-letter": async () => (await import("./targets/dead-letter.fuzz.js")).target,
  bytes: async () => (await import("./targets/bytes.fuzz.js")).target,
  rrf: async () => (await import("./targets/rrf.fuzz.js")).target,
  obo: async () => (await import("./targets/obo.fuzz.js")).target,
  obograph: async () => (await import("./targets/obograph.fuzz.js")).target,
  mesh: async () => (await import("./targets/mesh.fuzz.js")).target,
  sssom: async () => (await import("./targets/sssom.fuzz.js")).target,
  config: async () => (await import("./targets/config.fuzz.js")).target,
  graphql: async () => (await import("./targets/graphql.fuzz.js")).openTarget(),
  cursor: async () => (await import("./targets/cursor.fuzz.js")).openTarget(),
};

export const targetNames = Object.keys(openers);

export async function openTarget(name: string): Promise<FuzzTarget> {
  const open = openers[name];
  if (open === undefined) throw new Error(`there is no target “${name}”: ${targetNames.join(", ")}`);
  return open();
}
