import { type Category, categories, categoryOf } from "../../domain/concept.js";
import type { GoldDocument } from "../../domain/gold.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import { goldCuries } from "../../evaluate/gold-ids.js";
import {
  type ConceptMention,
  type EndToEnd,
  type EndToEndDocument,
  evaluateEndToEnd,
} from "../../evaluate/linking/end-to-end.js";
import { lazyStages } from "../../pipeline/lazy-stages.js";
import type { OpenStagesOptions } from "../../pipeline/open-stages.js";
import type { Stages } from "../../pipeline/stages.js";
import type { Terminal } from "../terminal.js";
import { type Dictionary, dictionaryOf } from "./dictionary.js";
import { batchDocuments } from "./find-mentions.js";
import { range, rounded, scoreHead, scoreRow } from "./tables.js";

/** By category, then of all together. Categories without a gold concept are left out. */
type EndToEndReport = Readonly<Partial<Record<Category | "all", EndToEnd>>>;

/** Text through extractor and linker, beside the gold mentions that have an id. */
async function linkEndToEnd(
  corpus: readonly GoldDocument[],
  stages: Pick<Stages, "encode" | "link">,
  dictionary: Pick<Dictionary, "canonical" | "idsOf">,
  onProgress: (done: number) => void,
): Promise<EndToEndReport> {
  const documents: EndToEndDocument[] = [];
  for (let at = 0; at < corpus.length; at += batchDocuments) {
    const batch = corpus.slice(at, at + batchDocuments);
    const linked = await stages.link(await stages.encode(batch.map(({ document }) => document)));
    for (const [place, gold] of batch.entries()) {
      const found = linked[place]!.linked.map(
        ({ start, end, type, link }): ConceptMention => ({
          start,
          end,
          category: categoryOf(type),
          ids: link.ids,
        }),
      );
      documents.push({
        gold: goldMentions(gold, dictionary).filter(({ ids }) => ids.length > 0),
        found: found.filter(({ ids }) => ids.length > 0),
      });
    }
    onProgress(documents.length);
  }
  const annotated = categories.filter((category) =>
    documents.some(({ gold }) => gold.some((mention) => mention.category === category)),
  );
  const ofThese = (wanted: readonly Category[]) =>
    evaluateEndToEnd(
      documents.map(({ gold, found }) => ({
        gold: gold.filter(({ category }) => wanted.includes(category)),
        found: found.filter(({ category }) => wanted.includes(category)),
      })),
      dictionary.idsOf,
    );
  return {
    ...Object.fromEntries(annotated.map((category) => [category, ofThese([category])])),
    all: ofThese(annotated),
  };
}

function goldMentions(
  { mentions }: GoldDocument,
  { canonical }: Pick<Dictionary, "canonical">,
): readonly ConceptMention[] {
  return mentions.flatMap(({ start, end, type, ids }) => {
    const known = entityTypeOf(type);
    if (!known) return [];
    return [
      {
        start,
        end,
        category: categoryOf(known),
        ids: [...new Set(goldCuries(ids, known).map(canonical))],
      },
    ];
  });
}

function endToEndLines(report: EndToEndReport): readonly string[] {
  const rows = (level: keyof EndToEnd) =>
    Object.entries(report).map(([name, scores]) =>
      scoreRow(name, scores[level], `95 % ${range(scores[level].interval)}`),
    );
  return [
    "Mention and id",
    scoreHead,
    ...rows("mentions"),
    "Ids of a document",
    scoreHead,
    ...rows("documents"),
  ];
}

/** Prints how well the ids are found from the text alone. */
export async function reportEndToEnd(
  file: string,
  corpus: readonly GoldDocument[],
  options: OpenStagesOptions,
  terminal: Terminal,
): Promise<void> {
  const models = lazyStages(options);
  const progress = terminal.progress("evaluate");
  try {
    const stages = await models.stages();
    const { linker } = await models.linking();
    const dictionary = dictionaryOf((id) => linker.concept(id));
    const report = await linkEndToEnd(corpus, stages, dictionary, (done) =>
      progress.update(done, corpus.length, `${done} documents`),
    );
    progress.stop();
    terminal.print([`${file}: ${corpus.length} documents`, ...endToEndLines(report)].join("\n"));
    terminal.printJson(rounded({ task: "linking-end-to-end", file, unit: "percent", ...report }));
  } finally {
    progress.stop();
    await models.close();
  }
}
