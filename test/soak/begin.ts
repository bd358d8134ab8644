import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formats } from "./formats.js";
import { type Library, openLibrary } from "./library.js";
import { paperOf } from "./paper.js";
import { litweave } from "./server.js";
import type { Subjects } from "./subjects.js";

/** Reads the first papers into a graph that there is not yet, by `litweave ingest`. @returns what the graph must hold */
export async function firstPapers(
  store: string,
  folder: string,
  count: number,
  subjects: Subjects,
): Promise<Library> {
  mkdirSync(folder, { recursive: true });
  const library = openLibrary();
  const written = formats[0]!;
  const papers = Array.from({ length: count }, (_, number) => paperOf(subjects, number));
  const file = join(folder, "first.xml");
  writeFileSync(file, written.write(papers));
  await litweave(["ingest", file, "--store", store, "--json"]);
  for (const paper of papers) library.settle(paper, written);
  return library;
}
