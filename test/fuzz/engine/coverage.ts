import type { Profiler } from "node:inspector";
import { Session } from "node:inspector/promises";

/** Which characters of our sources were executed, by V8's own block coverage; nothing is instrumented. */
export interface Coverage {
  /** Whether what ran since the last call reached anything new, which stays new. */
  peek(): Promise<boolean>;
  /** As {@link peek}, and what ran is known from then on. */
  take(): Promise<boolean>;
  /** Executed and all characters of the files. */
  of(files: readonly string[]): { readonly executed: number; readonly all: number };
  stop(): Promise<void>;
}

const ours = /\/src\/([\w/-]+\.ts)(?:\?.*)?$/u;

export async function startCoverage(): Promise<Coverage> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  /** 1 where a character was executed. */
  const known = new Map<string, Uint8Array>();

  async function collect(): Promise<readonly { readonly file: string; readonly ran: Uint8Array }[]> {
    const { result } = await session.post("Profiler.takePreciseCoverage");
    return result.flatMap((script) => {
      const file = ours.exec(script.url)?.[1];
      return file === undefined ? [] : { file, ran: painted(script) };
    });
  }

  return {
    async peek() {
      return (await collect()).some(({ file, ran }) => {
        const before = known.get(file);
        return ran.some((bit, at) => bit === 1 && before?.[at] !== 1);
      });
    },
    async take() {
      let isNew = false;
      for (const { file, ran } of await collect()) {
        const before = grown(known.get(file), ran.length);
        for (let at = 0; at < ran.length; at += 1) {
          if (ran[at] === 0 || before[at] === 1) continue;
          isNew = true;
          before[at] = 1;
        }
        known.set(file, before);
      }
      return isNew;
    },
    of(files) {
      const bytes = files.map((file) => known.get(file) ?? new Uint8Array());
      return {
        executed: bytes.reduce((sum, one) => sum + one.reduce((count, bit) => count + bit, 0), 0),
        all: bytes.reduce((sum, one) => sum + one.length, 0),
      };
    },
    async stop() {
      await session.post("Profiler.stopPreciseCoverage");
      session.disconnect();
    },
  };
}

function grown(bytes: Uint8Array | undefined, length: number): Uint8Array {
  if (bytes !== undefined && bytes.length >= length) return bytes;
  const larger = new Uint8Array(length);
  if (bytes !== undefined) larger.set(bytes);
  return larger;
}

/** Ranges lie within each other, the inner after the outer, and the inner one tells. */
function painted(script: Profiler.ScriptCoverage): Uint8Array {
  const ranges = script.functions.flatMap((one) => one.ranges);
  const ran = new Uint8Array(Math.max(0, ...ranges.map(({ endOffset }) => endOffset)));
  for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return ran;
}
