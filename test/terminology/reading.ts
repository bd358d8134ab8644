import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { SourceProblem, SourceReport } from "../../src/terminology/source.js";

export interface Reading<Item> {
  readonly items: readonly Item[];
  readonly problems: readonly SourceProblem[];
  /** By reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** All that a reader gives, and all that it reports. */
export async function reading<Item>(
  read: (report: SourceReport) => AsyncIterable<Item>,
): Promise<Reading<Item>> {
  const items: Item[] = [];
  const problems: SourceProblem[] = [];
  const leftOut: Record<string, number> = {};
  for await (const item of read({
    problem: (problem) => problems.push(problem),
    progress: () => undefined,
    leftOut: (_, reason, count = 1) => {
      leftOut[reason] = (leftOut[reason] ?? 0) + count;
    },
  })) {
    items.push(item);
  }
  return { items, problems, leftOut };
}

const folder = mkdtempSync(join(tmpdir(), "litweave-terminology-"));
let files = 0;

/** The path of a new file with this content, gzipped when its name says so. */
export function fileOf(content: string | Uint8Array, name = "source.txt"): string {
  const path = join(folder, `${++files}-${name}`);
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(content) : content);
  return path;
}

export const fixtures = join(import.meta.dirname, "..", "fixtures", "terminology");
