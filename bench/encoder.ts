/**
 * The encoder pass beside `@huggingface/transformers` on the same graph and texts, beside the machine's own matrix products,
 * and what tokenising, decoding and further encoders add to it.
 * `npx tsx bench/encoder.ts [FILE…] [--page]`; with `--page` the figures go to docs/benchmarks.md.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../src/config.js";
import { documentText } from "../src/domain/document.js";
import { readExtractorManifest } from "../src/encode/extractor-manifest.js";
import { openJointEncoder } from "../src/encode/joint-encoder.js";
import { openTokenizer } from "../src/encode/tokenizer.js";
import { decodeMentions } from "../src/extract/decode-mentions.js";
import { windowsOf } from "../src/segment/windows.js";
import { documentsIn, inputFiles } from "./input.js";
import { productsOf } from "./onnx.js";
import { machine, table, writeBlock } from "./page.js";
import { operations, productTimes } from "./products.js";
import { openTransformers } from "./transformers.js";

const config = readConfig(process.env);
const words = process.argv.slice(2);
const files = inputFiles(words);
const folder = join(config.models, "joint");
const manifest = readExtractorManifest(folder);
const [most, rounds] = [64, 3];
const furtherEncoders = 8;
const where = machine();
const cores = availableParallelism();

const documents = (await documentsIn(files)).slice(0, most);
const texts = documents.map(documentText);

/** Seconds, the best of several rounds that take turns, so that a busy moment meets all alike. */
async function race<K extends string>(
  works: Readonly<Record<K, () => Promise<unknown>>>,
): Promise<Readonly<Record<K, number>>> {
  const least = Object.fromEntries(Object.keys(works).map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries<() => Promise<unknown>>(works)) {
      const from = performance.now();
      await work();
      least[name] = Math.min(least[name]!, (performance.now() - from) / 1000);
    }
  }
  return least as Record<K, number>;
}

/** What a further encoder takes, in MiB of memory: of several that are opened and read all texts, when one had done so before. */
async function memoryOfEncoder(): Promise<number> {
  const open = (workers: number) =>
    openJointEncoder(folder, { device: "cpu", layWindows: windowsOf, workers, threads: 1 });
  const first = await open(1);
  await first.encode(texts);
  const before = process.memoryUsage.rss();
  const more = await open(furtherEncoders);
  await more.encode(texts);
  const taken = process.memoryUsage.rss() - before;
  await Promise.all([first.close(), more.close()]);
  return taken / furtherEncoders / 2 ** 20;
}

const memory = await memoryOfEncoder();
const scratch = await mkdtemp(join(tmpdir(), "litweave-bench-"));
const encoder = await openJointEncoder(folder, { device: config.device, layWindows: windowsOf });
const single = await openJointEncoder(folder, {
  device: "cpu",
  layWindows: windowsOf,
  workers: 1,
  threads: 1,
});
const pair = await openJointEncoder(folder, {
  device: "cpu",
  layWindows: windowsOf,
  workers: 1,
  threads: cores,
});
try {
  const classify = await openTransformers(config.models, manifest, scratch);
  const tokenizer = openTokenizer(join(folder, manifest.tokenizer), manifest.specialTokenIds);
  const sizes = texts.map((text) => tokenizer.tokenise(text).ids.length);
  let encodings = await encoder.encode(texts);
  const mentions = () =>
    documents.map((document, index) => decodeMentions(document, encodings[index]!, manifest));
  const time = await race({
    whole: async () => {
      encodings = await encoder.encode(texts);
      mentions();
    },
    encoding: () => encoder.encode(texts),
    single: () => single.encode(texts),
    pair: () => pair.encode(texts),
    tokenising: async () => texts.map((text) => tokenizer.tokenise(text)),
    decoding: async () => mentions(),
    theirs: async () => {
      for (const text of texts) await classify(text);
    },
    theirBatches: async () => {
      for (let at = 0; at < texts.length; at += 8) await classify(texts.slice(at, at + 8));
    },
  });

  const products = productsOf(join(folder, manifest.encoder.cpu));
  const windows = sizes.flatMap((size) =>
    windowsOf(size, manifest.decoding.windowTokens, manifest.decoding.windowOverlap).map(
      ({ start, end }) => end - start + 2,
    ),
  );
  const work = windows.reduce((sum, size) => sum + operations(products, size, manifest.hiddenSize), 0);
  const middle = [...windows].sort((a, b) => a - b)[windows.length >> 1]!;
  const least = await productTimes(products, middle, manifest.hiddenSize);
  const one = operations(products, middle, manifest.hiddenSize);
  const reached = work / time.encoding;
  const row = (name: string, seconds: number) => [
    name,
    Math.round(one / seconds / 1e9),
    `${((100 * reached * seconds) / one).toFixed(0)} %`,
  ];

  const total = sizes.reduce((a, b) => a + b, 0);
  const rate = (name: string, seconds: number) => [
    name,
    Math.round(total / seconds),
    (texts.length / seconds).toFixed(1),
    seconds.toFixed(2),
  ];
  const added = (100 * (time.tokenising + time.decoding)) / time.single;
  const ratio = Math.min(time.theirs, time.theirBatches) / time.whole;
  const lines = [
    `\`npx tsx bench/encoder.ts --page\` on ${where}, ${encoder.device}; ${texts.length} abstracts, ${total} tokens; best of ${rounds} rounds.`,
    "",
    ...table([
      ["", "tokens/s", "abstracts/s", "seconds"],
      rate("tags and hidden states", time.encoding),
      rate("the same by one worker with all threads", time.pair),
      rate("the same by one worker with one thread", time.single),
      rate("mentions, from text", time.whole),
      rate("`@huggingface/transformers`, token classification, one by one", time.theirs),
      rate("`@huggingface/transformers`, in batches of 8", time.theirBatches),
      rate("tokenising, on one thread", time.tokenising),
      rate("decoding mentions, on one thread", time.decoding),
    ]),
    "",
    `An encoder more takes ${Math.round(memory)} MiB of memory, measured with ${furtherEncoders}.`,
    "",
    `Mentions come ${ratio.toFixed(1)} times as fast as from \`@huggingface/transformers\`. Tokenising and decoding cost ${added.toFixed(1)} % of what the encoder costs on one thread.`,
    "",
    `The encoder reaches ${Math.round(reached / 1e9)} GFLOP/s. Its matrix products alone, at ${middle} tokens on ${cores} threads:`,
    "",
    ...table([
      ["products with nothing between them", "GFLOP/s", "share reached"],
      row("int8 to int32, attention in float32", least.bare + least.attention),
      row("int8 from and to float32, attention in float32", least.scaled + least.attention),
    ]),
  ];
  console.log(lines.join("\n"));
  if (words.includes("--page")) writeBlock("encoder", lines);
} finally {
  await Promise.all([encoder.close(), single.close(), pair.close()]);
  await rm(scratch, { recursive: true, force: true });
}
