/**
 * What the encoder pass takes, and what tokenising and decoding add to it.
 * `npx tsx bench/encoder.ts [FILE…] [--page]`; with `--page` the figures go to docs/benchmarks.md.
 */
import { join } from "node:path";
import { readConfig } from "../src/config.js";
import { documentText } from "../src/domain/document.js";
import { openJointEncoder } from "../src/encode/joint-encoder.js";
import { openTokenizer } from "../src/encode/tokenizer.js";
import { decodeMentions } from "../src/extract/decode-mentions.js";
import { windowsOf } from "../src/segment/windows.js";
import { documentsIn, inputFiles } from "./input.js";
import { machine, table, writeBlock } from "./page.js";

const config = readConfig(process.env);
const words = process.argv.slice(2);
const files = inputFiles(words);
const folder = join(config.models, "joint");
const most = 64;
const where = machine();

async function seconds<T>(work: () => T | Promise<T>): Promise<readonly [number, T]> {
  const from = performance.now();
  const result = await work();
  return [(performance.now() - from) / 1000, result];
}

const documents = (await documentsIn(files)).slice(0, most);
const texts = documents.map(documentText);
const encoder = await openJointEncoder(folder, { device: config.device, layWindows: windowsOf });
try {
  await encoder.encode(texts.slice(0, 2));
  const tokenizer = openTokenizer(join(folder, "tokenizer.json"));
  const [tokenising, tokens] = await seconds(() => texts.map((text) => tokenizer.tokenise(text).ids.length));
  const [encoding, encodings] = await seconds(() => encoder.encode(texts));
  const [decoding] = await seconds(() =>
    documents.map((document, index) => decodeMentions(document, encodings[index]!, encoder.manifest)),
  );
  const total = tokens.reduce((a, b) => a + b, 0);
  const rate = (time: number) => [
    Math.round(total / time),
    (texts.length / time).toFixed(1),
    time.toFixed(2),
  ];
  const lines = [
    `\`npx tsx bench/encoder.ts --page\` on ${where}, ${encoder.device}; ${texts.length} abstracts, ${total} tokens.`,
    "",
    ...table([
      ["", "tokens/s", "abstracts/s", "seconds"],
      ["tokens, tags and hidden states", ...rate(encoding)],
      ["of which tokenising, alone", ...rate(tokenising)],
      ["decoding mentions", ...rate(decoding)],
    ]),
  ];
  console.log(lines.join("\n"));
  if (words.includes("--page")) writeBlock("encoder", lines);
} finally {
  await encoder.close();
}
