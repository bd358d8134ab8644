import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import type { SourceProblem } from "./source.js";

/** One {@link SourceProblem} a line of JSON, beside its place until {@link ProblemFile.keep}. */
export class ProblemFile {
  readonly #path: string;
  readonly #beside: string;
  #file: number | undefined;
  #waiting: string[] = [];
  count = 0;

  constructor(path: string) {
    this.#path = path;
    this.#beside = `${path}.${process.pid}.part`;
  }

  add(problem: SourceProblem): void {
    this.count += 1;
    this.#waiting.push(`${JSON.stringify(problem)}\n`);
    if (this.#waiting.length >= 1000) this.#flush();
  }

  /** Moves the file to its place, and gives that; without problems, an older file there goes. */
  keep(): string | undefined {
    this.#flush();
    if (this.#file === undefined) {
      rmSync(this.#path, { force: true });
      return undefined;
    }
    closeSync(this.#file);
    this.#file = undefined;
    renameSync(this.#beside, this.#path);
    return this.#path;
  }

  /** Leaves nothing behind of what was not kept. */
  discard(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    rmSync(this.#beside, { force: true });
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    this.#file ??= openSync(this.#beside, "w");
    writeSync(this.#file, this.#waiting.join(""));
    this.#waiting = [];
  }
}
