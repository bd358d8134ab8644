/**
 * What relations cost beside the encoder pass that they share: the relation head, and decoding with evidence and assertion;
 * on abstracts by their number of concepts, and on made-up documents with many.
 * `npx tsx bench/relations.ts [FILE…] [--page]`; with `--page` the figures go to docs/benchmarks.md.
 */
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { readConfig } from "../src/config.js";
import { type Document, documentText } from "../src/domain/document.js";
import type { LinkedMention } from "../src/domain/link.js";
import { type Encoding, openJointEncoder } from "../src/encode/joint-encoder.js";
import { openRelationThreads } from "../src/encode/relation-threads.js";
import { decodeMentions } from "../src/extract/decode-mentions.js";
import { extractRelations } from "../src/extract/extract-relations.js";
import type { PairQuestion } from "../src/extract/relation-scheme.js";
import { mentionGroups } from "../src/extract/score-pairs.js";
import { openLinking } from "../src/pipeline/open-stages.js";
import { sentencesOf } from "../src/segment/sentences.js";
import { windowsOf } from "../src/segment/windows.js";
import { crowdedDocument } from "./crowded-documents.js";
import { documentsIn, inputFiles } from "./input.js";
import { machine, percent, table, writeBlock } from "./page.js";

const config = readConfig(process.env);
const words = process.argv.slice(2);
const files = inputFiles(words);
const folder = join(config.models, "joint");
const rounds = 5;
const crowds = [10, 30, 60, 120];
const where = machine();

const encoder = await openJointEncoder(folder, { device: config.device, layWindows: windowsOf });
const scorers = await openRelationThreads([folder]);

/** A document on its own: least times in ms over the rounds, and what the head was asked. */
interface Timed {
  readonly concepts: number;
  readonly tokens: number;
  readonly pairs: number;
  readonly runs: number;
  readonly encoderMs: number;
  readonly headMs: number;
  readonly restMs: number;
}

interface Given {
  readonly document: Document;
  readonly mentions: readonly LinkedMention[];
}

/** One encoder pass and its relations, one after the other. */
async function timeOnce({ document, mentions }: Given): Promise<Timed> {
  const from = performance.now();
  const [encoding] = await encoder.encode([documentText(document)]);
  const encoded = performance.now();
  let [headMs, pairs, runs] = [0, 0, 0];
  await relate(document, mentions, encoding!, async (question) => {
    const asked = performance.now();
    const answer = await scorers.score(0, question);
    headMs += performance.now() - asked;
    pairs += question.pairs.length / 2;
    runs += 1;
    return answer;
  });
  return {
    concepts: mentionGroups(mentions).length,
    tokens: encoding!.tokens.starts.length,
    pairs,
    runs,
    encoderMs: encoded - from,
    headMs,
    restMs: performance.now() - encoded - headMs,
  };
}

function relate(
  document: Document,
  mentions: readonly LinkedMention[],
  encoding: Encoding,
  score: (question: PairQuestion) => ReturnType<typeof scorers.score>,
) {
  const sentences = sentencesOf(document);
  return extractRelations({ document, sentences, mentions, encoding }, [
    { scheme: encoder.manifest, scorePairs: score },
  ]);
}

/** Each document's least times; the rounds go over all documents, so that a busy moment meets few of one's. */
async function timeEach(given: readonly Given[]): Promise<readonly Timed[]> {
  let best: readonly Timed[] | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const times: Timed[] = [];
    for (const one of given) times.push(await timeOnce(one));
    best = best?.map((least, index) => fewest(least, times[index]!)) ?? times;
  }
  return best!;
}

function fewest(a: Timed, b: Timed): Timed {
  const [encoderMs, headMs, restMs] = (["encoderMs", "headMs", "restMs"] as const).map((part) =>
    Math.min(a[part], b[part]),
  ) as [number, number, number];
  return { ...a, encoderMs, headMs, restMs };
}

/**
 * All documents at once, as the pipeline has them: seconds on the clock and of all cores together, and the share of the
 * clock in which the event loop was busy with relations.
 */
async function timeTogether(given: readonly Given[]) {
  const least = { encode: Infinity, relate: Infinity, encodeCpu: Infinity, relateCpu: Infinity, busy: 1 };
  const note = (part: "encode" | "relate", from: number, cpu: NodeJS.CpuUsage) => {
    const { user, system } = process.cpuUsage(cpu);
    least[part] = Math.min(least[part], (performance.now() - from) / 1e3);
    least[`${part}Cpu`] = Math.min(least[`${part}Cpu`], (user + system) / 1e6);
  };
  for (let round = 0; round < rounds; round += 1) {
    const [begun, begunCpu] = [performance.now(), process.cpuUsage()];
    const encodings = await encoder.encode(given.map(({ document }) => documentText(document)));
    note("encode", begun, begunCpu);
    const [encoded, encodedCpu] = [performance.now(), process.cpuUsage()];
    const loop = performance.eventLoopUtilization();
    await Promise.all(
      given.map(({ document, mentions }, index) =>
        relate(document, mentions, encodings[index]!, (question) => scorers.score(0, question)),
      ),
    );
    note("relate", encoded, encodedCpu);
    least.busy = Math.min(least.busy, performance.eventLoopUtilization(loop).utilization);
  }
  return least;
}

