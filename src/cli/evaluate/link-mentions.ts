import { type Category, categoryOf } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import { documentText } from "../../domain/document.js";
import type { GoldDocument, GoldMention } from "../../domain/gold.js";
import type { Link, LinkedMention } from "../../domain/link.js";
import type { EntityType, Mention } from "../../domain/mention.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import { goldCuries } from "../../evaluate/gold-ids.js";
import type { Familiarity, LinkedCase } from "../../evaluate/linking/evaluate-linking.js";
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
  readonly familiarityOf?: (name: string, category: Category, gold: readonly Curie[]) => Familiarity;
  readonly onProgress: (done: number) => void;
}

/** A gold mention as the linker is asked about it: once, or once for each part into which its corpus resolved it. */
interface Asked {
  readonly gold: GoldMention;
  readonly type: EntityType;
  readonly mentions: readonly Mention[];
}

/** Gold mentions through the linker, in their documents. */
export async function linkGoldMentions(
  documents: readonly GoldDocument[],
  options: LinkingRunOptions,
): Promise<LinkingRun> {
  const { category, linkDocuments, dictionary, onProgress } = options;
  const cases: LinkedCase[] = [];
  let withoutConcept = 0;
  let outsideDictionary = 0;
  for (let at = 0; at < documents.length; at += batchDocuments) {
    const batch = documents.slice(at, at + batchDocuments).map((gold) => ({ gold, asked: askedOf(gold) }));
    const linked = await linkDocuments(
      batch.map(({ gold, asked }) => ({
        document: gold.document,
        mentions: asked.flatMap(({ mentions }) => mentions),
      })),
    );
    for (const [place, { gold, asked }] of batch.entries()) {
      const answers = linked[place]!.values();
      for (const { gold: mention, type, mentions } of asked) {
        const link = joined(mentions.map(() => answers.next().value!.link));
        const own = categoryOf(type);
        if (category !== undefined && own !== category) continue;
        const wanted = [...new Set(goldCuries(mention.ids, type).map(dictionary.canonical))];
        if (wanted.length === 0) {
          withoutConcept += 1;
          continue;
        }
        if (!wanted.some((id) => dictionary.isKnown(id))) outsideDictionary += 1;
        const { start, end, text } = mention;
        const name = link.steps.find(({ rule }) => rule === "abbreviation")?.text ?? text;
        cases.push({
          documentId: gold.document.id,
          start,
          end,
          text,
          category: own,
          gold: wanted,
          link,
          parts: link.parts ?? [link.candidates],
          ...(options.familiarityOf ? { familiarity: options.familiarityOf(name, own, wanted) } : {}),
        });
      }
    }
    onProgress(Math.min(at + batchDocuments, documents.length));
  }
  return { cases, withoutConcept, outsideDictionary };
}

function askedOf({ document, mentions }: GoldDocument): readonly Asked[] {
  const whole = documentText(document);
  return mentions.flatMap((gold) => {
    const { start, end, text, ids } = gold;
    const type = entityTypeOf(gold.type);
    if (type === undefined) return [];
    // BioSyn's preprocessed folders hold composite mentions as `breast cancer|ovarian cancer`.
    const resolved = ids.length > 1 && whole.slice(start, end) !== text;
    const texts = resolved ? text.split("|") : [text];
    return [{ gold, type, mentions: texts.map((one) => ({ start, end, text: one, type, score: 1 })) }];
  });
}

/** The link of a mention whose parts were asked one by one: NIL when one of them is. */
function joined(links: readonly Link[]): Link {
  const [first, ...rest] = links as [Link, ...Link[]];
  if (rest.length === 0) return first;
  const nil = links.find((link) => link.nil)?.nil;
  return {
    ids: nil ? [] : [...new Set(links.flatMap(({ ids }) => ids))],
    ...(nil ? { nil } : {}),
    score: Math.min(...links.map(({ score }) => score)),
    steps: links.flatMap(({ steps }) => steps),
    candidates: links.flatMap(({ candidates }) => candidates),
    parts: links.flatMap(({ parts, candidates }) => parts ?? [candidates]),
  };
}
