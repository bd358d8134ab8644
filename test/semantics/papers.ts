import fc from "fast-check";
import type { DocumentId } from "../../src/domain/document.js";
import { type Claim, conceptNames, type Paper } from "../store/world.js";

export const ids = [
  "PMID:1",
  "PMID:2",
  "PMID:3",
  "PMID:4",
  "PMID:5",
] as const satisfies readonly DocumentId[];
export const documentId = fc.constantFrom<DocumentId>(...ids);

/** Few, so that papers meet in them; two say the same of a symmetric predicate, one joins a concept with itself. */
const statements = [
  { subject: "metformin", predicate: "treats", object: "diabetes" },
  { subject: "metformin", predicate: "associated_with", object: "diabetes" },
  { subject: "diabetes", predicate: "associated_with", object: "metformin" },
  { subject: "aspirin", predicate: "treats", object: "stroke" },
  { subject: "tp53", predicate: "associated_with", object: "stroke" },
  { subject: "stroke", predicate: "associated_with", object: "stroke" },
] as const satisfies readonly Claim[];

export const anyClaim: fc.Arbitrary<Claim> = fc
  .record({
    statement: fc.oneof(fc.constant(statements[0]), fc.constantFrom(...statements)),
    score: fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
    polarity: fc.constantFrom("affirmed", "negated"),
    certainty: fc.constantFrom("asserted", "hedged", "question"),
    role: fc.constantFrom("title", "background", "results"),
  })
  .map(({ statement, ...said }) => ({ ...statement, ...said }));

const someIds = fc.uniqueArray(documentId, { minLength: 1, maxLength: 2 });

export function sometimes<T>(arbitrary: fc.Arbitrary<T>, oneIn = 6): fc.Arbitrary<T | undefined> {
  const never = { weight: oneIn - 1, arbitrary: fc.constant(undefined) };
  return fc.oneof({ withCrossShrink: true }, never, { weight: 1, arbitrary });
}

/** Abstracts long enough to tell a work, the second the first in an edited form, and one that is too short. */
export const abstracts = [
  "The committee met in spring and again in autumn to weigh what the registries of nine countries had collected over a decade of routine care in towns and villages alike. Of the participants who were followed until the end of the study most had been recruited in general practice, and few were lost to those who went on asking.",
  "Reprinted. The committee met in spring and again in autumn to weigh what the registries of nine countries had collected over a decade of routine care in towns and villages alike. Of the participants who were followed until the end of the study, most had been recruited in general practice, and few were lost to those who went on asking.",
  "A second trial of quite another design asked whether the effect that had been seen in animals would hold in volunteers of advanced age who took no other medicine. Blood was drawn on the first and on the last day of every week, and the laboratory that measured it was told nothing of the treatment or of the days.",
  "No abstract is available.",
] as const;

/** Whatever a paper may be. */
export const anyPaper: fc.Arbitrary<Paper> = fc
  .record({
    id: documentId,
    version: fc.integer({ min: 1, max: 3 }),
    revisedAt: fc.constantFrom("", "2020-01-02", "2021"),
    publishedAt: fc.constantFrom(undefined, "2019", "2018", "2019-03", "2019-03-07", "2020-02"),
    claims: fc.oneof(fc.tuple(anyClaim), fc.array(anyClaim, { maxLength: 3 })),
    mentions: sometimes(fc.uniqueArray(fc.constantFrom(...conceptNames), { minLength: 1, maxLength: 3 })),
    abstract: fc.constantFrom(undefined, ...abstracts, ...abstracts.slice(0, 2)),
    retracted: sometimes(fc.constant(true), 14),
    retracts: sometimes(someIds, 10),
    concern: sometimes(fc.constant(true), 10),
    concernsAbout: sometimes(someIds, 10),
    republishedAs: sometimes(someIds, 10),
    renamed: sometimes(fc.uniqueArray(fc.constantFrom(...conceptNames), { minLength: 1, maxLength: 2 })),
    anew: sometimes(fc.constant(true)),
  })
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))
  .map((fields) => fields as unknown as Paper);
