import { type Document, layPassages } from "../../src/domain/document.js";
import type { EntityType, Mention } from "../../src/domain/mention.js";

export function documentOf(text: string, headings: readonly string[] = []): Document {
  return {
    id: "PMID:1",
    version: 1,
    revisedAt: "",
    title: "",
    passages: layPassages([{ kind: "abstract", role: "other", text }]),
    publicationTypes: [],
    meshHeadings: headings.map((id) => ({ id, name: id, majorTopic: false })),
    retracted: false,
    retracts: [],
  };
}

/** A document with its mentions, written `[Type text]` in a text. */
export function markedDocument(text: string): {
  readonly document: Document;
  readonly mentions: readonly Mention[];
} {
  const mentions: Mention[] = [];
  let plain = "";
  for (const piece of text.split(/(\[[^\]]+\])/u)) {
    const match = /^\[(\w+) ([^\]]+)\]$/u.exec(piece);
    if (match) {
      const start = plain.length;
      plain += match[2];
      mentions.push({ type: match[1] as EntityType, text: match[2]!, start, end: plain.length, score: 1 });
    } else plain += piece;
  }
  return { document: documentOf(plain), mentions };
}
