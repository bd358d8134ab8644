import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "../../src/domain/canonical-json.js";
import type { Concept } from "../../src/domain/concept.js";
import { predicates } from "../../src/domain/predicate.js";
import { tripleOf } from "../../src/domain/triple.js";
import { concepts, paper } from "../store/world.js";
import { emptyStore, gone, shuffled } from "./asking.js";
import { anyClaim, anyPaper, ids } from "./papers.js";
import type { Place } from "./places.js";

export function testIdentity(place: Place, runs: number): void {
  it("A triple is its subject, predicate and object.", async () => {
    const pair = fc.tuple(anyClaim, anyClaim);
    await fc.assert(
      fc.asyncProperty(pair, async ([one, other]) => {
        const store = await emptyStore(place);
        const papers = [paper({ id: "PMID:1", claims: [one] }), paper({ id: "PMID:2", claims: [other] })];
        await store.write(papers);
        const named = [one, other].filter(({ subject, object }) => subject !== object).map(nameOf);
        expect((await store.counts()).triples).toBe(new Set(named).size);
        for (const { triple } of papers.flatMap(({ evidence }) => evidence)) {
          expect(triple.key).toBe(tripleOf(triple.subject, triple.predicate, triple.object).key);
        }
      }),
      { numRuns: runs },
    );
  });

  it("One document gives a triple one piece of evidence.", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyClaim, { maxLength: 6 }), async (claims) => {
        const store = await emptyStore(place);
        const written = paper({ id: "PMID:1", claims });
        await store.write([written]);
        const said = claims.filter(({ subject, object }) => subject !== object);
        const triples = new Set(said.map(nameOf));
        expect((await store.counts()).evidence).toBe(triples.size);
        for (const item of written.evidence) {
          const own = said.filter((one) => nameOf(one) === nameOf(item.triple));
          expect(item.score).toBe(Math.max(...own.map(({ score = 0.9 }) => score)));
          const leads = own.filter(({ score = 0.9 }) => score === item.score);
          expect(leads.map(({ polarity, certainty }) => `${polarity} ${certainty}`)).toContain(
            `${item.polarity} ${item.certainty}`,
          );
        }
      }),
      { numRuns: runs },
    );
  });

  it("A concept is its CURIE.", async () => {
    const brought = fc.tuple(...ids.map((id) => anyPaper.map((one) => ({ ...one, id }))));
    await fc.assert(
      fc.asyncProperty(brought, shuffled(ids), async (papers, order) => {
        const store = await emptyStore(place);
        const plain = papers.map((one) => paper({ ...one, retracted: false, retracts: [] }));
        await store.write(plain);
        for (let left = ids.length; left >= 0; left--) {
          const live = plain.filter(({ document }) => order.slice(0, left).some((id) => id === document.id));
          for (const { id } of Object.values(concepts)) {
            const described = live.flatMap((change) => change.concepts.filter((one) => one.id === id));
            const found = (await store.concepts([id])).get(id);
            expect(found?.documents ?? 0).toBe(described.length);
            if (found) expect(found).toMatchObject(shown(described));
          }
          const next = order[left - 1];
          if (next) await store.write([gone(next)]);
        }
      }),
      { numRuns: runs },
    );
  });
}

/** Subject, predicate and object in one word; of a symmetric predicate whichever comes first. */
function nameOf(said: {
  readonly subject: string;
  readonly predicate: string;
  readonly object: string;
}): string {
  const ends = [said.subject, said.object].map((end) => curieOf[end] ?? end);
  const symmetric = predicates[said.predicate as keyof typeof predicates].symmetric;
  return [said.predicate, ...(symmetric ? ends.sort() : ends)].join(" ");
}

const curieOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(concepts).map(([name, { id }]) => [name, id]),
);

/** The description with the most synonyms, among equals the greater by its canonical JSON. */
function shown(described: readonly Concept[]): Concept {
  return described.reduce((a, b) => {
    if (a.synonyms.length !== b.synonyms.length) return a.synonyms.length > b.synonyms.length ? a : b;
    return canonicalJson(a) > canonicalJson(b) ? a : b;
  });
}
