import type { Curie } from "../../src/domain/curie.js";
import { type Document, documentText, layPassages, type SectionRole } from "../../src/domain/document.js";
import type { LinkedMention } from "../../src/domain/link.js";
import type { EntityType, Sentence } from "../../src/domain/mention.js";

const ids: Readonly<Record<string, readonly [EntityType, Curie]>> = {
  metformin: ["Chemical", "MESH:D008687"],
  aspirin: ["Chemical", "MESH:D001241"],
  diabetes: ["Disease", "MESH:D003920"],
  stroke: ["Disease", "MESH:D020521"],
  tp53: ["Gene", "NCBIGene:7157"],
  ptgs2: ["Gene", "NCBIGene:5743"],
  inulin: ["Chemical", "MESH:D007444"],
  bifidobacterium: ["Species", "NCBITaxon:1678"],
};

interface Passage {
  readonly role: SectionRole;
  readonly text: string;
}

/** A document whose words in `ids` are mentions, with a token per word and a sentence per full stop. */
export function documentOf(...parts: readonly Passage[]) {
  const document: Document = {
    id: "X:1",
    version: 1,
    revisedAt: "",
    title: "",
    passages: layPassages(parts.map((part) => ({ kind: "abstract", ...part }))),
    publicationTypes: [],
    meshHeadings: [],
    retracted: false,
    retracts: [],
  };
  const text = documentText(document);
  const words = [...text.matchAll(/\w+/gu)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    text: m[0],
  }));
  const mentions = words.flatMap(({ start, end, text: word }): LinkedMention[] => {
    const known = ids[word.toLowerCase()];
    if (known === undefined) return [];
    const link = { ids: [known[1]], score: 1, steps: [], candidates: [] };
    return [{ type: known[0], start, end, text: word, score: 1, link }];
  });
  const sentences: Sentence[] = [...text.matchAll(/[^.\n]+\./gu)].map((m, index) => {
    const lead = m[0].length - m[0].trimStart().length;
    return { index, start: m.index + lead, end: m.index + m[0].length };
  });
  const tokens = {
    starts: Int32Array.from(words, (w) => w.start),
    ends: Int32Array.from(words, (w) => w.end),
  };
  return {
    document,
    text,
    mentions,
    sentences,
    encoding: { tokens, hidden: new Float32Array(words.length) },
  };
}
