import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { lookInto, sameState } from "./folder/look.js";
import type { WatchRecord } from "./folder/watch-record.js";
import type { UpdateState } from "./update-state.js";

/** What is known to wait, without asking anybody on the net. */
export interface Backlog {
  /** PubMed files that were listed at the last run of `update` and not done by it. */
  readonly pubmedFiles: number;
  /** Files of folders watched before that are new or changed; undefined of a folder that cannot be opened. */
  readonly watched: readonly { readonly folder: string; readonly files: number | undefined }[];
  /** What has come of a file under way. */
  readonly downloads: readonly { readonly file: string; readonly bytes: number }[];
}

export async function readBacklog(
  stateFolder: string,
  { pubmed }: UpdateState,
  watched: WatchRecord,
): Promise<Backlog> {
  return {
    pubmedFiles: pubmed?.left ?? 0,
    watched: await waiting(watched),
    downloads: await downloadsIn(join(stateFolder, "downloads")),
  };
}

async function waiting(record: WatchRecord): Promise<Backlog["watched"]> {
  const folders = [...new Set([...record.files.values()].map(({ folder }) => folder))].sort();
  return Promise.all(
    folders.map(async (folder) => {
      const seen = await lookInto(folder).catch(() => undefined);
      const fresh = seen?.filter((file) => {
        const known = record.find(folder, file.name);
        return !known || !sameState(file, { ...file, ...known });
      });
      return { folder, files: fresh?.length };
    }),
  );
}

async function downloadsIn(folder: string): Promise<Backlog["downloads"]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.sort().map(async (file) => {
      const state = await stat(join(folder, file)).catch(() => undefined);
      return state?.isFile() ? [{ file, bytes: state.size }] : [];
    }),
  );
  return found.flat();
}
