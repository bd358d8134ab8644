import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expandAbbreviations, findAbbreviations, longForms } from "../../src/link/abbreviations.js";
import { buildGramIndex } from "../../src/link/gram-index.js";
import { openGramIndex } from "../../src/link/gram-search.js";
import { keyOf, normalForm } from "../../src/link/normal-form.js";
import { appendString, finishStrings, growingStrings, stringAt } from "../../src/link/string-table.js";

interface Fixture {
  readonly names: readonly { readonly name: string; readonly form: string; readonly key: string }[];
  readonly sparse: {
    readonly forms: readonly string[];
    readonly ranking: readonly {
      readonly query: string;
      readonly best: readonly (readonly [form: string, cosine: number])[];
    }[];
  };
  readonly abbreviations: {
    readonly texts: readonly string[];
    readonly found: Readonly<Record<string, string>>;
    readonly expanded: Readonly<Record<string, string>>;
  };
}

/** Written by `training/linking/fixtures.py`, the reference. */
const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/names/parity.json"), "utf8"),
) as Fixture;

describe("linking as the training tools do it", () => {
  it.each(fixture.names)("normalises “$name” alike", ({ name, form, key }) => {
    expect(normalForm(name)).toBe(form);
    if (form !== "") expect(keyOf(form)).toBe(key);
  });

  it("weighs and ranks character n-grams alike", () => {
    const growing = growingStrings();
    for (const form of fixture.sparse.forms) appendString(growing, form);
    const forms = finishStrings(growing);
    const search = openGramIndex(buildGramIndex(forms), forms);
    for (const { query, best } of fixture.sparse.ranking) {
      const found = search.search(search.query(normalForm(query)), 20);
      const cosines = new Map(found.map(({ item, score }) => [stringAt(forms, item), score]));
      for (const [form, cosine] of best) {
        // What shares nothing but pairs of characters has no posting; the reference lists it with a low score.
        const own = cosines.get(form);
        if (own === undefined) expect(cosine).toBeLessThan(0.2);
        else expect(own).toBeCloseTo(cosine, 3);
      }
      expect(found[0] && stringAt(forms, found[0].item)).toBe(best[0]?.[0]);
    }
  });

  it("finds and expands abbreviations alike", () => {
    const forms = longForms(fixture.abbreviations.texts.flatMap(findAbbreviations));
    expect(Object.fromEntries(forms)).toEqual(fixture.abbreviations.found);
    for (const [mention, expanded] of Object.entries(fixture.abbreviations.expanded)) {
      expect(expandAbbreviations(mention, forms)).toBe(expanded);
    }
  });
});
