// The candidates that the linker has for annotated mentions, with their features, for `python -m linking.rerank`.
// `tsx scripts/rerank-candidates.ts PLAN OUT`: PLAN is a JSON file of {set, train, dev, heldOut, categories}, one for each corpus;
// OUT gets JSON lines. Of documents that stand in `dev` or in a file of `heldOut`, the training part has no more than genes, which
// no file of `heldOut` annotates.

import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { dictionaryOf } from "../src/cli/evaluate/dictionary.js";
import { readCorpus } from "../src/cli/evaluate/read-corpus.js";
import { trainingOf } from "../src/cli/evaluate/training-names.js";
import { readConfig } from "../src/config.js";
import { type Category, categoryOf } from "../src/domain/concept.js";
import type { GoldDocument } from "../src/domain/gold.js";
import { openNameEncoder } from "../src/encode/name-encoder.js";
import { entityTypeOf } from "../src/evaluate/corpus-types.js";
import { goldCuries } from "../src/evaluate/gold-ids.js";
import type { EmbedNames, ExtraName } from "../src/link/extra-names.js";
import { featureNames, featuresOf, nilFeatureNames, nilFeaturesOf } from "../src/link/features.js";
import { createLinker, type LinkerOptions } from "../src/link/linker.js";
import { settingsFrom } from "../src/link/settings.js";
import { openTerminology } from "../src/link/terminology.js";

interface Corpus {
  readonly set: string;
  readonly train: string;
  readonly dev: string;
  readonly heldOut: readonly string[];
  readonly categories: readonly Category[];
}

const folds = 5;
const [planFile, outFile] = process.argv.slice(2);
if (!planFile || !outFile) throw new Error("give PLAN and OUT");
const plan = JSON.parse(await readFile(planFile, "utf8")) as readonly Corpus[];
const config = readConfig(process.env);
const encoder = await openNameEncoder(join(config.models, "names"), { device: "cpu" });
const { manifest } = encoder;
const vectors = new Map<string, Float32Array>();
const embedNames: EmbedNames = async (names) => {
  const fresh = names.filter((name) => !vectors.has(name));
  if (fresh.length > 0) {
    const rows = await encoder.encode(fresh);
    for (const [row, name] of fresh.entries())
      vectors.set(name, rows.slice(row * manifest.dim, (row + 1) * manifest.dim));
  }
  return names.map((name) => vectors.get(name)!);
};
const terminology = await openTerminology({
  folder: config.terminology,
  cacheFolder: config.cache,
  nameEncoder: manifest.files[manifest.encoder!.cpu]!.sha256,
});
const settings = { ...settingsFrom({ ...manifest.linking, reranker: undefined }), keptNames: 60_000 };
const dictionary = dictionaryOf((id) => terminology.concept(id));
const out = createWriteStream(outFile);
out.write(`${JSON.stringify({ features: featureNames, nilFeatures: nilFeatureNames })}\n`);

const seen: Parameters<NonNullable<LinkerOptions["observe"]>>[] = [];
const linker = createLinker({
  terminology,
  settings,
  embedNames,
  observe: (contested, judge) => seen.push([contested, judge]),
});

/** `known` tells names of other training documents from the terminology alone. */
async function write(
  corpus: Corpus,
  part: "train" | "dev",
  documents: readonly GoldDocument[],
  names: readonly ExtraName[],
  held: ReadonlySet<string>,
): Promise<void> {
  const own = names.length > 0 ? await linker.withNames(names) : linker;
  for (const { document, mentions } of documents) {
    const asked = mentions.flatMap((mention) => {
      const type = entityTypeOf(mention.type);
      return type && type !== "Variant" ? [{ ...mention, type, score: 1 }] : [];
    });
    seen.length = 0;
    await own.linkDocument(document, asked);
    for (const [at, [contested, judge]] of seen.entries()) {
      const { type, text, ids } = asked[at]!;
      const category = categoryOf(type);
      const gold = [...new Set(goldCuries(ids, type).map(dictionary.canonical))];
      const [contestants] = contested.parts;
      // Genes have no names laid over: they would be there twice.
      if (category === "Gene" && names.length > 0) continue;
      if (!corpus.categories.includes(category) || gold.length === 0 || !contestants) continue;
      if (contested.parts.length > 1 || (category !== "Gene" && held.has(document.id))) continue;
      const right = (id: (typeof gold)[number]) => {
        const all = dictionary.idsOf(id);
        return gold.some((wanted) => all.has(wanted));
      };
      out.write(
        `${JSON.stringify({
          set: corpus.set,
          part,
          known: names.length > 0,
          document: document.id,
          category,
          text,
          gold,
          ids: contestants.map(({ id }) => id),
          right: contestants.map(({ id }) => Number(right(id))),
          features: featuresOf(contestants, judge).map((row) => row.map((value) => Number(value.toFixed(4)))),
          nil: nilFeaturesOf(contestants, contested.names[0]!),
        })}\n`,
      );
    }
  }
}

for (const corpus of plan) {
  const dev = await readCorpus(corpus.dev);
  const developed = new Set(dev.map(({ document }) => document.id));
  const held = new Set<string>();
  for (const file of corpus.heldOut)
    for (const { document } of await readCorpus(file)) if (!developed.has(document.id)) held.add(document.id);
  const train = (await readCorpus(corpus.train)).filter(({ document }) => !developed.has(document.id));
  const namesOf = (documents: readonly GoldDocument[]) =>
    trainingOf(
      documents.filter(({ document }) => !held.has(document.id)),
      dictionary,
    ).names.filter(({ category }) => category !== "Gene" && corpus.categories.includes(category));
  await write(corpus, "train", train, [], held);
  await write(corpus, "dev", dev, [], new Set());
  for (let fold = 0; fold < folds; fold += 1) {
    const inFold = (_: GoldDocument, place: number) => place % folds === fold;
    const rest = train.filter((one, place) => !inFold(one, place));
    await write(corpus, "train", train.filter(inFold), namesOf(rest), held);
  }
  await write(corpus, "dev", dev, namesOf(train), new Set());
  process.stderr.write(`${corpus.set}: ${train.length} and ${dev.length} documents\n`);
}
await new Promise((resolve) => out.end(resolve));
await encoder.close();
