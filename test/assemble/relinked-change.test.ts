import { describe, expect, it } from "vitest";
import { relinkedChange } from "../../src/assemble/relinked-change.js";
import type { Concept } from "../../src/domain/concept.js";
import type { ProcessedDocument } from "../../src/domain/graph-store.js";
import { concepts, paper, renamed } from "../store/world.js";

const {
  kind: _,
  revision,
  contentHash,
  fingerprint,
  extractor,
  terminology,
  ...read
} = paper({
  id: "PMID:1",
  claims: [{ subject: "metformin", predicate: "treats", object: "diabetes" }],
});
const state = { status: "live", revision, contentHash, fingerprint, extractor, terminology } as const;
const stored: ProcessedDocument = { ...read, state, concern: false };
const versions = { extractor: "joint 1", terminology: "mesh 2", fingerprint: "joint 1, mesh 2" };
const described = (concept: Concept) =>
  relinkedChange(stored, { ...read, concepts: [concept, concepts.diabetes] }, versions);

describe("a document linked anew", () => {
  it("keeps what it says while its mentions mean the same, under the new names and descriptions", () => {
    const concept = renamed(concepts.metformin);
    const change = described(concept);
    expect(change).toMatchObject({ ...versions, revision, contentHash, mentions: stored.mentions });
    expect(change?.concepts).toEqual([concepts.diabetes, concept]);
    expect(change?.evidence).toEqual([{ ...stored.evidence[0], terminology: "mesh 2" }]);
  });

  it("is to be read again when a mention has another concept, none, or one more", () => {
    const [first, ...rest] = stored.mentions;
    for (const ids of [["MESH:D001241"], [], ["MESH:D008687", "MESH:D001241"]] as const) {
      const mentions = [{ ...first!, link: { ...first!.link, ids } }, ...rest];
      expect(relinkedChange(stored, { ...read, mentions }, versions)).toBeUndefined();
    }
  });

  it("is to be read again when a concept became something else, which others may be said of", () => {
    expect(described({ ...concepts.metformin, category: "Gene" })).toBeUndefined();
  });
});
