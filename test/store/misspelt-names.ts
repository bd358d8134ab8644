import { describe, expect, it } from "vitest";
import type { Concept } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import type { GraphStore, UpsertChange } from "../../src/domain/graph-store.js";
import { paper } from "./world.js";

function drug(number: number, name: string, synonyms: readonly string[] = []): Concept {
  const id = `MESH:C${String(number).padStart(6, "0")}` as Curie;
  return { id, name, category: "ChemicalEntity", synonyms, xrefs: [], parents: [] };
}

/** A paper that mentions all of them. */
function naming(concepts: readonly Concept[]): UpsertChange {
  const change = paper({ id: "PMID:1", mentions: ["aspirin"] });
  const [mention] = change.mentions;
  const mentions = concepts.map(({ id }) => ({ ...mention!, link: { ...mention!.link, ids: [id] } }));
  return { ...change, mentions, concepts };
}

/** The word with one error, in every place: another letter, none, one more, two in the wrong order. */
function misspellings(word: string): readonly string[] {
  return [...word].flatMap((letter, at) => {
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    const swapped = `${before}${after.slice(0, 1)}${letter}${after.slice(1)}`;
    return [`${before}q${after}`, before + after, `${before}q${letter}${after}`, swapped];
  });
}

/** Search in spite of typing errors, wherever in a word they are. */
export function describeMisspeltNames(opened: () => GraphStore): void {
  describe("a misspelt name", () => {
    const found = async (text: string) =>
      (await opened().searchConcepts({ text }, { first: 5 })).items.map(({ node }) => node.name);

    it.each(["Metformin", "Rosuvastatin", "Codeine"])("is found with an error anywhere: %s", async (name) => {
      await opened().write([naming([drug(1, "Metformin"), drug(2, "Rosuvastatin"), drug(3, "Codeine")])]);
      // In a word of six letters that lacks one, three are left on either side; a word of seven forgives one error.
      const typed = misspellings(name.toLowerCase());
      const missed: string[] = [];
      for (const text of typed) if (!(await found(text)).includes(name)) missed.push(text);
      expect(missed).toEqual([]);
      expect(typed.length).toBeGreaterThan(20);
    });

    it("is found with two errors in a long word, and in one of several words", async () => {
      await opened().write([
        naming([drug(1, "Metformin"), drug(2, "Metformin Hydrochloride"), drug(3, "Ferric Chloride")]),
      ]);
      expect(await found("setfromin")).toContain("Metformin");
      expect(await found("metfrmon")).toContain("Metformin");
      expect(await found("hydrchlorde metformin")).toEqual(["Metformin Hydrochloride"]);
      expect(await found("metfornin hydro")).toEqual(["Metformin Hydrochloride"]);
      expect(await found("ferric metfornin")).toEqual([]);
    });

    it("is found among hundreds of short names that have more in common with what was typed", async () => {
      const others = Array.from({ length: 400 }, (_, at) =>
        drug(at + 10, `Set etf tfo for orm rmi min ${at}`),
      );
      const synonyms = Array.from(
        { length: 40 },
        (_, at) => `Preparation ${at} of Dimethylbiguanide Hydrochloride`,
      );
      await opened().write([naming([...others, drug(1, "Metformin", synonyms)])]);
      expect(await found("setformin")).toEqual(["Metformin"]);
      const [suggested] = await opened().suggestConcepts({ prefix: "setformin", first: 5 });
      expect(suggested?.matchedName).toBe("Metformin");
    });

    it.each([
      ["heartfailure", "Heart Failure"],
      ["congestiveheart failure", "Congestive Heart Failure"],
      ["heartfail", "Heart Failure"],
      ["met formin", "Metformin"],
      ["il6", "IL-6"],
      ["il 17a", "IL-17A"],
      ["IL17A", "IL-17A"],
      ["il-33", "IL33"],
      ["tnf alpha", "TNFalpha"],
    ])("is found when its words are parted in another way: %s", async (text, name) => {
      const names = ["Heart Failure", "Congestive Heart Failure", "Metformin", "IL-6", "IL-17A", "IL33"];
      await opened().write([
        naming([...names, "TNFalpha", "Heart", "Alpha 6"].map((one, at) => drug(at + 1, one))),
      ]);
      expect(await found(text)).toEqual([name]);
      const suggested = await opened().suggestConcepts({ prefix: text, first: 5 });
      expect(suggested.map(({ matchedName }) => matchedName)).toEqual([name]);
      expect(await found(`${text}xyz`)).toEqual([]);
    });

    it("is looked for in texts of any length, in any script", async () => {
      await opened().write([naming([drug(1, "Metformin Hydrochloride"), drug(2, "メトホルミン塩酸塩")])]);
      const long = "metformin hydrochloride ".repeat(40);
      expect(await found(long)).toEqual(["Metformin Hydrochloride"]);
      expect(await found(`${long} ${"x".repeat(500)}`)).toEqual([]);
      expect(await found("メトホルミソ塩酸塩")).toEqual(["メトホルミン塩酸塩"]);
    });
  });
}
