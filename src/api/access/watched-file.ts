import { readFileSync, statSync } from "node:fs";

const lookEveryMs = 1_000;

/**
 * What is in a file, read again within a second of its change. One that has become unreadable throws: whoever it let in
 * before is not let in on the word of what it no longer says.
 *
 * @param parse throws a LitweaveError when the file is not what it should be
 */
export function watchedFile<T>(file: string, parse: (text: string, mode: number) => T): () => T {
  let stamp = "";
  let value: T;
  let lookedMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - lookedMs < lookEveryMs) return value;
    const { mtimeMs, size, ino, mode } = statSync(file);
    const now = `${mtimeMs} ${size} ${ino} ${mode}`;
    if (now !== stamp) {
      value = parse(readFileSync(file, "utf8"), mode);
      stamp = now;
    }
    lookedMs = performance.now();
    return value;
  };
}
