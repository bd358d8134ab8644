import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { table, writeBlock } from "../../bench/page.js";
import { chart, type Line, type Panel } from "./chart.js";
import type { Ending } from "./ending.js";
import { type Judged, judge, type Limit, type Measure, measures, warmUpSeconds } from "./measures.js";
import type { Sample } from "./sample.js";
import type { Run } from "./soak.js";
import { median } from "./trend.js";

interface Wrong {
  readonly kind: string;
  readonly what: string;
}

/** All that a run wrote down; of one that was killed what there is. */
interface Written {
  readonly run: Run;
  readonly samples: readonly Sample[];
  readonly wrong: readonly Wrong[];
  readonly end: Ending | undefined;
}

const page = "soak.md";
const images = join(import.meta.dirname, "..", "..", "docs", "img", "soak");

/** Tells what a run was like, and writes it into the page if that is wanted. @returns whether all was right, and nothing grew */
export function report(folder: string, toPage: boolean): boolean {
  const written = read(folder);
  const judged = judge(written.samples);
  const faults = faultsOf(written, judged);
  const lines = [
    ...headOf(written),
    "",
    ...(faults.length === 0
      ? ["Every answer was right, and nothing grew beyond its limit."]
      : faults.map((fault) => `- **${fault}**`)),
    "",
    ...table([measureHead, ...judged.map(measureRow)]),
    "",
    ...table([kindHead, ...kindRows(written.samples)]),
  ];
  console.log(lines.join("\n"));
  if (toPage) {
    writeBlock("soak", lines, page);
    mkdirSync(images, { recursive: true });
    writeFileSync(join(images, "over-time.svg"), drawing(written.samples));
  }
  return faults.length === 0;
}

function read(folder: string): Written {
  const text = (name: string) => readFileSync(join(folder, name), "utf8");
  // The last line of a run that was killed may be half of one.
  const lines = <T>(name: string): readonly T[] => {
    const all = text(name).split("\n");
    return all.slice(0, -1).map((line) => JSON.parse(line) as T);
  };
  return {
    run: JSON.parse(text("run.json")) as Run,
    samples: lines<Sample>("samples.jsonl"),
    wrong: lines<Wrong>("wrong.jsonl"),
    end: existsSync(join(folder, "end.json")) ? (JSON.parse(text("end.json")) as Ending) : undefined,
  };
}

