import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ingestPapers } from "./ingest-papers.js";
import { preparePapers } from "./papers.js";
import type { Ground } from "./rung.js";
import { documentsAt, rowsAt } from "./undisturbed.js";

/** A folder in memory where the system offers one there: what these faults do does not depend on the disk, and each commit is forced to it. */
export function newShelf(): string {
  return mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "litweave-faults-"));
}

export async function layGround(shelf: string, copies: number): Promise<Ground> {
  const folder = join(shelf, "ground");
  mkdirSync(folder);
  const papers = await preparePapers(folder, copies);
  const graph = join(folder, "graph");
  await ingestPapers(graph, papers);
  return { papers, undisturbed: await rowsAt(graph), documents: await documentsAt(graph) };
}
