import type { Category, Concept } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import { type DocumentId, layPassages } from "../../src/domain/document.js";
import type { Evidence } from "../../src/domain/evidence.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import type { LinkedMention } from "../../src/domain/link.js";
import type { EntityType } from "../../src/domain/mention.js";
import { evidenceKey, tripleOf } from "../../src/domain/triple.js";

const hubs = 5;
const ofEach = 100;

function concept(id: Curie, name: string, category: Category): Concept {
  return { id, name, category, synonyms: [], xrefs: [], parents: [] };
}

/** Ids of the drugs at the hubs. */
export const hubIds = Array.from({ length: hubs }, (_, hub): Curie => `MESH:D10000${hub}`);

/** Five drugs, each of which affects a hundred genes of its own, and the first gene of the next drug. */
export async function writeLargeGraph(store: GraphStore): Promise<void> {
  for (const [hub, hubId] of hubIds.entries()) {
    const drug = concept(hubId, `Experimental drug number ${hub}`, "ChemicalEntity");
    const genes = Array.from({ length: ofEach + 1 }, (_, index) => {
      const number = (hub * ofEach + index) % (hubs * ofEach);
      return concept(`NCBIGene:${9000 + number}`, `GENE${number}-LIKE${number % 7}`, "Gene");
    });
    const documentId: DocumentId = `PMID:${8000 + hub}`;
    const title = `What drug ${hub} does`;
    const text = `${drug.name} affects many genes.`;
    const start = title.length + 1;
    const evidence = genes.map((gene, index): Evidence => {
      const triple = tripleOf(drug.id, "affects", gene.id);
      return {
        key: evidenceKey(triple.key, documentId),
        triple,
        documentId,
        year: 2000 + hub,
        sentences: [
          {
            start,
            end: start + text.length,
            text,
            section: "RESULTS",
            role: "results",
            polarity: "affirmed",
            certainty: "asserted",
            cues: [],
            subjectSpans: [],
            objectSpans: [],
          },
        ],
        polarity: "affirmed",
        certainty: "asserted",
        cues: [],
        sectionWeight: 1,
        novelty: 0.5,
        score: 0.3 + index / 200,
        label: "example:affects",
        extractor: "example@1",
        terminology: "example@1",
      };
    });
    const mentions = [drug, ...genes].map(
      (named): LinkedMention => ({
        start,
        end: start + drug.name.length,
        type: (named === drug ? "Chemical" : "Gene") satisfies EntityType,
        text: drug.name,
        score: 0.9,
        link: { ids: [named.id], score: 0.9, steps: [], candidates: [] },
      }),
    );
    await store.write([
      {
        kind: "upsert",
        document: {
          id: documentId,
          version: 1,
          revisedAt: "",
          title,
          passages: layPassages([
            { kind: "title", role: "title", text: title },
            { kind: "abstract", role: "results", label: "RESULTS", text },
          ]),
          year: 2000 + hub,
          publicationTypes: [],
          meshHeadings: [],
          retracted: false,
          retracts: [],
        },
        revision: "000001",
        contentHash: documentId,
        fingerprint: "example@1",
        extractor: "example 1",
        terminology: "example 1",
        mentions,
        concepts: [drug, ...genes],
        evidence,
      },
    ]);
  }
}
