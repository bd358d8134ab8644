import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildGramIndex } from "../../src/link/gram-index.js";
import { gramLimits, openGramIndex } from "../../src/link/gram-search.js";
import { appendString, finishStrings, growingStrings } from "../../src/link/string-table.js";

function tableOf(forms: readonly string[]) {
  const growing = growingStrings();
  for (const form of forms) appendString(growing, form);
  return finishStrings(growing);
}

/** The definition, word for word: sizes 2 and 3 over " form ", (1 + ln count) · (1 + ln((1 + n) / (1 + df))), cosine. */
function bruteForce(forms: readonly string[], query: string): readonly number[] {
  const count = (form: string) => {
    const counts = new Map<string, number>();
    const padded = ` ${form} `;
    for (const size of [2, 3]) {
      for (let at = 0; at + size <= padded.length; at += 1) {
        const gram = padded.slice(at, at + size);
        counts.set(gram, (counts.get(gram) ?? 0) + 1);
      }
    }
    return counts;
  };
  const counted = forms.map(count);
  const df = (gram: string) => counted.filter((counts) => counts.has(gram)).length;
  const weigh = (counts: ReadonlyMap<string, number>) =>
    new Map(
      [...counts]
        .filter(([gram]) => df(gram) > 0)
        .map(
          ([gram, n]) =>
            [gram, (1 + Math.log(n)) * (1 + Math.log((1 + forms.length) / (1 + df(gram))))] as const,
        ),
    );
  const norm = (weights: ReadonlyMap<string, number>) => Math.hypot(...weights.values());
  const asked = weigh(count(query));
  return counted.map((counts) => {
    const own = weigh(counts);
    let sum = 0;
    for (const [gram, weight] of asked) sum += weight * (own.get(gram) ?? 0);
    return norm(asked) === 0 ? 0 : sum / (norm(asked) * norm(own));
  });
}

const word = fc.stringMatching(/^[a-d1-2]{1,6}$/);
const form = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));

describe("the gram index", () => {
  it("gives the cosines of the definition, the best first", () => {
    fc.assert(
      fc.property(fc.uniqueArray(form, { minLength: 1, maxLength: 40 }), form, (forms, query) => {
        const table = tableOf(forms);
        const search = openGramIndex(buildGramIndex(table), table);
        const expected = bruteForce(forms, query);
        const asked = search.query(query);
        for (const [at, cosine] of expected.entries())
          expect(search.cosine(asked, at)).toBeCloseTo(cosine, 5);
        // What shares only pairs of characters has no posting and is not found.
        const trigrams = (text: string) =>
          new Set(Array.from(text, (_, at) => ` ${text} `.slice(at, at + 3)));
        const own = trigrams(query);
        const reachable = expected.filter((_, at) => [...trigrams(forms[at]!)].some((gram) => own.has(gram)));
        const found = search.search(asked, forms.length).map(({ score }) => score);
        expect(found.length).toBe(reachable.length);
        for (const [place, score] of [...reachable].sort((a, b) => b - a).entries()) {
          expect(found[place]).toBeCloseTo(score, 5);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("still finds the equal form when it leaves out half of the grams and scores few forms", () => {
    const forms = Array.from({ length: 500 }, (_, at) => `common name number ${at}`);
    const table = tableOf(forms);
    const search = openGramIndex(buildGramIndex(table), table, {
      ...gramLimits,
      scored: 20,
      leftOut: 0.5,
      surelyRead: 50,
    });
    expect(search.search(search.query("common name number 321"), 1)[0]).toEqual({
      item: 321,
      score: expect.closeTo(1, 5),
    });
  });

  it("finds 99 of 100 of the nearest forms of several blocks", () => {
    // A generator of its own, so that every run sees the same names.
    let seed = 7;
    const below = (limit: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return (seed >>> 8) % limit;
    };
    const syllables = [
      "me",
      "thyl",
      "ben",
      "zo",
      "ic",
      "acid",
      "chlor",
      "ide",
      "phen",
      "yl",
      "am",
      "ine",
      "2",
      "4",
    ];
    const wordOf = () => Array.from({ length: 1 + below(4) }, () => syllables[below(14)]).join("");
    const forms = Array.from({ length: 70_000 }, () =>
      Array.from({ length: 1 + below(3) }, wordOf).join(" "),
    );
    const table = tableOf(forms);
    const search = openGramIndex(buildGramIndex(table), table);
    let found = 0;
    for (let round = 0; round < 20; round += 1) {
      const asked = search.query(`${forms[below(forms.length)]}s`);
      const cosines = forms.map((_, form) => search.cosine(asked, form)).sort((a, b) => b - a);
      const hits = search.search(asked, 20);
      found += hits.filter(({ score }) => score >= cosines[19]!).length;
    }
    expect(found).toBeGreaterThanOrEqual(0.99 * 20 * 20);
  });

  it("answers an empty query and a query of unknown grams with nothing", () => {
    const table = tableOf(["asthma"]);
    const search = openGramIndex(buildGramIndex(table), table);
    expect(search.search(search.query(""), 5)).toEqual([]);
    expect(search.search(search.query("zzz qqq"), 5)).toEqual([]);
  });
});
