import type { Clock } from "../clock.js";
import { type SeenFile, sameState } from "./look.js";

/**
 * Tells files that are whole from those that are still being written: whole is what has not changed for `settleMs`, by its own
 * times or, should those lie in the future, since it was first seen as it is. The clock may be set meanwhile.
 *
 * A copy that stalls for longer is taken for whole. That costs a failed record, but not the truth: when the rest
 * comes, the file has changed and is ingested again.
 */
export function settling(settleMs: number, clock: Clock): (seen: readonly SeenFile[]) => readonly SeenFile[] {
  let before = new Map<string, { readonly file: SeenFile; readonly sinceMs: number }>();
  return (seen) => {
    const [now, passed] = [clock.now(), clock.passed()];
    const known = before;
    before = new Map(
      seen.map((file) => {
        const last = known.get(file.name);
        return [file.name, last && sameState(file, last.file) ? last : { file, sinceMs: passed }];
      }),
    );
    return seen.filter(
      ({ name, changedMs }) =>
        now - changedMs >= settleMs || passed - (before.get(name)?.sinceMs ?? passed) >= settleMs,
    );
  };
}
