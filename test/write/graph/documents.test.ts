import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { AnnotatedDocument } from "../../../src/domain/annotation.js";
import { documentText } from "../../../src/domain/document.js";
import type { Evidence } from "../../../src/domain/evidence.js";
import type { GoldDocument } from "../../../src/domain/gold.js";
import type { GraphItem } from "../../../src/domain/graph-store.js";
import { evidenceKey, tripleOf } from "../../../src/domain/triple.js";
import { readGold } from "../../../src/read/gold.js";
import { graphFormats } from "../../../src/write/graph/formats.js";
import { xmlText } from "../../../src/write/xml-text.js";
import { annotatedDocuments } from "../annotated-sample.js";
import { filesOf } from "./example-graph.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-documents-"));
afterAll(() => rmSync(folder, { recursive: true }));

type DocumentFormat = "pubtator" | "bioc-json" | "bioc-xml";

/** A document as a store gives it, with one claim affirmed, one denied and one asked. */
function itemOf({ document, mentions, relations }: AnnotatedDocument): GraphItem {
  const [relation] = relations;
  const evidence = [
    { predicate: "treats", polarity: "affirmed", certainty: "asserted" },
    { predicate: "causes", polarity: "negated", certainty: "hedged" },
    { predicate: "affects", polarity: "affirmed", certainty: "question" },
  ].map((said): Evidence => {
    const { subject, object, predicate: _, explanation: __, ...rest } = relation!;
    const triple = tripleOf(subject, said.predicate as "treats", object);
    return {
      ...rest,
      key: evidenceKey(triple.key, document.id),
      triple,
      documentId: document.id,
      polarity: said.polarity as Evidence["polarity"],
      certainty: said.certainty as Evidence["certainty"],
      sectionWeight: 1,
      extractor: "joint 1",
      terminology: "mesh 1",
    };
  });
  const state = { status: "live", revision: "", contentHash: "", fingerprint: "" } as const;
  return { kind: "document", record: { document, state, concern: false, mentions }, evidence };
}

async function readBack(of: AnnotatedDocument, format: DocumentFormat): Promise<GoldDocument> {
  const [[, written] = []] = await filesOf(graphFormats[format], [itemOf(of), itemOf(of)]);
  expect(written!.records).toBe(2);
  const path = join(folder, format);
  writeFileSync(path, written!.data);
  const found: GoldDocument[] = [];
  for await (const document of readGold(path)) found.push(document);
  expect(found).toHaveLength(2);
  return found[1]!;
}

const idOf = (ids: readonly string[]) => [ids[0]?.split(":")[1] ?? "-"];
const place = ({ start, end, type }: { start: number; end: number; type: string }) =>
  `${start} ${end} ${type}`;
const sorted = <T extends { start: number; end: number; type: string }>(mentions: readonly T[]) =>
  [...mentions].sort((a, b) => (place(a) < place(b) ? -1 : 1));

describe("documents of a graph", () => {
  it("read back from PubTator with the same mentions, and only with what they affirm", async () => {
    await fc.assert(
      fc.asyncProperty(annotatedDocuments, async (annotated) => {
        const back = await readBack(annotated, "pubtator");
        const untitled = annotated.document.passages[0]?.kind !== "title";
        expect(back.mentions).toEqual(
          annotated.mentions.map(({ start, end, type, text, link }) => ({
            // An empty title counts its separator.
            start: start + (untitled ? 1 : 0),
            end: end + (untitled ? 1 : 0),
            type,
            text,
            ids: idOf(link.ids),
          })),
        );
        expect(back.relations).toHaveLength(1);
      }),
    );
  });

  it.each(["bioc-json", "bioc-xml"] as const)(
    "read back from %s with the same text and mentions",
    async (format) => {
      await fc.assert(
        fc.asyncProperty(annotatedDocuments, async (annotated) => {
          const back = await readBack(annotated, format);
          const held = (text: string) =>
            format === "bioc-xml" ? text.replace(/[^&<>"\r]+/gu, (part) => xmlText(part)) : text;
          expect(documentText(back.document)).toBe(held(documentText(annotated.document)));
          expect(sorted(back.mentions)).toEqual(
            sorted(annotated.mentions).map(({ start, end, type, text, link }) => ({
              start,
              end,
              type,
              text: held(text),
              ids: idOf(link.ids),
            })),
          );
          expect(back.relations).toHaveLength(3);
        }),
      );
    },
  );

  it("say in BioC how each relation is said", async () => {
    const [annotated] = fc.sample(annotatedDocuments, { numRuns: 1, seed: 7 });
    const [[, written] = []] = await filesOf(graphFormats["bioc-json"], [itemOf(annotated!)]);
    const { documents } = JSON.parse(written!.text);
    const said = documents[0].relations.map(
      ({ infons }: { infons: Record<string, string> }) =>
        `${infons.predicate} ${infons.polarity} ${infons.certainty}`,
    );
    expect(said).toEqual(["treats affirmed asserted", "causes negated hedged", "affects affirmed question"]);
  });

  it("of an empty graph are an empty collection", async () => {
    const [[, json] = []] = await filesOf(graphFormats["bioc-json"], []);
    expect(JSON.parse(json!.text).documents).toEqual([]);
    const [[, xml] = []] = await filesOf(graphFormats["bioc-xml"], []);
    expect(xml!.text).toMatch(/<\/key>\s*<\/collection>\s*$/);
  });
});
