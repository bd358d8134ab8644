import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Clock } from "../clock.js";
import { lookInto, type SeenFile, sameState, see } from "./look.js";
import { settling } from "./settled.js";
import type { WatchRecord } from "./watch-record.js";

export interface WatchOptions {
  /** Absolute. */
  readonly folder: string;
  readonly record: WatchRecord;
  /** How long a file is to stay as it is before it counts as whole. */
  readonly settleMs: number;
  /** Between two looks; without it there is but one. */
  readonly intervalMs?: number;
  /** A file that is never taken: our own dead letters, should they lie there. */
  readonly except: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** A file whose content has not been ingested under its name. */
export interface NewFile extends SeenFile {
  readonly sha256: string;
}

/**
 * Looks into a folder again and again, and gives at each look the files that are whole and new, in the order of their names;
 * of a replaced one the new content. A file that is still being written holds up none of the others: the graph does not depend
 * on the order. A look that finds nothing new gives nothing.
 *
 * Looking again is left to a timer: it costs one `stat` a file, works on network drives, where notices of changes do not come, and
 * no notice says that a copy has ended.
 *
 * @throws LitweaveError `NOT_FOUND` when the folder cannot be opened at first, or at the only look
 */
export async function* newFiles(options: WatchOptions): AsyncGenerator<readonly NewFile[]> {
  const { folder, except, settleMs, intervalMs, clock, signal } = options;
  const settled = settling(settleMs, clock);
  const say = changes(options.log);
  for (let looks = 0; !signal.aborted; looks += 1) {
    const seen = await lookInto(folder).catch((error: unknown) => {
      if (looks === 0) throw error;
      // A drive that is gone for a while; what was ingested from it stays.
      say(folder, (error as Error).message);
      return [];
    });
    const ours = seen.filter(({ path }) => path !== except);
    const whole = settled(ours);
    const fresh = await unknown(whole, options, say);
    const waiting = ours.length - whole.length;
    if (intervalMs === undefined && waiting > 0)
      options.log(`${waiting} files may still be growing; look again later.`);
    if (fresh.length > 0) yield fresh;
    if (intervalMs === undefined) return;
    await clock.sleep(intervalMs, signal).catch(() => undefined);
  }
}

async function unknown(
  whole: readonly SeenFile[],
  { folder, record, clock, signal }: WatchOptions,
  say: (name: string, line: string | undefined) => void,
): Promise<readonly NewFile[]> {
  const fresh: NewFile[] = [];
  for (const file of whole) {
    if (signal.aborted) break;
    const known = record.find(folder, file.name);
    if (known && sameState(file, { ...file, ...known })) continue;
    const sha256 = await sha256Of(file.path).catch((error: unknown) => {
      const { code } = error as { readonly code?: string };
      if (code !== "ENOENT")
        say(file.name, `${file.path} cannot be read (${code}); it is tried at each look.`);
    });
    if (sha256 === undefined) continue;
    say(file.name, undefined);
    // Changed while it was read: not whole after all.
    if (!sameState(file, await see(folder, file.name))) continue;
    if (known?.sha256 === sha256) {
      const { bytes, changedMs } = file;
      await record.add({ ...known, bytes, changedMs, at: new Date(clock.now()).toISOString() });
    } else fresh.push({ ...file, sha256 });
  }
  return fresh;
}

/** Says a line about something once, and again only after it has been well in between. */
function changes(log: (line: string) => void): (about: string, line: string | undefined) => void {
  const said = new Map<string, string>();
  return (about, line) => {
    if (line === undefined) said.delete(about);
    else if (said.get(about) !== line) {
      said.set(about, line);
      log(line);
    }
  };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
