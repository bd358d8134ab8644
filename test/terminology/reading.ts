import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
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

/** What may stand for a line: anything, or `line` cut short, with characters lost, or with others in it. */
export function damagedLines(line: string): fc.Arbitrary<readonly string[]> {
  const anything = fc.string({ unit: "binary", maxLength: 80 });
  const place = fc.nat({ max: line.length });
  const mutant = fc
    .tuple(place, place, fc.oneof(fc.constant(""), fc.string({ maxLength: 5 })))
    .map(([start, length, put]) => line.slice(0, start) + put + line.slice(start + length));
  return fc
    .array(fc.oneof(anything, mutant), { minLength: 20, maxLength: 60 })
    .map((lines) => lines.map((damaged) => damaged.replaceAll("\n", " ")));
}
