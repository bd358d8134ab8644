import fc from "fast-check";
import { serveExample } from "../api-rules.js";
import { type FuzzTarget, hold } from "../target.js";
import { anyNumber, anyText } from "../texts.js";

/** Every listing of the schema that goes on behind a cursor. */
const listings = [
  "triples(first: 3, after: $after)",
  "triples(first: 3, after: $after, order: documents)",
  "concepts(first: 3, after: $after)",
  'concepts(text: "metformin", first: 3, after: $after)',
  "documents(first: 3, after: $after)",
].map(
  (field) =>
    `query ($after: String) { list: ${field} { edges { cursor } pageInfo { hasNextPage endCursor } } }`,
);

const coded = (parts: unknown) => Buffer.from(JSON.stringify(parts) ?? "").toString("base64url");

/** Cursors are sent back by clients, who may change them: each listing gives a page of its own, or says that it is none. */
export async function openTarget(): Promise<FuzzTarget> {
  const served = await serveExample();
  const ask = (query: string, after: string | null) =>
    served.send(Buffer.from(JSON.stringify({ query, variables: { after } })));
  const wholes = new Map<string, ReadonlySet<string>>();
  const real: string[] = [];
  for (const query of listings) {
    const cursors: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data, errors } = await ask(query, after);
      if (errors) throw new Error(JSON.stringify(errors));
      cursors.push(...data.list.edges.map(({ cursor }: { cursor: string }) => cursor));
      if (!data.list.pageInfo.hasNextPage) break;
      after = data.list.pageInfo.endCursor as string;
    }
    wholes.set(query, new Set(cursors));
    real.push(...cursors);
  }
  const decoded = real.map((cursor) => Buffer.from(cursor, "base64url").toString());

  return {
    name: "cursor",
    covers: ["store/cursor.ts", "api/connection.ts"],
    // Mutations change what stands under the base64, and at times the base64 itself.
    seeds: [...decoded, ...real],
    grammar: fc.oneof(
      fc
        .tuple(
          fc.constantFrom(...decoded.map((text) => JSON.parse(text) as unknown[])),
          fc.nat({ max: 4 }),
          fc.oneof(anyText, fc.double(), fc.jsonValue()),
        )
        .map(([parts, at, value]) =>
          JSON.stringify(parts.map((part, index) => (index === at ? value : part))),
        ),
      fc.jsonValue().map(coded),
      anyText,
      anyNumber,
    ),
    words: [
      '["belief",',
      '"t1_',
      "1e999",
      "null",
      "[[",
      '"name"',
      "\\u0000",
      "-0",
      "NaN",
      "PMID:9001",
      "MESH:D003924",
    ],
    async check(input) {
      const text = input.toString("utf8");
      for (const after of [text, Buffer.from(text).toString("base64url")]) {
        const query = listings[input.length % listings.length]!;
        const { data, errors } = await ask(query, after);
        if (errors) continue;
        for (const { cursor } of data.list.edges)
          hold(
            wholes.get(query)!.has(cursor),
            "a page behind any cursor is a part of the listing",
            () => `${after}: ${cursor}`,
          );
      }
    },
    close: served.close,
  };
}
