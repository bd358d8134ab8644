import type { SectionRole } from "../../src/domain/document.js";
import type { Predicate } from "../../src/domain/predicate.js";
import { conceptNames, type Paper, paper } from "./world.js";

/** Numbers from 0 to 1 that look like chance and are the same each time (Park & Miller 1988, “Random number generators”). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const next = numbers(7);
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
const roles: readonly SectionRole[] = ["title", "background", "results", "conclusions", "other"];
const predicates: readonly Predicate[] = ["treats", "causes", "associated_with", "affects"];
const text = `${"Words that two journals printed alike, long enough to tell a text by them, ".repeat(5)}all of them.`;

const treats = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;

/** A claim of any kind, of six one about the same. */
function someClaim() {
  const subject = oneOf(conceptNames);
  const any = {
    subject,
    predicate: oneOf(predicates),
    object: oneOf(conceptNames.filter((name) => name !== subject)),
  };
  return {
    ...(next() < 1 / 6 ? treats : any),
    score: 0.2 + 0.7 * next(),
    novelty: next(),
    role: oneOf(roles),
    polarity: next() < 0.3 ? ("negated" as const) : ("affirmed" as const),
    certainty: oneOf(["asserted", "asserted", "hedged", "question"] as const),
  };
}

const random = Array.from({ length: 70 }, (_, at): Paper => {
  const claims = Array.from({ length: 2 }, someClaim);
  const said = new Map(claims.map((claim) => [[claim.subject, claim.object].sort().join(), claim]));
  return {
    id: `PMID:${100 + at}`,
    ...(next() < 0.8 && { year: 2012 + Math.floor(next() * 10) }),
    claims: [...said.values()],
  };
});

/** A text that was printed twice; what the second time alone has counts nothing. */
const twice: readonly Paper[] = [
  { id: "PMID:200", year: 2011, abstract: text, claims: [{ ...treats, novelty: 0.1, role: "results" }] },
  { id: "PMID:201", year: 2021, abstract: text, claims: [{ ...treats, novelty: 1, role: "conclusions" }] },
];

/** Papers that affirm, deny, doubt and ask the same of few concepts, in every section and most years. */
export const disagreeing = [...random, ...twice].map(paper);
