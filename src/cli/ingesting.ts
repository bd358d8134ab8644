import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Config } from "../config.js";
import type { RecordFailure, SourceRecord } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { GraphStore } from "../domain/graph-store.js";
import { type LazyStages, lazyStages } from "../pipeline/lazy-stages.js";
import type { Report } from "../pipeline/report.js";
import { ingest } from "../pipeline.js";
import { writeDeadLetters } from "../write/dead-letter.js";
import {
  type ModelFlags,
  type RelationFlags,
  relationOptions,
  type StoreFlags,
  stageOptions,
  withJson,
  withMinScore,
  withModels,
  withProvisional,
  withRelations,
  withStore,
} from "./commands/options.js";
import { exitCodes } from "./exit.js";
import { openGraph } from "./open-graph.js";
import type { Context } from "./program.js";
import type { Terminal } from "./terminal.js";

/** Of commands that extract documents and write them. */
export interface WritingFlags extends StoreFlags, ModelFlags, RelationFlags {
  readonly provisional: boolean;
}

export interface IngestingFlags extends WritingFlags {
  readonly deadLetter?: string;
}

type Counts = Pick<
  Report,
  "documents" | "written" | "unchanged" | "withdrawn" | "failed" | "reused" | "retries" | "seconds"
>;

interface Size {
  readonly read: number;
  readonly total: number;
}

interface IngestMore {
  /** Bytes read, of all that are to be; looked at whenever progress is shown. */
  readonly size?: Size;
  /** Told of each record that failed, once it is in the dead-letter file. */
  readonly onFailure?: (failure: RecordFailure) => void;
}

/** What a piece of work is given: where failures and progress go. */
export interface WorkHooks {
  readonly store: GraphStore;
  readonly models: LazyStages;
  readonly signal: AbortSignal;
  readonly onFailure: (failure: RecordFailure) => Promise<void>;
  readonly onProgress: (report: Report) => void;
}

/** A store, with models that are opened when the first records come, so that a run that finds nothing new costs little. */
export interface Ingesting {
  readonly store: GraphStore;
  readonly models: LazyStages;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly deadLetter: string;
  /** Runs a piece of work, which shows its progress under `label`, and counts what it did. */
  work(
    label: string,
    act: (hooks: WorkHooks) => Promise<Report>,
    size: (report: Report) => Size,
  ): Promise<Report>;
  ingest(records: AsyncIterable<SourceRecord>, more?: IngestMore): Promise<Report>;
  /** Tells what all of it came to, and sets the exit code. */
  conclude(more?: Readonly<Record<string, unknown>>): Promise<void>;
  /** @throws LitweaveError `CANCELLED` when the run was stopped before its end */
  checkEnded(): void;
}

/** The options of every command that writes documents into a graph. */
export function withIngesting(command: Command, config: Config): Command {
  command.option(
    "--dead-letter <file>",
    "where records that fail are kept (default: dead-letter.jsonl beside the store)",
  );
  return withWriting(command, config);
}

export function withWriting(command: Command, config: Config): Command {
  withModels(withProvisional(withStore(command, config), config), config);
  return withJson(withRelations(withMinScore(command, config)));
}

interface IngestingOptions {
  /** Make a store where there is none; default true. */
  readonly create?: boolean;
  /** Files that are read; the dead-letter file may be among them, to try its records again. */
  readonly files?: readonly string[];
}