const sum = (times: readonly Timed[], value: (one: Timed) => number) =>
  times.reduce((total, one) => total + value(one), 0);

const secondsOf = (encoding: number, relating: number) => [
  encoding.toFixed(2),
  relating.toFixed(2),
  percent(relating / encoding),
];

/** Means of the documents of one row. */
function rowOf(name: string | number, times: readonly Timed[]): readonly (string | number)[] {
  const mean = (value: (one: Timed) => number) => sum(times, value) / times.length;
  const relationsMs = mean(({ headMs, restMs }) => headMs + restMs);
  const encoderMs = mean((one) => one.encoderMs);
  return [
    name,
    times.length,
    Math.round(mean(({ tokens }) => tokens)),
    mean(({ pairs }) => pairs).toFixed(1),
    encoderMs.toFixed(2),
    mean(({ headMs }) => headMs).toFixed(2),
    mean(({ restMs }) => restMs).toFixed(2),
    percent(relationsMs / encoderMs),
  ];
}

/** The documents of `files` with their mentions linked as the pipeline links them. */
async function linkedDocuments(): Promise<readonly Given[]> {
  const linking = await openLinking({ ...config, log: (line) => console.error(line) });
  try {
    const documents = await documentsIn(files);
    const encodings = await encoder.encode(documents.map(documentText));
    const found = documents.map((document, index) => ({
      document,
      mentions: decodeMentions(document, encodings[index]!, encoder.manifest),
    }));
    const linked = await linking.linker.linkDocuments(found);
    return documents.map((document, index) => ({ document, mentions: linked[index]! }));
  } finally {
    await linking.close();
  }
}

/** Documents with ever more concepts; memory only ever grows, so each row shows the most that the process had so far. */
async function timeCrowds() {
  const rows: (readonly (string | number)[])[] = [];
  for (const concepts of crowds) {
    const [timed] = await timeEach([crowdedDocument(concepts)]);
    const { tokens, pairs, runs, encoderMs, headMs, restMs } = timed!;
    const peakMib = Math.round(process.resourceUsage().maxRSS / 1024);
    const possible = (concepts * (concepts - 1)) / 2;
    rows.push([
      concepts,
      tokens,
      possible,
      pairs,
      runs,
      encoderMs.toFixed(1),
      headMs.toFixed(1),
      restMs.toFixed(1),
      peakMib,
    ]);
  }
  return rows;
}

try {
  const given = await linkedDocuments();
  const times = await timeEach(given);
  const together = await timeTogether(given);
  const bands: readonly (readonly [string, number, number])[] = [
    ["0 or 1", 0, 1],
    ["2 to 5", 2, 5],
    ["6 to 10", 6, 10],
    ["11 to 20", 11, 20],
    ["21 and more", 21, Number.POSITIVE_INFINITY],
  ];
  const banded = bands.flatMap(([name, from, to]) => {
    const own = times.filter(({ concepts }) => from <= concepts && concepts <= to);
    return own.length === 0 ? [] : [rowOf(name, own)];
  });
  const lines = [
    `\`npx tsx bench/relations.ts --page\` on ${where}, ${encoder.device}; ${given.length} abstracts of ${files.map((file) => `\`${file}\``).join(", ")}; each alone, the least of ${rounds} rounds.`,
    "",
    ...table([
      [
        "concepts",
        "abstracts",
        "tokens",
        "pairs asked",
        "encoder, ms",
        "relation head, ms",
        "decoding, evidence, assertion, ms",
        "relations beside the encoder",
      ],
      ...banded,
      rowOf("all", times),
    ]),
    "",
    "All at once, as the pipeline has them:",
    "",
    ...table([
      ["seconds", "encoder", "relations", "relations beside the encoder"],
      ["on the clock", ...secondsOf(together.encode, together.relate)],
      ["of all cores together", ...secondsOf(together.encodeCpu, together.relateCpu)],
    ]),
    "",
    `The event loop is busy ${percent(together.busy)} of the time in which relations are made.`,
    "",
    "Made-up documents, each concept mentioned twice, types mixed; memory is the most that the process had so far:",
    "",
    ...table([
      [
        "concepts",
        "tokens",
        "pairs there are",
        "pairs asked",
        "runs of the head",
        "encoder, ms",
        "relation head, ms",
        "decoding, evidence, assertion, ms",
        "peak memory, MiB",
      ],
      ...(await timeCrowds()),
    ]),
  ];
  console.log(lines.join("\n"));
  if (words.includes("--page")) writeBlock("relations", lines);
} finally {
  await Promise.all([encoder.close(), scorers.close()]);
}
