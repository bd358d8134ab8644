import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { DocumentId, RecordFailure } from "../../domain/document.js";
import { LitweaveError } from "../../domain/errors.js";
import type { Job, PubmedRequest, TextToIngest } from "../../domain/job.js";
import { documentOfJson } from "../../read/json-document.js";
import { isSourceFormat, sourceFormats } from "../../read/source-format.js";
import { lazily } from "../lazily.js";
import { jobFolders } from "./job-folders.js";
import { shownJob } from "./job-record.js";
import { openJobRunner } from "./job-runner.js";
import type { JobMeans } from "./run-job.js";
import { fileName, spool } from "./spool.js";

export interface IngestorOptions extends Omit<JobMeans, "folders"> {
  /** Where jobs lie; made by the first. */
  readonly folder: string;
  /** What a file may have; default 2 GiB. */
  readonly mostBytes?: number;
}

interface FileToIngest {
  readonly name?: string;
  readonly format?: string;
}

/** Runs jobs over one store; nothing is opened before there is one. */
export interface Ingestor {
  /** Goes on with what waited when the process before this one ended. */
  resume(): Promise<void>;
  ingestText(text: TextToIngest): Promise<Job>;
  ingestRecords(format: string, content: string): Promise<Job>;
  ingestFile(file: FileToIngest, body: AsyncIterable<Uint8Array>): Promise<Job>;
  fetchPubmed(request: PubmedRequest): Promise<Job>;
  deleteDocuments(ids: readonly DocumentId[]): Promise<Job>;
  retry(id: string): Promise<Job>;
  cancel(id: string): Promise<Job>;
  job(id: string): Promise<Job | undefined>;
  jobs(first: number): Promise<readonly Job[]>;
  failures(id: string, first: number): Promise<readonly RecordFailure[]>;
  progress(id: string, signal: AbortSignal): AsyncIterable<Job>;
  /** To be called before the store and the models are closed. */
  close(): Promise<void>;
}

const usualMostBytes = 2 * 1024 ** 3;

export function createIngestor({ folder, mostBytes = usualMostBytes, ...means }: IngestorOptions): Ingestor {
  const folders = jobFolders(folder);
  const runner = lazily(() => openJobRunner(folder, { ...means, folders }));

  async function addFile(
    kind: "text" | "records" | "file",
    { name, format }: FileToIngest,
    source: string,
    body: AsyncIterable<Uint8Array>,
  ): Promise<Job> {
    if (format !== undefined && !isSourceFormat(format)) {
      throw new LitweaveError("BAD_INPUT", `“${format}” is not a format that is read`, {
        hint: `give one of ${sourceFormats.join(", ")}, or none to have it told from the file`,
      });
    }
    const file = fileName(name);
    const task = { file, ...(format !== undefined && { format }) };
    return (await runner.get()).add({ kind, source, task }, (id) =>
      spool(folders.input(id, file), body, mostBytes),
    );
  }

  /** Undefined while no job was ever given, so that looking for jobs makes no folder. */
  const opened = async () => (runner.opened || existsSync(folder) ? runner.get() : undefined);

  return {
    async resume() {
      await opened();
    },
    async ingestText(text) {
      const { id, title } = documentOfText(text);
      const body = once(Buffer.from(`${JSON.stringify({ ...text, id })}\n`));
      return addFile("text", { name: "text.jsonl", format: "jsonl" }, title === "" ? id : title, body);
    },
    ingestRecords: (format, content) =>
      addFile("records", { name: "records", format }, `${format} records`, once(Buffer.from(content))),
    ingestFile: (file, body) => addFile("file", file, fileName(file.name), body),
    async fetchPubmed(task) {
      const source = "query" in task ? `PubMed: ${task.query}` : `PubMed: ${task.pmids.length} records`;
      return (await runner.get()).add({ kind: "pubmed", source, task });
    },
    async deleteDocuments(deletions) {
      const source = deletions.length === 1 ? deletions[0]! : `${deletions.length} documents`;
      return (await runner.get()).add({ kind: "deletion", source, task: { deletions } });
    },
    retry: async (id) => (await runner.get()).retry(id),
    cancel: async (id) => (await runner.get()).cancel(id),
    async job(id) {
      const found = (await opened())?.find(id);
      return found && shownJob(found);
    },
    jobs: async (first) => (await opened())?.list(first) ?? [],
    async failures(id, first) {
      return (await opened())?.find(id) ? readFailures(folders.failures(id), first) : [];
    },
    async *progress(id, signal) {
      yield* (await runner.get()).progress(id, signal);
    },
    async close() {
      await (await runner.opened?.catch(() => undefined))?.close();
    },
  };
}

/** @throws LitweaveError `BAD_INPUT` when the text makes no document */
function documentOfText({ id, title = "", text, ...rest }: TextToIngest) {
  try {
    return documentOfJson(
      { title, text, ...rest, ...(id !== undefined && { id }) },
      textKey(`${title}\n${text}`),
    );
  } catch (error) {
    throw new LitweaveError("BAD_INPUT", error instanceof Error ? error.message : String(error));
  }
}

/** The same text is the same document. */
function textKey(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function readFailures(path: string, first: number): Promise<readonly RecordFailure[]> {
  if (!existsSync(path)) return [];
  const failures: RecordFailure[] = [];
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    if (failures.length === first) break;
    failures.push(JSON.parse(line) as RecordFailure);
  }
  lines.close();
  return failures;
}
