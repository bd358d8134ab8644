import { isCategory } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import { type Curie, isCurie } from "../domain/curie.js";
import { ownText, Parts } from "./build-parts.js";
import type { BuildSource, SourceOutcome } from "./build-source.js";
import { stopIf } from "./build-stop.js";
import { type FormerIds, resolveFormer } from "./former-ids.js";
import { FormerNames } from "./former-names.js";
import { conceptOfText } from "./merge-concepts.js";
import type { SourceProblem, SourceReport } from "./source.js";
import { type Additions, partLines } from "./write-parts.js";

/** What all sources gave, ready to be written. */
export interface Gathered {
  readonly parts: Parts;
  readonly additions: Additions;
  /** By source. */
  readonly outcomes: readonly SourceOutcome[];
}

interface GatherOptions {
  readonly signal?: AbortSignal;
  readonly onProblem: (problem: SourceProblem) => void;
  readonly onRead?: (bytes: number, concepts: number) => void;
}

/** A source that is being read, with its counts and the report that fills them. */
interface Reading {
  readonly source: BuildSource;
  readonly outcome: SourceOutcome;
  readonly report: SourceReport;
}

/** Reads all sources: first their concepts, then mappings, withdrawn ids and older releases, which speak of concepts. */
export async function gather(
  folder: string,
  sources: readonly BuildSource[],
  options: GatherOptions,
): Promise<Gathered> {
  const parts = new Parts(folder);
  const bytesRead = new Map<string, number>();
  const readings = sources.map((source) =>
    readingOf(source, options, (file, bytes) => {
      bytesRead.set(file, bytes);
      stopIf(options.signal);
      let sum = 0;
      for (const count of bytesRead.values()) sum += count;
      options.onRead?.(sum, parts.ids.size);
    }),
  );
  for (const reading of readings) await takeConcepts(reading, parts);
  await parts.end();
  const xrefs = new Map<string, Set<Curie>>();
  for (const reading of readings) await takeMappings(reading, parts, xrefs);
  const former: FormerIds = new Map();
  const givenBy = new Map<Curie, Reading>();
  for (const reading of readings) await takeFormerIds(reading, former, givenBy);
  for (const reading of readings) await takeOlder(reading, parts, former, givenBy);
  const { formerly } = resolveFormer(former, (id) => parts.ids.has(id));
  for (const ids of formerly.values()) for (const id of ids) givenBy.get(id)!.outcome.formerly += 1;
  const additions = {
    further: parts.further,
    xrefs: new Map([...xrefs].map(([id, found]) => [id, [...found]] as const)),
    formerly,
  };
  return { parts, additions, outcomes: readings.map(({ outcome }) => outcome) };
}

function readingOf(
  source: BuildSource,
  options: GatherOptions,
  progress: (file: string, bytes: number) => void,
): Reading {
  const leftOut: Record<string, number> = {};
  const outcome: SourceOutcome = { concepts: 0, merged: 0, xrefs: 0, formerly: 0, problems: 0, leftOut };
  const report: SourceReport = {
    progress,
    problem(problem) {
      outcome.problems += 1;
      options.onProblem(problem);
    },
    leftOut(_, reason, count = 1) {
      leftOut[reason] = (leftOut[reason] ?? 0) + count;
    },
  };
  return { source, outcome, report };
}

async function takeConcepts({ source, outcome, report }: Reading, parts: Parts): Promise<void> {
  if (!source.concepts) return;
  await parts.begin(source.format);
  for await (const concept of source.concepts(report)) {
    if (!isWhole(concept)) report.leftOut?.(source.files[0] ?? "", "no usable id or name");
    else if (await parts.add(concept)) outcome.concepts += 1;
    else outcome.merged += 1;
  }
}

function isWhole({ id, name, category }: ConceptLine): boolean {
  return isCurie(id) && name.trim() !== "" && isCategory(category);
}

/** Predicates that say that two ids mean the same. */
const sameness: ReadonlySet<string> = new Set(["skos:exactMatch", "owl:equivalentClass", "owl:sameAs"]);

async function takeMappings(
  { source, outcome, report }: Reading,
  parts: Parts,
  xrefs: Map<string, Set<Curie>>,
): Promise<void> {
  if (!source.mappings) return;
  const file = source.files[0] ?? "";
  const give = (id: Curie, xref: Curie): boolean => {
    if (!parts.ids.has(id)) return false;
    const known = xrefs.get(id) ?? new Set();
    if (!known.has(xref)) outcome.xrefs += 1;
    known.add(ownText(xref));
    xrefs.set(ownText(id), known);
    return true;
  };
  for await (const { subject, predicate, object } of source.mappings(report)) {
    if (!sameness.has(predicate)) {
      report.leftOut?.(file, `mapping by ${predicate}`);
      continue;
    }
    const ofSubject = give(subject, object);
    const ofObject = give(object, subject);
    if (!ofSubject && !ofObject) report.leftOut?.(file, "mapping of concepts that are not here");
  }
}

async function takeFormerIds(
  reading: Reading,
  former: FormerIds,
  givenBy: Map<Curie, Reading>,
): Promise<void> {
  const { source, report } = reading;
  if (!source.formerIds) return;
  for await (const pair of source.formerIds(report))
    note(pair.former, pair.current, reading, former, givenBy);
}

function note(
  id: Curie,
  heir: Curie,
  reading: Reading,
  former: FormerIds,
  givenBy: Map<Curie, Reading>,
): void {
  if (former.has(id) || id === heir) return;
  const own = ownText(id);
  former.set(own, ownText(heir));
  givenBy.set(own, reading);
}

async function takeOlder(
  reading: Reading,
  parts: Parts,
  former: FormerIds,
  givenBy: Map<Curie, Reading>,
): Promise<void> {
  const { source, outcome, report } = reading;
  if (!source.older) return;
  const gone = new FormerNames();
  for await (const concept of source.older(report)) {
    for (const id of concept.formerly) note(id, concept.id, reading, former, givenBy);
    if (!parts.ids.has(concept.id) && !former.has(concept.id)) gone.add(concept);
  }
  if (gone.count === 0) return;
  const ids = parts.ids.values();
  for (const part of parts.parts) {
    for await (const lines of partLines(part, ids)) {
      for (const { text } of lines) gone.meet(conceptOfText(text));
    }
  }
  for (const lines of parts.further.values()) for (const text of lines) gone.meet(conceptOfText(text));
  const { found, ambiguous, unmatched } = gone.matches();
  for (const [id, heir] of found) note(id, heir, reading, former, givenBy);
  if (ambiguous > 0) outcome.leftOut["gone, and several concepts bear its name"] = ambiguous;
  if (unmatched > 0) outcome.leftOut["gone, and no concept bears its name"] = unmatched;
}
