import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readJsonFile, writeJsonFile } from "../../follow/json-file.js";
import type { JobRecord } from "./job-record.js";

/** The folder of one job: `job.json`, its `input/`, the records that failed. */
export interface JobFolders {
  /** Where a job's file lies. */
  input(id: string, file: string): string;
  failures(id: string): string;
  save(record: JobRecord): Promise<void>;
  drop(id: string): Promise<void>;
  /** Drops the file of a job, which needs it no more. */
  dropInput(id: string): Promise<void>;
  /** All jobs, oldest first. Folders without a job, of uploads that broke off, are taken away. */
  load(): Promise<readonly JobRecord[]>;
}

export function jobFolders(root: string): JobFolders {
  const recordOf = (id: string) => join(root, id, "job.json");
  const drop = (id: string) => rm(join(root, id), { recursive: true, force: true });
  return {
    input: (id, file) => join(root, id, "input", file),
    failures: (id) => join(root, id, "failures.jsonl"),
    save: (record) => writeJsonFile(recordOf(record.id), record),
    drop,
    dropInput: (id) => rm(join(root, id, "input"), { recursive: true, force: true }),
    async load() {
      await mkdir(root, { recursive: true });
      const records: JobRecord[] = [];
      for (const entry of await readdir(root, { withFileTypes: true })) {
        if (!entry.isDirectory()) continue;
        const record = (await readJsonFile(recordOf(entry.name))) as JobRecord | undefined;
        if (record) records.push(record);
        else await drop(entry.name);
      }
      return records.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    },
  };
}
