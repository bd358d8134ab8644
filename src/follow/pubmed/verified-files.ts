import { mkdir, rm } from "node:fs/promises";
import { LitweaveError } from "../../domain/errors.js";
import type { Patience } from "../http/patience.js";
import { filesDue, type PubmedFolder } from "./files-due.js";
import { listPubmedFiles } from "./listing.js";
import { type PubmedFile, type PubmedPosition, pubmedName } from "./pubmed-file.js";
import { verifiedFile } from "./verified-file.js";

export interface PubmedOptions {
  /** The server's folder that holds `baseline/` and `updatefiles/`. */
  readonly baseUrl: URL;
  readonly folder: PubmedFolder;
  /** The last file done. */
  readonly done?: PubmedPosition;
  /** Begin at this number, whatever is done. */
  readonly from?: number;
  /** Where files lie until they are done with; what lies there by the name of a file is taken for a part of it. */
  readonly downloads: string;
  readonly patience: Patience;
}

export interface VerifiedFile extends PubmedFile {
  readonly path: string;
  /** How many follow it. */
  readonly left: number;
}

/**
 * The files that are due, one after the other, each fetched and verified when it is asked for and removed when the next one
 * is; one that the consumer stops at stays for the next run.
 *
 * The order of the files would not show in the graph, which depends only on the set of deliveries. They are still taken strictly
 * in order, and nothing after one that fails: so one position says all that is done, and a graph that stands at a day lacks
 * nothing of the days before.
 *
 * @throws LitweaveError what {@link filesDue} and {@link verifiedFile} throw; `BAD_INPUT` when, after the files before it, a
 *   number is missing
 */
export async function* verifiedFiles(options: PubmedOptions): AsyncGenerator<VerifiedFile> {
  const { folder, downloads, patience } = options;
  const listed = await listPubmedFiles(new URL(`${folder}/`, options.baseUrl), patience);
  const { files, missing } = filesDue(listed, options);
  await mkdir(downloads, { recursive: true });
  for (const [index, file] of files.entries()) {
    const path = await verifiedFile(file, downloads, patience);
    yield { ...file, path, left: files.length - index - 1 };
    await rm(path);
  }
  if (missing === undefined) return;
  throw new LitweaveError(
    "BAD_INPUT",
    `${pubmedName(missing)} is not in ${folder}, although later files are`,
    {
      hint:
        folder === "updatefiles"
          ? "the baseline may have it (--baseline); --from N goes on without it"
          : "run the same command again later; --from N goes on without it",
    },
  );
}
