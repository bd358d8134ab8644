import { offsetMap } from "../domain/code-points.js";
import { type DocumentId, documentText, type Origin, type Passage } from "../domain/document.js";
import type { GoldDocument, GoldMention, GoldRelation } from "../domain/gold.js";
import { bareDocument } from "./bare-document.js";
import { biocPassages, isLeftOut, isTitle } from "./bioc-passages.js";
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
 * Infons are free; those of BioRED, BC5CDR, PubTator and PMC's full texts are known: `type`, `section_type`, `identifier` (or the
 * vocabulary's name, `MESH`), `article-id_pmid`, `entity1`/`entity2`/`novel`, `relation` with one infon per role.
 * References, footnotes and what a full text says of its authors are left out.
 *
 * @throws RecordError when it has no id or no text
 */
export function biocSource(bioc: BiocDocument, origin: Origin): GoldSource {
  const kept = bioc.passages.filter(({ text, infons }) => text.trim() !== "" && !isLeftOut(infons));
  const title = kept.find(({ infons }) => isTitle(infons))?.text ?? "";
  const front = bioc.passages[0]?.infons ?? {};
  const publishedAt = medlineDate(front.year ?? "");
  const document = bareDocument(idOf(bioc.id, front), title, biocPassages(kept), {
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

/** Full texts are numbered by PubMed Central, and know their PMID when they have one. */
function idOf(id: string, front: Infons): DocumentId {
  const pmc = front["article-id_pmc"]?.replace(/^(?:PMC)?/, "PMC");
  return documentIdOf(front["article-id_pmid"] ?? pmc ?? id);
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
