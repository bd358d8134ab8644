import fc from "fast-check";
import type { DocumentId } from "../../src/domain/document.js";
import type { DocumentChange } from "../../src/domain/graph-store.js";
import { type Paper, paper } from "../store/world.js";
import { anyPaper, documentId, sometimes } from "./papers.js";
import { storyOf } from "./story.js";

/** One delivery, in short and as the change it makes. */
export interface Delivery {
  readonly said: Paper | { readonly deletion: DocumentId };
  readonly change: DocumentChange;
}

export const writers = ["A", "B"] as const;
export type Writer = (typeof writers)[number];

/** What goes wrong in a write. */
export interface Fault {
  /** The call to the engine that fails, from 1, or the commit if there are fewer; `answer`: the commit is done, and nobody hears of it. */
  readonly at: number | "answer";
  /** The process dies of it and another takes its place; else the statement fails and the store goes on. Both deliver the batch again. */
  readonly dies: boolean;
}

export interface Batch {
  readonly writer: Writer;
  readonly deliveries: readonly Delivery[];
  readonly fault?: Fault;
}

/** One batch, or one of each writer at once. */
export type Step = readonly [Batch] | readonly [Batch, Batch];

export interface History {
  readonly steps: readonly Step[];
}

/** In the order in which they were written; of those written at once none could be told from the other by that. */
export function deliveriesOf({ steps }: History): readonly Delivery[] {
  return steps.flatMap((batches) => batches.flatMap(({ deliveries }) => deliveries));
}

/** A delivery, or word of an earlier one: `back` counts from the latest. */
type Event =
  | { readonly kind: "paper"; readonly paper: Paper }
  | { readonly kind: "deletion"; readonly id: DocumentId }
  | { readonly kind: "again"; readonly back: number; readonly anew: boolean };

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant("paper" as const), paper: anyPaper }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("deletion" as const), id: documentId }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("again" as const),
      back: fc.nat({ max: 7 }),
      anew: fc.boolean(),
    }),
  },
);

const fault: fc.Arbitrary<Fault> = fc.record({
  at: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 40 }) },
    { weight: 1, arbitrary: fc.constant("answer" as const) },
  ),
  dies: fc.boolean(),
});

interface PlannedBatch {
  readonly writer: Writer;
  readonly events: readonly Event[];
  readonly fault: Fault | undefined;
}

const batch: fc.Arbitrary<PlannedBatch> = fc.record({
  writer: fc.constantFrom(...writers),
  events: fc.array(event, { minLength: 1, maxLength: 4 }),
  fault: sometimes(fault, 4),
});

/** One batch, or one of each writer at once. */
const step: fc.Arbitrary<readonly PlannedBatch[]> = fc
  .tuple(batch, sometimes(batch, 5))
  .map(([one, other]) =>
    other
      ? [
          { ...one, writer: "A" as const },
          { ...other, writer: "B" as const },
        ]
      : [one],
  );

/** Whatever may happen to a handful of papers. Shrinks to fewer steps, fewer deliveries, and papers that say less. */
export const history: fc.Arbitrary<History> = fc
  .array(step, { minLength: 1, maxLength: 7 })
  .map((planned) => {
    const past: Delivery[] = [];
    const steps = planned.flatMap((batches) => {
      const done = batches.map(({ writer, events, fault }): Batch => {
        const deliveries = events.flatMap((next) => deliver(next, past));
        past.push(...deliveries);
        return { writer, deliveries, ...(fault && { fault }) };
      });
      return stepOf(done);
    });
    const history: History = { steps };
    return Object.assign(history, { [fc.toStringMethod]: () => `\n${storyOf(history).join("\n")}\n` });
  });

function deliver(next: Event, past: readonly Delivery[]): readonly Delivery[] {
  if (next.kind === "paper") return [{ said: next.paper, change: paper(next.paper) }];
  if (next.kind === "deletion") {
    return [{ said: { deletion: next.id }, change: { kind: "delete", documentId: next.id } }];
  }
  const earlier = past[past.length - 1 - (next.back % past.length)];
  if (!earlier || "deletion" in earlier.said || !next.anew) return earlier ? [earlier] : [];
  const said = { ...earlier.said, anew: !earlier.said.anew };
  return [{ said, change: paper(said) }];
}

/** Without what leaves the outcome to chance: the same delivery processed in two ways at once has no last word. */
function stepOf([first, second]: readonly Batch[]): readonly Step[] {
  const processed = (change: DocumentChange) =>
    change.kind === "delete"
      ? []
      : [{ name: `${change.document.id} ${change.revision}`, by: change.fingerprint }];
  const before = new Map<string, Set<string>>();
  for (const { change } of first?.deliveries ?? []) {
    for (const { name, by } of processed(change)) before.set(name, (before.get(name) ?? new Set()).add(by));
  }
  const others = second?.deliveries.filter(({ change }) =>
    processed(change).every(({ name, by }) => {
      const earlier = before.get(name);
      return !earlier || (earlier.size === 1 && earlier.has(by));
    }),
  );
  const kept = [first, second && { ...second, deliveries: others ?? [] }].filter(
    (batch): batch is Batch => batch !== undefined && batch.deliveries.length > 0,
  );
  return kept.length === 0 ? [] : [kept as unknown as Step];
}
