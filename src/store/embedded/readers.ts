import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { brokenOff, unlessAborted } from "../../domain/broken-off.js";
import { type ErrorCode, LitweaveError } from "../../domain/errors.js";
import type { GraphReader } from "../../domain/graph-reader.js";

/** What a reader is asked. */
export interface Question {
  readonly question: keyof GraphReader;
  readonly args: readonly unknown[];
}

export type Answer = { readonly value: unknown } | { readonly failure: Failure };

/** An error as it goes from a process to another: errors lose their class and their fields on the way. */
export interface Failure {
  readonly message: string;
  /** Set for errors that users meet. */
  readonly code?: ErrorCode;
  readonly hint?: string | undefined;
}

interface Asked extends Question {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Reader {
  readonly process: ChildProcess;
  /** What it is answering. */
  asked?: Asked | undefined;
}

/** For so long a reader may come to the end of what nobody waits for any more: to start another takes as long. */
const graceMs = 200;

/**
 * Processes that answer questions about one database, each with a connection of its own, so that a long question keeps nobody waiting
 * and can be broken off. SQLite ends a statement for nobody but the thread that runs it, and to end that thread brings the whole
 * program down; a process can be killed at any moment, and SQLite is made for that. See docs/decisions/0021-reader-processes.md.
 */
export class Readers {
  readonly #file: string;
  readonly #most: number;
  readonly #readers = new Set<Reader>();
  readonly #waiting: Asked[] = [];
  #closed = false;

  /** @param most how many answer at once, about 60 MB each; they are started at once */
  constructor(file: string, most: number) {
    this.#file = file;
    this.#most = most;
    for (let started = 0; started < most; started++) this.#start();
  }

  /** @throws LitweaveError what the reader met; when `signal` aborts, as {@link brokenOff} says */
  async ask(asked: Question, signal?: AbortSignal): Promise<unknown> {
    if (this.#closed) throw new LitweaveError("CANCELLED", "the store is closed");
    let told: Asked | undefined;
    const answer = () =>
      new Promise<unknown>((resolve, reject) => {
        told = { ...asked, resolve, reject };
        this.#waiting.push(told);
        this.#next();
      });
    return signal ? unlessAborted(signal, answer, () => this.#drop(told!)) : answer();
  }

  get pids(): readonly number[] {
    return [...this.#readers].map(({ process }) => process.pid!);
  }

  /** Ends the readers, and what they are asked with them. */
  async close(): Promise<void> {
    this.#closed = true;
    const left = [...this.#waiting.splice(0), ...[...this.#readers].flatMap(({ asked }) => asked ?? [])];
    for (const { reject } of left) reject(new LitweaveError("CANCELLED", "the store was closed"));
    const ended = [...this.#readers].map(
      ({ process }) => new Promise((resolve) => process.once("exit", resolve)),
    );
    for (const { process } of this.#readers) process.kill("SIGKILL");
    await Promise.all(ended);
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const free = [...this.#readers].find(({ asked }) => asked === undefined) ?? this.#another();
    if (!free) return;
    const asked = this.#waiting.shift()!;
    free.asked = asked;
    const { question, args } = asked;
    free.process.send({ question, args } satisfies Question, (error) => {
      if (error) free.process.kill("SIGKILL");
    });
  }

  /** In place of one that died unasked. */
  #another(): Reader | undefined {
    return this.#readers.size < this.#most ? this.#start() : undefined;
  }

  #drop(asked: Asked): void {
    const place = this.#waiting.indexOf(asked);
    if (place >= 0) this.#waiting.splice(place, 1);
    else setTimeout(() => this.#end(asked), graceMs);
  }

  /** Ends the reader that is still at a question that was broken off. */
  #end(asked: Asked): void {
    const reader = [...this.#readers].find((one) => one.asked === asked);
    if (!reader || this.#closed) return;
    this.#readers.delete(reader);
    reader.process.kill("SIGKILL");
    this.#start();
    this.#next();
  }

  #start(): Reader {
    const reader: Reader = { process: fork(readerFile(), [this.#file], { serialization: "advanced" }) };
    this.#readers.add(reader);
    reader.process
      .on("message", (answer: Answer) => {
        const { asked } = reader;
        reader.asked = undefined;
        if (asked) settle(asked, answer);
        this.#next();
      })
      .once("error", (cause) => this.#died(reader, cause.message))
      .once("exit", (code, signal) => this.#died(reader, String(signal ?? code)));
    return reader;
  }

  /** Not by our hand. The next question starts another; starting one at once might go on for ever. */
  #died(reader: Reader, how: string): void {
    if (!this.#readers.delete(reader) || this.#closed) return;
    reader.asked?.reject(
      new LitweaveError("STORE_UNAVAILABLE", `a process that reads ${this.#file} ended (${how})`, {
        hint: "ask again; if it happens again, memory may have run out",
      }),
    );
    this.#next();
  }
}

function settle({ resolve, reject }: Asked, answer: Answer): void {
  if ("value" in answer) resolve(answer.value);
  else reject(errorOf(answer.failure));
}

function errorOf({ code, message, hint }: Failure): Error {
  return code === undefined
    ? new Error(message)
    : new LitweaveError(code, message, { ...(hint && { hint }) });
}

/** The built program beside this file; from source, one that brings the TypeScript loader. */
function readerFile(): string {
  const fromSource = import.meta.url.endsWith(".ts");
  const file = fromSource ? "../../../scripts/reader-process.cjs" : "./reader-process.js";
  return fileURLToPath(new URL(file, import.meta.url));
}
