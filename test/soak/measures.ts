import type { Sample } from "./sample.js";
import { median, type Point, type Trend, trendOf } from "./trend.js";

/** What may be added without being growth: of an hour, and of the last quarter over the second. */
export interface Limit {
  readonly perHour: number;
  readonly lateLessEarly: number;
  /** Both are shares of the median. */
  readonly ofMedian: boolean;
}

/** Something that a sample tells of a server. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  /** Undefined: it may grow, and the page says why. */
  readonly limit?: Limit;
  /**
   * Only over the time in which others left the server the cores that it wanted, if that is at least a quarter of all: a question that waits
   * takes longer, and holds a connection meanwhile.
   */
  readonly undisturbed?: boolean;
  /** As it would have been had the machine always been as quick as it mostly was; see {@link paceOf}. */
  readonly atUsualPace?: boolean;
  /** The least of each {@link stretches}th of the time: of what goes up and down, where it comes down to. */
  readonly least?: boolean;
  /** @param before the sample before, for what is counted since the process began */
  of(sample: Sample, before: Sample): number;
}

const memory: Limit = { perHour: 0.03, lateLessEarly: 0.05, ofMedian: true };
const handles: Limit = { perHour: 2, lateLessEarly: 4, ofMedian: false };
const share = (ms: number, { second }: Sample, before: Sample) => ms / 10 / (second - before.second);

/** How long the server was ready to run and had no core, in % of the time. */
function waited(sample: Sample, before: Sample): number {
  return share(sample.server.waitedMs - before.server.waitedMs, sample, before);
}

/**
 * Processor time of the program that makes the load, for a question, in ms. It does the same all the time, so that this tells how quick the
 * machine is: a virtual one may be slower for an hour by what others do on its host.
 */
function paceOf(sample: Sample, before: Sample): number {
  return (sample.driverCpuMs - before.driverCpuMs) / Math.max(1, sample.questions.count);
}

/** Of {@link waited}: below it, the machine is as good as the server's own. */
const undisturbedBelow = 15;

export const measures: readonly Measure[] = [
  {
    name: "memory in RAM, server and readers",
    unit: "MiB",
    digits: 0,
    limit: memory,
    of: ({ server, readers }) => server.residentMib + readers.residentMib,
  },
  {
    name: "of it their own, without files that they map",
    unit: "MiB",
    digits: 0,
    limit: memory,
    of: ({ server, readers }) => server.ownMib + readers.ownMib,
  },
  {
    name: "JavaScript heap of the server, after collections",
    unit: "MiB",
    digits: 0,
    least: true,
    limit: { perHour: 0.12, lateLessEarly: 0.2, ofMedian: true },
    of: ({ heapMib }) => heapMib,
  },
  {
    name: "open handles, server and readers",
    unit: "",
    digits: 0,
    undisturbed: true,
    limit: handles,
    of: ({ server, readers }) => server.handles + readers.handles,
  },
  {
    name: "timers, streams and requests of the server",
    unit: "",
    digits: 0,
    undisturbed: true,
    limit: handles,
    of: ({ resources }) => resources,
  },
  {
    name: "threads, server and readers",
    unit: "",
    digits: 0,
    limit: { perHour: 0.5, lateLessEarly: 1, ofMedian: false },
    of: ({ server, readers }) => server.threads + readers.threads,
  },
  {
    name: "p50 of questions",
    unit: "ms",
    digits: 1,
    undisturbed: true,
    of: ({ questions }) => questions.p50,
  },
  {
    name: "p50 of questions at the machine's usual pace",
    unit: "ms",
    digits: 1,
    undisturbed: true,
    atUsualPace: true,
    limit: { perHour: 0.1, lateLessEarly: 0.15, ofMedian: true },
    of: ({ questions }) => questions.p50,
  },
  {
    name: "p99 of questions",
    unit: "ms",
    digits: 0,
    undisturbed: true,
    of: ({ questions }) => questions.p99,
  },
  {
    name: "p99 of questions at the machine's usual pace",
    unit: "ms",
    digits: 0,
    undisturbed: true,
    atUsualPace: true,
    limit: { perHour: 0.2, lateLessEarly: 0.3, ofMedian: true },
    of: ({ questions }) => questions.p99,
  },
  {
    name: "CPU, server and readers",
    unit: "% of a core",
    digits: 0,
    of: (sample, before) =>
      share(
        sample.server.cpuMs + sample.readers.cpuMs - before.server.cpuMs - before.readers.cpuMs,
        sample,
        before,
      ),
  },
  {
    name: "CPU of the load program for a question",
    unit: "ms",
    digits: 2,
    of: paceOf,
  },
  {
    name: "CPU of what else ran on the machine",
    unit: "% of a core",
    digits: 0,
    of: (sample, before) => {
      const all = (one: Sample) => one.machineCpuMs - one.server.cpuMs - one.readers.cpuMs - one.driverCpuMs;
      return share(all(sample) - all(before), sample, before);
    },
  },
  {
    name: "the server waited for a core",
    unit: "% of the time",
    digits: 0,
    of: waited,
  },
  { name: "database", unit: "MiB", digits: 1, of: ({ storeMib }) => storeMib },
  { name: "its log", unit: "MiB", digits: 1, of: ({ walMib }) => walMib },
  { name: "jobs that are remembered", unit: "MiB", digits: 2, of: ({ jobsMib }) => jobsMib },
  { name: "live documents", unit: "", digits: 0, of: ({ graph }) => graph.documents! },
  { name: "documents known as deleted", unit: "", digits: 0, of: ({ graph }) => graph.deleted! },
  { name: "triples", unit: "", digits: 0, of: ({ graph }) => graph.triples! },
];

