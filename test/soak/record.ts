/** What was asked, and how long the answers took, since the last time that somebody looked. */
export interface Tally {
  /** Counts an answer that took so long, in ms from when the question was due. */
  took(kind: string, ms: number): void;
  /** Counts what is wrong and tells it. */
  wrong(kind: string, what: string): void;
  /** All since the last call. */
  take(): Taken;
}

export interface Times {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface Taken {
  readonly kinds: Readonly<Record<string, Times>>;
  /** Of all questions that people wait for, together. */
  readonly questions: Times;
  readonly wrong: number;
}

/** @param tell is told of each wrong answer; `quick` says whose times count as those of questions */
export function startTally(
  tell: (kind: string, what: string) => void,
  quick: (kind: string) => boolean,
): Tally {
  let times = new Map<string, number[]>();
  let wrong = 0;
  return {
    took(kind, ms) {
      const of = times.get(kind);
      if (of === undefined) times.set(kind, [ms]);
      else of.push(ms);
    },
    wrong(kind, what) {
      wrong++;
      tell(kind, what);
    },
    take() {
      const taken = {
        kinds: Object.fromEntries([...times].sort().map(([kind, of]) => [kind, timesOf(of)])),
        questions: timesOf([...times].flatMap(([kind, of]) => (quick(kind) ? of : []))),
        wrong,
      };
      times = new Map();
      wrong = 0;
      return taken;
    },
  };
}

export function timesOf(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
