import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isCategory } from "../../src/domain/concept.js";
import type { ConceptLine } from "../../src/domain/concept-line.js";
import { isCurie } from "../../src/domain/curie.js";
import { LitweaveError } from "../../src/domain/errors.js";
import type { Mapping, SourceProblem, SourceReport } from "../../src/terminology/source.js";
import { checkValue } from "./document-rules.js";
import { hold } from "./target.js";

/** In memory where the system offers a folder there: a case is a file. */
const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "litweave-fuzz-"));

/** The path of the one file of this name, with this content. */
export function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

export type Read<Item> = (content: Buffer, report: SourceReport) => AsyncIterable<Item>;

interface Reading<Item> {
  readonly items: readonly Item[];
  readonly problems: readonly SourceProblem[];
  readonly refused: string | undefined;
}

/** @throws whatever is not meant for users */
async function readingOf<Item>(read: Read<Item>, content: Buffer): Promise<Reading<Item>> {
  const items: Item[] = [];
  const problems: SourceProblem[] = [];
  const report: SourceReport = {
    problem: (problem) => problems.push(problem),
    progress: () => undefined,
    leftOut: (_, reason, count = 1) =>
      hold(reason !== "" && count > 0, "what is left out says why, and how often"),
  };
  try {
    for await (const item of read(content, report)) items.push(item);
    return { items, problems, refused: undefined };
  } catch (error) {
    if (!(error instanceof LitweaveError)) throw error;
    hold(error.code === "BAD_TERMINOLOGY", "a file is refused as a terminology", () => error.code);
    hold(error.hint !== undefined, "a file that is refused says what to do", () => error.message);
    return { items, problems, refused: error.message };
  }
}

/** Records of a format that are whole, and what stands before, between and behind them. */
export interface SourceFrame {
  readonly open: string;
  readonly first: string;
  readonly last: string;
  readonly close: string;
  /** What the two are, as the name of a concept or the subject of a mapping. */
  readonly names: readonly [string, string];
  readonly reachesOn: (damage: Buffer) => boolean;
}

/** One read of a file; what stands behind it comes with the next. */
const chunkBytes = 1 << 20;

export interface SourceRules<Item> {
  readonly read: Read<Item>;
  readonly checkItem: (item: Item) => void;
  readonly nameOf: (item: Item) => string;
  readonly frame: SourceFrame;
}

export async function checkSource<Item>(rules: SourceRules<Item>, bytes: Buffer): Promise<void> {
  const { read, checkItem, nameOf, frame } = rules;
  const whole = await readingOf(read, bytes);
  checkItems(whole, checkItem, bytes);
  // A mebibyte before it is dear; one case in 256 is cut by the end of a chunk.
  if (bytes.length % 256 === 7 && bytes.length < 16_384 && bytes[0] !== 0xef)
    await checkCut(read, bytes, whole);
  const between = Buffer.concat([
    Buffer.from(frame.open + frame.first),
    bytes,
    Buffer.from(`\n${frame.last}${frame.close}`),
  ]);
  const { items, refused } = await readingOf(read, between);
  // A damaged line may say that the file as a whole is none: that it is not sorted, that a value does not end.
  if (refused !== undefined) return;
  const names = items.map(nameOf);
  hold(names.includes(frame.names[0]), "the record before a damaged one is read", () => between.toString());
  if (frame.reachesOn(bytes)) return;
  hold(names.includes(frame.names[1]), "the record behind a damaged one is read", () => between.toString());
}

function checkItems<Item>(
  { items, problems }: Reading<Item>,
  check: (item: Item) => void,
  bytes: Buffer,
): void {
  for (const item of items) check(item);
  const lines = bytes.toString("latin1").split("\n").length;
  for (const { line, message } of problems) {
    hold(
      line >= 1 && line <= lines,
      "a problem stands in a line of the file",
      () => `${line} of ${lines}: ${message}`,
    );
    hold(message !== "", "a problem says what is wrong");
  }
}

/** A line of spaces before it, up to where the first chunk ends within it. */
async function checkCut<Item>(read: Read<Item>, bytes: Buffer, whole: Reading<Item>): Promise<void> {
  const before = Math.floor((bytes.length * 5) / 11);
  const padding = Buffer.alloc(chunkBytes - before, " ");
  padding[padding.length - 1] = 0x0a;
  const cut = await readingOf(read, Buffer.concat([padding, bytes]));
  if (whole.refused !== undefined || cut.refused !== undefined) return;
  hold(isDeepStrictEqual(cut.items, whole.items), "chunks that end elsewhere give the same records", () =>
    JSON.stringify([cut.items, whole.items]),
  );
}

export function checkConcept(concept: ConceptLine): void {
  const { id, name, category, synonyms, xrefs, parents, formerly } = concept;
  hold(isCurie(id), "a concept's id is a CURIE", () => id);
  hold(
    name !== "" && name.trim() === name,
    "a concept has a name, without white space around it",
    () => `${id}: “${name}”`,
  );
  hold(isCategory(category), "a concept has a category", () => `${id}: ${category}`);
  hold(new Set(synonyms).size === synonyms.length, "synonyms are told once", () => JSON.stringify(concept));
  hold(!synonyms.includes(name) && !synonyms.includes(""), "a synonym is another name", () =>
    JSON.stringify(concept),
  );
  for (const related of [...xrefs, ...parents, ...formerly]) {
    hold(isCurie(related), "what a concept refers to is a CURIE", () => `${id}: ${related}`);
    hold(related !== id, "a concept does not refer to itself", () => JSON.stringify(concept));
  }
  checkValue(concept, id);
}

export function checkMapping(mapping: Mapping & { readonly confidence?: number }): void {
  const { subject, predicate, object, confidence = 0 } = mapping;
  hold(isCurie(subject) && isCurie(object), "a mapping is between CURIEs", () => JSON.stringify(mapping));
  hold(predicate !== "", "a mapping has a predicate");
  hold(confidence >= 0 && confidence <= 1, "a confidence is a probability");
  checkValue(mapping, subject);
}