export interface Judged {
  readonly measure: Measure;
  readonly trend: Trend;
  /** Share of the time that it was judged over. */
  readonly over: number;
  /** Undefined when there is no limit. */
  readonly verdict: Verdict | undefined;
}

/** `unclear`: a limit is exceeded, but the samples are too few or too far apart to say that it is more than chance. */
export type Verdict = "flat" | "grew" | "unclear";

/** The first part of a run, in which caches fill and code is compiled, is not judged. */
export function warmUpSeconds(samples: readonly Sample[]): number {
  return Math.min(900, (samples.at(-1)?.second ?? 0) / 4);
}

export function judge(samples: readonly Sample[]): readonly Judged[] {
  const from = warmUpSeconds(samples);
  const warm = samples.filter(({ second }) => second >= from);
  const pairs = warm.slice(1).map((sample, at) => [sample, warm[at]!] as const);
  const alone = pairs.filter(([sample, before]) => waited(sample, before) < undisturbedBelow);
  const usualPace = median(pairs.map(([sample, before]) => paceOf(sample, before)));
  return measures.flatMap((measure) => {
    const over = measure.undisturbed && alone.length >= pairs.length / 4 ? alone : pairs;
    const points = over.map(([sample, before]): Point => {
      const pace = measure.atUsualPace ? usualPace / paceOf(sample, before) : 1;
      return [sample.second / 3600, measure.of(sample, before) * pace];
    });
    const trend = trendOf(measure.least ? leastOf(points) : points);
    if (trend === undefined) return [];
    return [{ measure, trend, over: over.length / pairs.length, verdict: verdictOn(trend, measure.limit) }];
  });
}

const stretches = 8;

/** The least value of each stretch of the time. */
function leastOf(points: readonly Point[]): readonly Point[] {
  const count = Math.min(stretches, points.length);
  const from = (stretch: number) => Math.floor((stretch * points.length) / count);
  return Array.from({ length: count }, (_, stretch) =>
    points.slice(from(stretch), from(stretch + 1)).reduce((a, b) => (b[1] < a[1] ? b : a)),
  );
}

/** What falls is flat: it is growth that ends a server. */
export function verdictOn(
  { median, perHour, leastPerHour, lateLessEarly }: Trend,
  limit: Limit | undefined,
): Verdict | undefined {
  if (limit === undefined) return undefined;
  const one = limit.ofMedian ? median : 1;
  const [steep, high] = [perHour > limit.perHour * one, lateLessEarly > limit.lateLessEarly * one];
  if (!steep && !high) return "flat";
  return (steep && leastPerHour > limit.perHour * one) || (high && leastPerHour > 0) ? "grew" : "unclear";
}