/** Opens the store for `act` and closes all that it came to open. */
export async function whileIngesting(
  flags: IngestingFlags,
  { config, terminal, outcome }: Context,
  act: (ingesting: Ingesting) => Promise<void>,
  { create = true, files = [] }: IngestingOptions = {},
): Promise<void> {
  const { store, models } = await openForWriting(flags, { config, terminal }, create);
  const deadLetter = flags.deadLetter ?? defaultDeadLetter(flags.store);
  const retried = files.some((file) => resolve(file) === resolve(deadLetter));
  const deadLetters = writeDeadLetters(deadLetter, retried);
  const stopping = new AbortController();
  const stop = () => {
    terminal.log("Stopping after the documents under way; run the same command again to go on.");
    stopping.abort();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  let counts: Counts = {
    documents: 0,
    written: 0,
    unchanged: 0,
    withdrawn: 0,
    failed: 0,
    reused: 0,
    retries: 0,
    seconds: 0,
  };
  let complete = false;
  try {
    await act({
      store,
      models,
      signal: stopping.signal,
      deadLetter: deadLetters.path,
      work,
      ingest: run,
      async conclude(more) {
        const { triples, evidence } = await store.counts();
        tell({ ...counts, triples, evidence }, deadLetters.path, terminal, more);
        if (counts.failed > 0) outcome.exitCode = exitCodes.someRecordsFailed;
      },
      checkEnded() {
        if (stopping.signal.aborted)
          throw new LitweaveError("CANCELLED", "stopped before the end of the input");
      },
    });
    complete = !stopping.signal.aborted;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await models.close();
    await deadLetters.close(complete);
    await store.close();
  }

  function run(
    records: AsyncIterable<SourceRecord>,
    { size = { read: 0, total: 0 }, onFailure }: IngestMore = {},
  ): Promise<Report> {
    const act = async (hooks: WorkHooks) =>
      ingest({
        ...hooks,
        records,
        stages: await models.stages(),
        onFailure: async (failure) => {
          await hooks.onFailure(failure);
          onFailure?.(failure);
        },
      });
    return work("ingest", act, () => size);
  }

  async function work(
    label: string,
    act: (hooks: WorkHooks) => Promise<Report>,
    size: (report: Report) => Size,
  ): Promise<Report> {
    const progress = terminal.progress(label);
    try {
      const report = await act({
        store,
        models,
        signal: stopping.signal,
        onFailure: deadLetters.add,
        onProgress: (report) => {
          const { read, total } = size(report);
          progress.update(read, total, summary(report));
        },
      });
      counts = sum(counts, report);
      return report;
    } finally {
      progress.stop();
    }
  }
}

/** The store, and models that are opened when they are needed. */
export async function openForWriting(
  flags: WritingFlags,
  { config, terminal }: Pick<Context, "config" | "terminal">,
  create: boolean,
): Promise<{ readonly store: GraphStore; readonly models: LazyStages }> {
  const store = await openGraph(flags.store, { config, terminal }, { create });
  const models = lazyStages({
    ...stageOptions(flags, terminal),
    ...relationOptions(flags),
    provisional: flags.provisional,
  });
  return { store, models };
}

/** Where the records of a store that fail are kept. */
export function defaultDeadLetter(store: string): string {
  return store.includes("://") ? "dead-letter.jsonl" : join(store, "dead-letter.jsonl");
}

function sum(a: Counts, b: Counts): Counts {
  return {
    documents: a.documents + b.documents,
    written: a.written + b.written,
    unchanged: a.unchanged + b.unchanged,
    withdrawn: a.withdrawn + b.withdrawn,
    failed: a.failed + b.failed,
    reused: a.reused + b.reused,
    retries: a.retries + b.retries,
    seconds: Math.round(1000 * (a.seconds + b.seconds)) / 1000,
  };
}

function rate({ documents, seconds }: Counts): string {
  return (documents / Math.max(seconds, 0.001)).toFixed(1);
}

function summary(counts: Counts): string {
  const { documents, written, failed } = counts;
  return `${documents} documents, ${written} written, ${failed} failed, ${rate(counts)}/s`;
}

function tell(
  counts: Counts & Pick<Report, "triples" | "evidence">,
  deadLetter: string,
  terminal: Terminal,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { documents, written, unchanged, withdrawn, failed, reused, retries, triples, evidence, seconds } =
    counts;
  terminal.print(
    [
      `${documents} documents in ${seconds.toFixed(1)} s (${rate(counts)}/s):`,
      `  ${written} written, ${unchanged} unchanged, ${withdrawn} withdrawn, ${failed} failed.`,
      ...(reused > 0 ? [`  The text of ${reused} was the same as before and was not read again.`] : []),
      `The graph holds ${triples} triples with ${evidence} pieces of evidence.`,
      ...(retries > 0
        ? [`${retries} writes were done again, since another writer was in their way; nothing is lost.`]
        : []),
      ...(failed > 0
        ? [`The failed records and their reasons are in ${deadLetter}; ingest takes that file again.`]
        : []),
    ].join("\n"),
  );
  terminal.printJson({
    documents,
    written,
    unchanged,
    withdrawn,
    failed,
    reused,
    retries,
    triples,
    evidence,
    seconds,
    ...(failed > 0 ? { deadLetter } : {}),
    ...more,
  });
}
