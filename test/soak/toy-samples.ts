import { randomFrom } from "../fuzz/engine/random.js";
import type { Sample } from "./sample.js";

interface Toy {
  readonly busy?: (second: number) => boolean;
  /** How many times as long all takes, and what questions alone take. */
  readonly slower?: (second: number) => number;
  readonly slowerQuestions?: (second: number) => number;
}

/** Of a server that holds `leakMib` more every hour, on a machine that is busy for a while. */
export function samplesOf(
  leakMib: number,
  { busy = () => false, slower = () => 1, slowerQuestions = () => 1 }: Toy = {},
): readonly Sample[] {
  const random = randomFrom(3);
  let [waitedMs, driverCpuMs] = [0, 0];
  return Array.from({ length: 240 }, (_, at): Sample => {
    const second = (at + 1) * 30;
    if (busy(second)) waitedMs += 15_000;
    driverCpuMs += 3_000 * slower(second);
    const ownMib = 600 + (leakMib * second) / 3600 + random.below(20);
    const one = {
      ownMib,
      residentMib: ownMib + 300,
      handles: 70,
      sockets: 10,
      threads: 20,
      cpuMs: second * 400,
    };
    const taken = slower(second) * slowerQuestions(second);
    const [p50, p99] = busy(second) ? [80, 900] : [10 * taken, 100 * taken];
    const questions = { count: 900, p50, p99, max: 1_000 };
    return {
      second,
      server: { ...one, pid: 1, waitedMs },
      readers: { ...one, ownMib: 50, residentMib: 100, processes: 2, waitedMs: 0 },
      // Goes up until garbage is collected.
      heapMib: 100 + (leakMib * second) / 3600 + 30 * (at % 6),
      externalMib: 200,
      eventLoopP99Ms: 20,
      resources: 30,
      storeMib: 5,
      walMib: 4,
      jobsMib: 1,
      graph: { documents: 400, deleted: second, triples: 500 },
      listeners: 8,
      driverMib: 100 + second,
      driverCpuMs,
      machineCpuMs: second * 1_000,
      kinds: {},
      questions,
      wrong: 0,
    };
  });
}
