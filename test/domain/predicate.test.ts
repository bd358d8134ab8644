import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relationsPage } from "../../scripts/relations-page.js";
import { type Category, categories } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import {
  inverseOf,
  mayJoin,
  predicateNamed,
  predicateNames,
  predicates,
} from "../../src/domain/predicate.js";
import {
  directedLabels,
  predicateByLabel,
  reversedEnd,
  statementOf,
} from "../../src/domain/predicate-labels.js";
import { canonicalTriple, tripleOf } from "../../src/domain/triple.js";

interface Biolink {
  readonly version: string;
  readonly predicates: Readonly<
    Record<
      string,
      {
        readonly inverse: string | null;
        readonly symmetric: boolean;
        readonly deprecated: boolean;
        readonly domain: string;
        readonly range: string;
      }
    >
  >;
  /** Each category with what it is a kind of. */
  readonly categories: Readonly<Record<Category, readonly string[]>>;
}

const biolink = JSON.parse(
  readFileSync(new URL("../fixtures/biolink/model.json", import.meta.url), "utf8"),
) as Biolink;

const category = fc.constantFrom(...categories);
const predicate = fc.constantFrom(...predicateNames);
const curie = fc
  .tuple(fc.constantFrom("MESH", "NCBIGene", "OMIM"), fc.stringMatching(/^[A-Z0-9]{1,8}$/))
  .map(([prefix, local]) => `${prefix}:${local}` as Curie);

/** Every label of the table, and the directed ones in both directions. */
const labels = [
  ...new Set(
    Object.keys(predicateByLabel)
      .map((key) => key.split(" ")[0]!)
      .flatMap((label) => (directedLabels.has(label) ? [label, label + reversedEnd] : [label])),
  ),
];

describe("the predicate table", () => {
  it("is what docs/relations.md says", () => {
    const written = readFileSync(new URL("../../docs/relations.md", import.meta.url), "utf8");
    expect(written, "run `npx tsx scripts/relations-page.ts`").toBe(relationsPage());
  });

  it("has the word in capitals as Neo4j's type", () => {
    for (const name of predicateNames) expect(predicates[name].neo4j).toBe(name.toUpperCase());
  });

  it("is Biolink's: names that are not deprecated, their inverses, and which are symmetric", () => {
    for (const name of predicateNames) {
      const slot = biolink.predicates[name];
      expect(slot, name).toMatchObject({ deprecated: false, symmetric: predicates[name].symmetric });
      expect(inverseOf(name)).toBe(slot!.symmetric ? name : slot!.inverse);
    }
  });

  it("joins nothing that Biolink's domains and ranges forbid", () => {
    const kinds = (one: Category) => biolink.categories[one];
    for (const name of predicateNames) {
      const { domain, range } = biolink.predicates[name]!;
      for (const subject of categories) {
        for (const object of categories) {
          if (!mayJoin(name, subject, object)) continue;
          expect([name, kinds(subject).includes(domain)]).toEqual([name, true]);
          expect([name, kinds(object).includes(range)]).toEqual([name, true]);
        }
      }
    }
  });

  it("keeps a disease from treating, preventing or causing a chemical", () => {
    for (const name of ["treats", "preventative_for_condition", "causes", "contributes_to"] as const) {
      expect(mayJoin(name, "ChemicalEntity", "Disease")).toBe(true);
      expect(mayJoin(name, "Disease", "ChemicalEntity")).toBe(false);
    }
  });

  it("lets symmetric predicates join both ways, and only those", () => {
    fc.assert(
      fc.property(predicate, category, category, (name, a, b) => {
        if (predicates[name].symmetric) expect(mayJoin(name, a, b)).toBe(mayJoin(name, b, a));
      }),
    );
    expect(mayJoin("directly_physically_interacts_with", "Gene", "ChemicalEntity")).toBe(true);
    expect(mayJoin("directly_physically_interacts_with", "Gene", "Disease")).toBe(false);
    expect(mayJoin("has_substrate", "ChemicalEntity", "Gene")).toBe(false);
  });
});

