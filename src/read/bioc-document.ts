import { offsetMap } from "../domain/code-points.js";
import { documentText, type Origin, type Passage } from "../domain/document.js";
import type { GoldDocument, GoldMention, GoldRelation } from "../domain/gold.js";
import { sectionRole } from "../domain/section-role.js";
import { bareDocument } from "./bare-document.js";
import { documentIdOf } from "./document-id.js";
import { RecordError } from "./failure.js";
import { alignedMention } from "./gold-mention.js";
import type { GoldSource } from "./gold-source.js";
import { medlineDate } from "./pubmed-date.js";

/** The parts of a BioC document that are read, from XML and JSON alike; offsets are code points of the whole document. */
export interface BiocDocument {
  readonly id: string;
  readonly passages: readonly BiocPassage[];
  readonly relations: readonly BiocRelation[];
}

export type Infons = Readonly<Record<string, string>>;

export interface BiocPassage {
  readonly offset: number;
  readonly infons: Infons;
  readonly text: string;
  readonly annotations: readonly BiocAnnotation[];
}

export interface BiocAnnotation {
  readonly infons: Infons;
  readonly text: string;
  readonly locations: readonly { readonly offset: number; readonly length: number }[];
}

interface BiocRelation {
  readonly infons: Infons;
}

/**
 * Infons are free; those of BioRED, BC5CDR and PubTator are known: `type`, `section_type`, `identifier` (or the vocabulary's
 * name, `MESH`), `entity1`/`entity2`/`novel`, `relation` with one infon per role.
 *
 * @throws RecordError when it has no id or no text
 */
export function biocSource(bioc: BiocDocument, origin: Origin): GoldSource {
  const kept = bioc.passages.filter(({ text }) => text.trim() !== "");
  const title = kept.find(isTitle)?.text ?? "";
  const front = bioc.passages[0]?.infons ?? {};
  const publishedAt = medlineDate(front.year ?? "");
  const document = bareDocument(documentIdOf(bioc.id), title, kept.map(passageOf), {
    ...(publishedAt !== undefined && { publishedAt, year: Number(publishedAt.slice(0, 4)) }),
    ...(front.journal !== undefined && { journal: front.journal }),
  });
  const gold = (): GoldDocument => ({
    document,
    mentions: mentionsOf(kept, document.passages, documentText(document)),
    relations: bioc.relations.map(({ infons }) => relationOf(infons)),
  });
  return { kind: "gold", origin, document, gold };
}

function isTitle({ infons }: BiocPassage): boolean {
  return infons.type === "title" || (infons.section_type === "TITLE" && infons.type === "front");
}

function passageOf(passage: BiocPassage): Omit<Passage, "offset"> {
  const { text, infons } = passage;
  if (isTitle(passage)) return { kind: "title", role: "title", text };
  const label = infons.label;
  const role = sectionRole(infons.role, label ?? infons.section_type?.replace("INTRO", "introduction"));
  return { kind: "abstract", role, ...(label !== undefined && { label }), text };
}

function mentionsOf(
  kept: readonly BiocPassage[],
  laid: readonly Passage[],
  text: string,
): readonly GoldMention[] {
  const align = alignedMention(text);
  const offsets = offsetMap(text);
  return kept.flatMap((passage, at) => {
    // Files leave other gaps between passages than we do.
    const shift = offsets.toCodePoints(laid[at]?.offset ?? 0) - passage.offset;
    return passage.annotations.flatMap(({ infons, text: printed, locations }) => {
      const start = Math.min(...locations.map(({ offset }) => offset)) + shift;
      const end = Math.max(...locations.map(({ offset, length }) => offset + length)) + shift;
      if (!Number.isFinite(start)) return [];
      const type = infons.type ?? "";
      // A mention in several pieces becomes the whole range; what is printed then is not what stands there.
      const whole = text.slice(offsets.toUtf16(start), offsets.toUtf16(end));
      return align({
        start,
        end,
        text: locations.length > 1 ? whole : printed,
        type,
        ids: identifierOf(infons),
      });
    });
  });
}

const vocabularies = ["identifier", "MESH", "OMIM", "NCBI Gene", "NCBIGene", "Species", "dbSNP"];

function identifierOf(infons: Infons): string {
  return vocabularies.flatMap((key) => infons[key] ?? [])[0] ?? "";
}

function relationOf(infons: Infons): GoldRelation {
  const type = infons.type ?? infons.relation ?? "";
  const roles = Object.keys(infons).filter((key) => key !== "type" && key !== "relation" && key !== "novel");
  const subject = infons.entity1 ?? infons.Chemical ?? infons[roles[0] ?? ""];
  const object = infons.entity2 ?? infons.Disease ?? infons[roles[1] ?? ""];
  if (subject === undefined || object === undefined) {
    throw new RecordError(`a relation “${type}” names fewer than two entities`, { field: "relation" });
  }
  return {
    type,
    subject,
    object,
    ...(infons.novel !== undefined && { novel: infons.novel === "Novel" }),
  };
}