function headOf({ run, samples, end }: Written): readonly string[] {
  const { minutes, rate, papers, window, listeners, seed } = run;
  const asked = samples.reduce((sum, { questions }) => sum + questions.count, 0);
  const jobs = samples.reduce(
    (sum, { kinds }) =>
      sum +
      Object.entries(kinds).reduce((all, [kind, { count }]) => all + (kind.startsWith("job") ? count : 0), 0),
    0,
  );
  const last = samples.at(-1);
  const lasted = ((last?.second ?? 0) / 60).toFixed(0);
  return [
    `\`${run.environment}npm run soak -- --minutes ${minutes} --rate ${rate} --papers ${papers} --window ${window} --listeners ${listeners} --seed ${seed}\` on ${run.machine}. It lasted ${lasted} minutes: ${asked.toLocaleString("en")} questions, ${jobs.toLocaleString("en")} jobs, ${(last?.graph.deleted ?? 0).toLocaleString("en")} documents deleted again.${end === undefined ? "" : ` At the end \`verify\` found ${end.findings.length === 0 ? "nothing" : "faults"}; after SIGTERM the server ended with exit code ${end.exitCode} within ${end.stopSeconds.toFixed(1)} s.`}`,
  ];
}

function faultsOf({ samples, wrong, end }: Written, judged: readonly Judged[]): readonly string[] {
  const kinds = [...new Set(wrong.map(({ kind }) => kind))].map((kind) => {
    const of = wrong.filter((one) => one.kind === kind);
    return `${of.length} wrong answers to “${kind}”, the first: ${of[0]!.what.slice(0, 200)}`;
  });
  return [
    ...kinds,
    ...judged
      .filter(({ verdict }) => verdict === "grew" || verdict === "unclear")
      .map(({ measure, trend, verdict }) => {
        const added = `${changes(measure, trend.perHour)} an hour, at least ${changes(measure, trend.leastPerHour)}`;
        return verdict === "grew"
          ? `${measure.name} grew: ${added}`
          : `whether this grew cannot be told, ${measure.name}: ${added}`;
      }),
    ...(judged.length < measures.length ? [`of ${samples.length} samples nothing can be said`] : []),
    ...(end === undefined ? ["it did not come to its end"] : []),
    ...(end?.findings ?? []).map((finding) => `verify: ${finding.slice(0, 500)}`),
    ...(end !== undefined && end.exitCode !== 0 ? [`the server ended with ${end.exitCode}`] : []),
  ];
}

const measureHead = ["", "median", "an hour adds", "last quarter less the second", "limits of the two", ""];

function measureRow({ measure, trend, over, verdict }: Judged): readonly string[] {
  const { name, unit, digits, limit } = measure;
  const share =
    over < 1 ? `, over the ${(over * 100).toFixed(0)} % of the time when the cores were free` : "";
  return [
    `${name}${share}`,
    `${trend.median.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${unit}`.trim(),
    `${changes(measure, trend.perHour)}, at least ${changes({ ...measure, unit: "" }, trend.leastPerHour)}`,
    changes(measure, trend.lateLessEarly),
    limit === undefined ? "" : `${limitIn(limit, "perHour")}, ${limitIn(limit, "lateLessEarly")}`,
    verdict === undefined ? "" : verdict === "flat" ? verdict : `**${verdict}**`,
  ];
}

function changes({ unit, digits }: Measure, value: number): string {
  const places = Math.max(digits, 1);
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(places)} ${unit}`.trim();
}

function limitIn(limit: Limit, field: "perHour" | "lateLessEarly"): string {
  return limit.ofMedian ? `+${(limit[field] * 100).toFixed(0)} %` : `+${limit[field]}`;
}

const kindHead = ["", "times", "p50, ms", "its last quarter less the second", "slowest of a half minute, ms"];

/** Of each kind: the middle of the samples' p50, how it went, and the middle of their slowest. */
function kindRows(samples: readonly Sample[]): readonly (readonly string[])[] {
  const warm = samples.filter(({ second }) => second >= warmUpSeconds(samples));
  const kinds = [...new Set(warm.flatMap((sample) => Object.keys(sample.kinds)))].sort();
  return kinds.map((kind) => {
    const of = (from: number, to: number) =>
      warm
        .slice(Math.floor(from * warm.length), Math.floor(to * warm.length))
        .flatMap((sample) => sample.kinds[kind] ?? []);
    const p50 = (from: number, to: number) => median(of(from, to).map((times) => times.p50));
    const change = p50(0.75, 1) - p50(0.25, 0.5);
    return [
      kind,
      of(0, 1)
        .reduce((sum, { count }) => sum + count, 0)
        .toLocaleString("en"),
      p50(0, 1).toFixed(1),
      Number.isNaN(change) ? "" : `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(1)}`,
      median(of(0, 1).map(({ max }) => max)).toFixed(0),
    ];
  });
}

function drawing(samples: readonly Sample[]): string {
  const line = (name: string, color: Line["class"], value: (sample: Sample) => number): Line => ({
    name,
    class: color,
    points: samples.map((sample) => [sample.second / 60, value(sample)] as const),
  });
  const panels: readonly Panel[] = [
    {
      title: "Memory in RAM, MiB",
      lines: [
        line("server", "first", ({ server }) => server.residentMib),
        line("its JavaScript heap", "second", ({ heapMib }) => heapMib),
        line("readers", "third", ({ readers }) => readers.residentMib),
      ],
    },
    {
      title: "Open handles and threads",
      lines: [
        line("handles, server", "first", ({ server }) => server.handles),
        line("handles, readers", "second", ({ readers }) => readers.handles),
        line("threads", "third", ({ server, readers }) => server.threads + readers.threads),
      ],
    },
    {
      title: "What questions took, ms",
      tenfold: true,
      lines: [
        line("p99", "first", ({ questions }) => questions.p99),
        line("p50", "second", ({ questions }) => questions.p50),
      ],
    },
  ];
  return chart(
    panels,
    warmUpSeconds(samples) / 60,
    "Memory, open handles and latency over the time of the run; the shaded part is the warm-up",
  );
}