describe("a statement's key", () => {
  it("is the same in either direction, for every predicate", () => {
    fc.assert(
      fc.property(predicate, curie, curie, (name, a, b) => {
        fc.pre(a !== b);
        const triple = tripleOf(a, name, b);
        expect(canonicalTriple(a, name, b)).toEqual(triple);
        expect(canonicalTriple(b, inverseOf(name), a)).toEqual(triple);
        expect(canonicalTriple(triple.subject, triple.predicate, triple.object)).toEqual(triple);
        expect(tripleOf(b, name, a).key === triple.key).toBe(predicates[name].symmetric);
      }),
    );
  });

  it("differs from predicate to predicate, and a word that is none gives no triple", () => {
    const keys = predicateNames.map((name) => tripleOf("MESH:D008687", name, "MESH:D003924").key);
    expect(new Set(keys).size).toBe(predicateNames.length);
    expect(canonicalTriple("MESH:D008687", "cures", "MESH:D003924")).toBeUndefined();
    expect(predicateNamed("treated_by")).toEqual({ predicate: "treats", turned: true });
    expect(predicateNamed("toString")).toBeUndefined();
  });

  it("of predicate and inverse are never one word for two things", () => {
    const inverses = predicateNames.filter((name) => !predicates[name].symmetric).map(inverseOf);
    expect(new Set([...predicateNames, ...inverses]).size).toBe(predicateNames.length + inverses.length);
  });
});

describe("statementOf", () => {
  const label = fc.constantFrom(...labels);

  it("says nothing that the table forbids, whatever the label and the categories", () => {
    fc.assert(
      fc.property(label, category, category, (one, first, second) => {
        const statement = statementOf(one, first, second);
        if (statement === undefined) return;
        const [subject, object] = statement.turned ? [second, first] : [first, second];
        expect(mayJoin(statement.predicate, subject, object)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never guesses a direction: the label has one, or the predicate joins the two one way only", () => {
    for (const one of labels.filter((name) => !directedLabels.has(name.replace(reversedEnd, "")))) {
      for (const first of categories) {
        for (const second of categories) {
          const statement = statementOf(one, first, second);
          if (statement === undefined || predicates[statement.predicate].symmetric) continue;
          const both =
            mayJoin(statement.predicate, first, second) && mayJoin(statement.predicate, second, first);
          expect([one, first, second, both]).toEqual([one, first, second, false]);
        }
      }
    }
  });

  it("says the same of a pair in either order, and of a directed label turned round", () => {
    fc.assert(
      fc.property(label, category, category, (one, first, second) => {
        fc.pre(first !== second);
        const base = one.replace(reversedEnd, "");
        const turnedLabel = one === base ? one + reversedEnd : base;
        const other = statementOf(directedLabels.has(base) ? turnedLabel : one, second, first);
        const statement = statementOf(one, first, second);
        expect(other?.predicate).toBe(statement?.predicate);
        if (statement && !predicates[statement.predicate].symmetric)
          expect(other!.turned).toBe(!statement.turned);
      }),
    );
  });

  it("uses every predicate and every label", () => {
    const stated = new Set<string>();
    for (const one of labels) {
      const all = categories.flatMap((a) => categories.map((b) => statementOf(one, a, b)?.predicate));
      expect(
        all.some((found) => found !== undefined),
        one,
      ).toBe(true);
      for (const found of all) if (found !== undefined) stated.add(found);
    }
    expect([...stated].sort()).toEqual([...predicateNames].sort());
  });

  it("prefers the row for the pair of categories, in the order of the model", () => {
    expect(statementOf("biored:Negative_Correlation", "Disease", "ChemicalEntity")).toEqual({
      predicate: "treats",
      turned: true,
    });
    expect(statementOf("biored:Negative_Correlation", "Disease", "Gene")?.predicate).toBe(
      "negatively_correlated_with",
    );
    expect(statementOf("drugprot:SUBSTRATE", "ChemicalEntity", "Gene")).toEqual({
      predicate: "has_substrate",
      turned: true,
    });
    expect(statementOf("dimb:IMPROVES^-1", "Disease", "ChemicalEntity")).toEqual({
      predicate: "treats",
      turned: true,
    });
    expect(statementOf("dimb:AFFECTS^-1", "ChemicalEntity", "ChemicalEntity")).toEqual({
      predicate: "affects",
      turned: true,
    });
  });

  it("has none for labels that state nothing, or that the categories forbid", () => {
    expect(statementOf("biored:Comparison", "ChemicalEntity", "ChemicalEntity")).toBeUndefined();
    expect(statementOf("cid:CID", "Gene", "Disease")).toBeUndefined();
    expect(statementOf("dimb:PREVENTS", "Disease", "ChemicalEntity")).toBeUndefined();
    expect(statementOf("ddi:int^-1", "ChemicalEntity", "ChemicalEntity")).toBeUndefined();
    expect(statementOf("constructor", "ChemicalEntity", "Disease")).toBeUndefined();
  });
});
