/** One target's search in a thread of its own, which the runner can end when an input hangs or fills its memory. */
import { parentPort, workerData } from "node:worker_threads";
import type { FuzzTarget } from "../target.js";
import { openTarget } from "../targets.js";
import { distilled, search } from "./search.js";

export interface WorkerInput {
  readonly name: string;
  /** Where the target is, other than in {@link openTarget}'s list. */
  readonly module?: string | undefined;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly known: readonly Uint8Array[];
  /** Length and count in the first eight bytes, then the input that is being tried. */
  readonly trying: SharedArrayBuffer;
  readonly distil: boolean;
}

export type WorkerMessage =
  | { readonly kind: "finding"; readonly key: string; readonly message: string; readonly input: Uint8Array }
  | { readonly kind: "interesting"; readonly input: Uint8Array }
  | { readonly kind: "progress"; readonly cases: number; readonly share: number }
  | { readonly kind: "distilled"; readonly inputs: readonly Uint8Array[] };

const input = workerData as WorkerInput;
const tell = (message: WorkerMessage) => parentPort!.postMessage(message);
const header = new Int32Array(input.trying, 0, 2);
const shown = new Uint8Array(input.trying, 8);
const target =
  input.module === undefined
    ? await openTarget(input.name)
    : ((await import(input.module)) as { readonly target: FuzzTarget }).target;
const known = input.known.map((bytes) => Buffer.from(bytes));

let toldAt = 0;
if (input.distil) tell({ kind: "distilled", inputs: await distilled(target, known) });
else {
  await search({
    target,
    seed: input.seed,
    from: input.from,
    to: input.to,
    known,
    trying(bytes) {
      shown.set(bytes.subarray(0, shown.length));
      header[0] = Math.min(bytes.length, shown.length);
      Atomics.add(header, 1, 1);
    },
    found: ({ key, message, input: bytes }) => tell({ kind: "finding", key, message, input: bytes }),
    interesting: (bytes) => tell({ kind: "interesting", input: bytes }),
    progress(cases, share) {
      if (cases < input.to && Date.now() - toldAt < 1_000) return;
      toldAt = Date.now();
      tell({ kind: "progress", cases, share });
    },
  });
}
await target.close?.();
