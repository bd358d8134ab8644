import { randomFrom } from "../fuzz/engine/random.js";
import type { Sample } from "./sample.js";

/** Of a server that holds `leakMib` more every hour, on a machine that is busy for a while. */
export function samplesOf(
  leakMib: number,
  busy: (second: number) => boolean = () => false,
): readonly Sample[] {
  const random = randomFrom(3);
  let waitedMs = 0;
  return Array.from({ length: 240 }, (_, at): Sample => {
    const second = (at + 1) * 30;
    if (busy(second)) waitedMs += 15_000;
    const ownMib = 600 + (leakMib * second) / 3600 + random.below(20);
    const one = {
      ownMib,
      residentMib: ownMib + 300,
      handles: 70,
      sockets: 10,
      threads: 20,
      cpuMs: second * 400,
    };
    const questions = { count: 900, p50: busy(second) ? 80 : 10, p99: busy(second) ? 900 : 100, max: 1_000 };
    return {
      second,
      server: { ...one, pid: 1, waitedMs },
      readers: { ...one, ownMib: 50, residentMib: 100, processes: 2, waitedMs: 0 },
      heapMib: 100,
      externalMib: 200,
      eventLoopP99Ms: 20,
      resources: 30,
      storeMib: 5,
      walMib: 4,
      jobsMib: 1,
      graph: { documents: 400, deleted: second, triples: 500 },
      listeners: 8,
      driverMib: 100 + second,
      driverCpuMs: second * 100,
      machineCpuMs: second * 1_000,
      kinds: {},
      questions,
      wrong: 0,
    };
  });
}
