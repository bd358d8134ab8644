import fc from "fast-check";
import { expect, it } from "vitest";
import type { GraphRow, UpsertChange } from "../../src/domain/graph-store.js";
import { collect, sortedRows } from "../store/contract.js";
import { paper } from "../store/world.js";
import { emptyStore, gone } from "./asking.js";
import { history } from "./histories.js";
import { ids } from "./papers.js";
import type { Place } from "./places.js";
import { play } from "./play.js";

export function testEvidence(place: Place, runs: number): void {
  it("Nothing stands without what it rests on.", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (past) => {
        await play(place, past);
        const store = await place.store("A");
        const rows = await sortedRows(store);
        const evidence = valuesOf<{ triple: { key: string }; documentId: string }>(rows, "evidence");
        const documents = rows.filter(({ kind }) => kind === "document");
        const live = documents.filter(({ value }) => (value as Stated).state.status === "live");
        const mentions = keysOf(rows, "mention").map((key) => key.split(" ") as [string, string]);
        const triples = valuesOf<{ subject: string; object: string }>(rows, "triple");
        expect(keysOf(rows, "triple")).toEqual(sorted(evidence.map(({ triple }) => triple.key)));
        expect(keysOf(rows, "concept")).toEqual(sorted(mentions.map(([, concept]) => concept)));
        for (const { subject, object } of triples) {
          expect(keysOf(rows, "concept")).toEqual(expect.arrayContaining([subject, object]));
        }
        const speaking = [...evidence.map(({ documentId }) => documentId), ...mentions.map(([id]) => id)];
        expect(live.map(({ key }) => key)).toEqual(expect.arrayContaining(speaking));

        await store.write(ids.map(gone));
        expect(await store.counts()).toMatchObject({ documents: 0, concepts: 0, triples: 0, evidence: 0 });
        expect((await sortedRows(store)).filter(({ kind }) => kind !== "document")).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it("A mention is where it says.", async () => {
    const anywhere = fc.tuple(fc.nat(), fc.nat());
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, fc.array(anywhere, { minLength: 1, maxLength: 4 }), async (title, places) => {
        const store = await emptyStore(place);
        await store.write([mentioning(title, places)]);
        const { document, mentions } = (await store.documents(["PMID:1"])).get("PMID:1")!;
        expect(document.title).toBe(title);
        expect(mentions).toHaveLength(places.length);
        for (const { start, end, text } of mentions) expect(document.title.slice(start, end)).toBe(text);
        expect(await collect(store.verify({ repair: false }))).toEqual([]);

        await store.write([mentioning(`${title}!`, places, 2, "elsewhere")]);
        const found = await collect(store.verify({ repair: false }));
        expect(new Set(found.map(({ invariant }) => invariant))).toEqual(new Set(["alignment"]));
      }),
      { numRuns: runs },
    );
  });
}

interface Stated {
  readonly state: { readonly status: string };
}

function keysOf(rows: readonly GraphRow[], kind: GraphRow["kind"]): readonly string[] {
  return rows.filter((row) => row.kind === kind).map(({ key }) => key);
}

function valuesOf<T>(rows: readonly GraphRow[], kind: GraphRow["kind"]): readonly T[] {
  return rows.filter((row) => row.kind === kind).map(({ value }) => value as T);
}

function sorted(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].sort();
}

/** A paper with a title alone and mentions in it, `wrong` in place of what stands there. */
function mentioning(
  title: string,
  places: readonly (readonly [number, number])[],
  version = 1,
  wrong?: string,
): UpsertChange {
  const change = paper({ id: "PMID:1", version, mentions: ["stroke"] });
  const passages = [{ kind: "title", role: "title", offset: 0, text: title } as const];
  const spans = places.map(([a, b]) => {
    const [start = 0, end = 0] = [a % title.length, b % title.length].sort((x, y) => x - y);
    return { start, end: end + 1 };
  });
  const mentions = spans.map((span) => ({
    ...change.mentions[0]!,
    ...span,
    text: wrong ?? title.slice(span.start, span.end),
  }));
  return { ...change, document: { ...change.document, title, passages }, mentions };
}
