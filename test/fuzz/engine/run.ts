import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { WorkerInput, WorkerMessage } from "./worker.js";

/** What was done for a target so far, over all runs. */
export interface FuzzState {
  readonly cases: number;
  readonly ms: number;
  /** Share of the characters of the target's sources that were executed. */
  readonly share: number;
  readonly findings: readonly string[];
}

/** How to search, where it is not as `npm run fuzz` does. */
export interface FuzzHow {
  /** URL of a module with a `target` that is not in the list. */
  readonly module?: string;
  /** Where states and findings are kept. */
  readonly shelf?: string;
  /** When a case hangs: so long on the processor, or so long by the clock, as what waits for what never comes. */
  readonly hangs?: { readonly cpuMs: number; readonly wallMs: number };
}

const usualHangs = { cpuMs: 10_000, wallMs: 60_000 };
/** The exit code of a thread whose module awaits what nothing is left to settle. */
const neverSettled = 13;
/** A heap that an input of 256 KiB must not fill. */
const heapMb = 768;
const usualShelf = join(import.meta.dirname, "../../../.fuzz");
const saved = join(import.meta.dirname, "../corpus");

export function stateOf(name: string, shelf = usualShelf): FuzzState {
  const path = join(shelf, name, "state.json");
  if (!existsSync(path)) return { cases: 0, ms: 0, share: 0, findings: [] };
  return JSON.parse(readFileSync(path, "utf8")) as FuzzState;
}

/** The files of a folder, none where there is no folder. */
export function inputsIn(folder: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

export function savedInputs(name: string): ReturnType<typeof inputsIn> {
  return inputsIn(join(saved, name));
}

function keep(folder: string, bytes: Uint8Array, ending = ""): void {
  mkdirSync(folder, { recursive: true });
  const name = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  writeFileSync(join(folder, `${name}${ending}`), bytes);
}

/**
 * Goes on with a target until `to` cases were tried in all. An input that hangs or fills the heap ends the thread, is
 * written down as a finding, and the search goes on behind it.
 */
export async function fuzz(
  name: string,
  to: number,
  seed: number,
  tell: (state: FuzzState) => void,
  how: FuzzHow = {},
): Promise<FuzzState> {
  const folder = join(how.shelf ?? usualShelf, name);
  mkdirSync(folder, { recursive: true });
  let state = stateOf(name, how.shelf);
  while (state.cases < to) {
    const begun = state;
    const startedAt = performance.now();
    const task = { seed, from: state.cases, to, distil: false };
    const fault = await oneThread(name, task, how, (message) => {
      if (message.kind === "interesting") keep(join(folder, "queue"), message.input);
      if (message.kind === "finding") {
        keep(join(folder, "findings"), message.input);
        writeFileSync(join(folder, "findings.log"), `${message.key}\n${message.message}\n\n`, { flag: "a" });
        state = { ...state, findings: [...new Set([...state.findings, message.key])] };
      }
      if (message.kind === "progress")
        state = {
          ...state,
          cases: message.cases,
          share: message.share,
          ms: begun.ms + performance.now() - startedAt,
        };
      writeFileSync(join(folder, "state.json"), JSON.stringify(state));
      tell(state);
    });
    if (fault !== undefined) {
      keep(join(folder, "findings"), fault.input);
      // The next batch has another seed, so that the same input does not come at once.
      state = { ...state, cases: state.cases + 40, findings: [...new Set([...state.findings, fault.key])] };
      writeFileSync(join(folder, "state.json"), JSON.stringify(state));
    }
  }
  return state;
}

/** Writes the few inputs that reach all that was reached into the corpus that the tests replay. */
export async function distil(name: string): Promise<number> {
  let count = 0;
  await oneThread(name, { seed: 0, from: 0, to: 0, distil: true }, {}, (message) => {
    if (message.kind !== "distilled") return;
    for (const input of message.inputs) keep(join(saved, name), input);
    count = message.inputs.length;
  });
  return count;
}

interface ThreadFault {
  readonly key: string;
  readonly input: Buffer;
}

async function oneThread(
  name: string,
  task: Pick<WorkerInput, "seed" | "from" | "to" | "distil">,
  { module, shelf = usualShelf, hangs = usualHangs }: FuzzHow,
  told: (message: WorkerMessage) => void,
): Promise<ThreadFault | undefined> {
  const trying = new SharedArrayBuffer(8 + 1024 * 1024);
  const header = new Int32Array(trying, 0, 2);
  const known = [...inputsIn(join(shelf, name, "queue")), ...savedInputs(name)].map(({ bytes }) => bytes);
  const workerData: WorkerInput = { ...task, name, module, known, trying };
  const worker = new Worker(new URL("./start-worker.mjs", import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  return new Promise((resolve, reject) => {
    let ended: ThreadFault | undefined;
    let last = -1;
    let since = { wall: Date.now(), cpu: process.cpuUsage() };
    const fault = (key: string): ThreadFault => ({
      key,
      input: Buffer.from(new Uint8Array(trying, 8, header[0])),
    });
    const watch = setInterval(() => {
      const count = Atomics.load(header, 1);
      const { user, system } = process.cpuUsage(since.cpu);
      if (count !== last || count === 0)
        [last, since] = [count, { wall: Date.now(), cpu: process.cpuUsage() }];
      else if (
        !task.distil &&
        ((user + system) / 1000 > hangs.cpuMs || Date.now() - since.wall > hangs.wallMs)
      ) {
        ended = fault("hang");
        clearInterval(watch);
        void worker.terminate();
      }
    }, 500);
    worker.on("message", told);
    worker.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") ended = fault("out of memory");
      else reject(error);
    });
    worker.on("exit", (code) => {
      clearInterval(watch);
      resolve(code === neverSettled ? fault("waits for what never comes") : ended);
    });
  });
}
