import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relationsPage } from "../../scripts/relations-page.js";
import { mayJoin, predicateOf, predicates } from "../../src/domain/predicate.js";

describe("the predicate table", () => {
  it("is what docs/relations.md says", () => {
    const written = readFileSync(new URL("../../docs/relations.md", import.meta.url), "utf8");
    expect(written, "run `npx tsx scripts/relations-page.ts`").toBe(relationsPage());
  });

  it("gives each predicate a Neo4j type of its own", () => {
    const types = Object.values(predicates).map((row) => row.neo4j);
    expect(new Set(types).size).toBe(types.length);
  });

  it("keeps a disease from treating a chemical", () => {
    expect(mayJoin("treats", "ChemicalEntity", "Disease")).toBe(true);
    expect(mayJoin("treats", "Disease", "ChemicalEntity")).toBe(false);
  });

  it("lets symmetric predicates join both ways", () => {
    expect(mayJoin("directly_physically_interacts_with", "Gene", "ChemicalEntity")).toBe(true);
    expect(mayJoin("directly_physically_interacts_with", "Gene", "Disease")).toBe(false);
  });
});

describe("predicateOf", () => {
  it("prefers the row for the pair of categories", () => {
    expect(predicateOf("biored:Negative_Correlation", "ChemicalEntity", "Disease")).toBe("treats");
    expect(predicateOf("biored:Negative_Correlation", "Gene", "Disease")).toBe("negatively_correlated_with");
  });

  it("has none for labels that state nothing, or that the categories forbid", () => {
    expect(predicateOf("biored:Comparison", "ChemicalEntity", "ChemicalEntity")).toBeUndefined();
    expect(predicateOf("cid:CID", "Gene", "Disease")).toBeUndefined();
  });
});
