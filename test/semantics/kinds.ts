import type { DocumentId } from "../../src/domain/document.js";
import type { EvidenceRecord } from "../../src/domain/evidence.js";
import type { TripleRecord } from "../../src/domain/graph-reader.js";
import type { UpsertChange } from "../../src/domain/graph-store.js";
import { workOf } from "../../src/domain/work.js";
import { deliveriesOf, type History } from "./histories.js";
import { graphOf } from "./model.js";

/** What may happen in a history, in the words of the page, and how to see that it did. */
export const kinds: Readonly<Record<string, (told: Told) => boolean>> = {
  "several documents in one batch": ({ batches }) => batches.some(({ deliveries }) => deliveries.length > 1),
  "two writers": ({ batches }) => new Set(batches.map(({ writer }) => writer)).size > 1,
  "two writers at once": ({ steps }) => steps.some((step) => step.length > 1),
  "a statement fails": ({ faults }) => faults.some(({ at, dies }) => at !== "answer" && !dies),
  "a writer dies in the middle of a write": ({ faults }) =>
    faults.some(({ at, dies }) => at !== "answer" && dies),
  "the answer to a commit is lost": ({ faults }) => faults.some(({ at }) => at === "answer"),
  "the same delivery again": ({ papers }) => papers.some((paper, at) => papers.indexOf(paper) < at),
  "processed anew": ({ papers }) =>
    pairs(papers).some(
      ([a, b]) => a.revision === b.revision && sameId(a, b) && a.fingerprint !== b.fingerprint,
    ),
  "a newer revision": ({ papers }) => pairs(papers).some(([a, b]) => sameId(a, b) && a.revision < b.revision),
  "an older revision after a newer": ({ papers }) =>
    pairs(papers).some(([a, b]) => sameId(a, b) && a.revision > b.revision),
  "a deletion": ({ deletions }) => deletions.length > 0,
  "a deletion before its document": ({ changes }) =>
    pairs(changes).some(
      ([a, b]) => a.kind === "delete" && b.kind === "upsert" && b.document.id === a.documentId,
    ),
  "a record that says it is retracted": ({ papers }) => papers.some(({ document }) => document.retracted),
  "a notice of retraction": ({ notices }) => notices.length > 0,
  "a notice before its document": ({ papers }) => pairs(papers).some(([a, b]) => names(a, b.document.id)),
  "a notice against a notice": ({ notices }) =>
    notices.some((a) => notices.some((b) => !sameId(a, b) && names(a, b.document.id))),
  "notices against each other": ({ notices }) =>
    pairs(notices).some(([a, b]) => !sameId(a, b) && names(a, b.document.id) && names(b, a.document.id)),
  "a notice against itself": ({ notices }) => notices.some((a) => names(a, a.document.id)),
  "a notice revised away": ({ papers }) =>
    pairs(papers).some(
      ([a, b]) => sameId(a, b) && a.revision < b.revision && a.document.retracts.some((id) => !names(b, id)),
    ),
  "a notice deleted": ({ notices, deletions }) =>
    notices.some(({ document }) => deletions.includes(document.id)),
  "a record under concern": ({ papers }) => papers.some(({ document }) => document.concern === true),
  "an expression of concern": ({ papers }) =>
    papers.some(({ document }) => document.concernsAbout !== undefined),
  "republished, by the record": ({ papers }) =>
    papers.some(({ document }) => document.republishedAs?.some((id) => id !== document.id)),
  "the same text under several ids": ({ papers }) =>
    pairs(papers).some(([a, b]) => !sameId(a, b) && workOf(a.document) === workOf(b.document)),
  "a text that counts once at the end": ({ evidence }) =>
    evidence.some(({ duplicateOf }) => duplicateOf !== undefined),
  "evidence under concern at the end": ({ evidence }) => evidence.some(({ concern }) => concern),
  "a triple that a retracted paper spoke of": ({ triples }) =>
    triples.some(({ aggregate }) => aggregate.retracted > 0),
  "a concept described in several ways": ({ papers }) => {
    const described = new Map(
      papers.flatMap((paper) => paper.concepts.map(({ id, name }) => [`${id} ${name}`, id])),
    );
    return new Set(described.values()).size < described.size;
  },
};

type Told = ReturnType<typeof tell>;

export function kindsIn(history: History): readonly string[] {
  const told = tell(history);
  return Object.keys(kinds).filter((kind) => kinds[kind]?.(told));
}

function tell(history: History) {
  const batches = history.steps.flat();
  const changes = deliveriesOf(history).map(({ change }) => change);
  const papers = changes.filter((change) => change.kind === "upsert");
  const rows = graphOf(changes);
  return {
    evidence: rows.filter(({ kind }) => kind === "evidence").map(({ value }) => value as EvidenceRecord),
    triples: rows.filter(({ kind }) => kind === "triple").map(({ value }) => value as TripleRecord),
    steps: history.steps,
    batches,
    faults: batches.flatMap(({ fault }) => (fault ? [fault] : [])),
    changes,
    papers,
    deletions: changes.flatMap((change) => (change.kind === "delete" ? [change.documentId] : [])),
    notices: papers.filter(({ document }) => !document.retracted && document.retracts.length > 0),
  };
}

/** Each with each that comes later. */
function pairs<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((a, at) => items.slice(at + 1).map((b) => [a, b] as const));
}

function sameId(a: UpsertChange, b: UpsertChange): boolean {
  return a.document.id === b.document.id;
}

function names({ document }: UpsertChange, id: DocumentId): boolean {
  return !document.retracted && document.retracts.includes(id);
}
