import { type Category, categoryOf } from "../../domain/concept.js";
import { documentText } from "../../domain/document.js";
import type { GoldDocument } from "../../domain/gold.js";
import type { LinkedMention } from "../../domain/link.js";
import type { Mention } from "../../domain/mention.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import { goldCuries } from "../../evaluate/gold-ids.js";
import type { LinkedCase } from "../../evaluate/linking/evaluate-linking.js";
import { expandAbbreviations, findAbbreviations, longForms } from "../../link/abbreviations.js";
import type { ExtraName } from "../../link/extra-names.js";
import type { DocumentMentions } from "../../link/linker.js";
import type { Dictionary } from "./dictionary.js";
import { batchDocuments } from "./find-mentions.js";

export interface LinkingRun {
  readonly cases: readonly LinkedCase[];
  /** Mentions of the category to which the corpus gives no concept; they are not scored. */
  readonly withoutConcept: number;
  /** Scored mentions whose ids neither terminology nor added names hold: right only by an OMIM cross-reference. */
  readonly outsideDictionary: number;
}

export interface LinkingRunOptions {
  /** Scored; all when left out. Mentions of other categories are linked too, as context. */
  readonly category?: Category;
  readonly linkDocuments: (
    batch: readonly DocumentMentions[],
  ) => Promise<readonly (readonly LinkedMention[])[]>;
  readonly dictionary: Pick<Dictionary, "canonical" | "isKnown">;
  /** Names laid over the dictionary. */
  readonly added: readonly ExtraName[];
  readonly onProgress: (done: number) => void;
}

interface Asked {
  readonly mention: Mention;
  readonly ids: readonly string[];
}

/** Gold mentions through the linker, in their documents. */
export async function linkGoldMentions(
  documents: readonly GoldDocument[],
  options: LinkingRunOptions,
): Promise<LinkingRun> {
  const { category, linkDocuments, dictionary, added, onProgress } = options;
  const names = new Set(added.map(({ name, category: own }) => `${own}\t${name.toLowerCase()}`));
  const ids = new Set<string>(added.map(({ id }) => id));
  const cases: LinkedCase[] = [];
  let withoutConcept = 0;
  let outsideDictionary = 0;
  for (let at = 0; at < documents.length; at += batchDocuments) {
    const batch = documents.slice(at, at + batchDocuments).map((gold) => ({ gold, asked: askedOf(gold) }));
    const linked = await linkDocuments(
      batch.map(({ gold, asked }) => ({
        document: gold.document,
        mentions: asked.map(({ mention }) => mention),
      })),
    );
    for (const [place, { gold, asked }] of batch.entries()) {
      const forms = longForms(findAbbreviations(documentText(gold.document)));
      for (const [index, { mention, ids: given }] of asked.entries()) {
        const own = categoryOf(mention.type);
        if (category !== undefined && own !== category) continue;
        const wanted = [...new Set(goldCuries(given, mention.type).map(dictionary.canonical))];
        if (wanted.length === 0) {
          withoutConcept += 1;
          continue;
        }
        if (!wanted.some((id) => dictionary.isKnown(id) || ids.has(id))) outsideDictionary += 1;
        cases.push({
          documentId: gold.document.id,
          text: mention.text,
          category: own,
          gold: wanted,
          link: linked[place]![index]!.link,
          seen: names.has(`${own}\t${expandAbbreviations(mention.text, forms).toLowerCase()}`),
        });
      }
    }
    onProgress(Math.min(at + batchDocuments, documents.length));
  }
  return { cases, withoutConcept, outsideDictionary };
}

function askedOf({ mentions }: GoldDocument): readonly Asked[] {
  return mentions.flatMap(({ start, end, text, type, ids }) => {
    const known = entityTypeOf(type);
    return known ? [{ mention: { start, end, text, type: known, score: 1 }, ids }] : [];
  });
}
