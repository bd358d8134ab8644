import { describe, expect, it } from "vitest";
import type { HeadingSuggestion } from "../../src/domain/heading-suggestion.js";
import { sampleFile } from "../models.js";
import { litweave } from "./running.js";

interface Answer {
  readonly document: string;
  readonly headings: readonly (HeadingSuggestion & { readonly name: string; readonly category: string })[];
}

const text =
  "Metformin lowered glucose in patients with type 2 diabetes, and caused lactic acidosis in one patient.";

describe("litweave suggest", () => {
  it("suggests headings for a text, with what speaks for each", async () => {
    const run = await litweave("suggest", "--text", text, "--json");
    expect(run.exitCode).toBe(0);
    expect(run.json).toHaveLength(1);
    const { headings } = run.json[0] as unknown as Answer;
    const first = headings.slice(0, 6).map(({ heading }) => heading);
    for (const wanted of ["MESH:D006801", "MESH:D008687", "MESH:D003924", "MESH:D000140"]) {
      expect(first).toContain(wanted);
    }
    for (const { mentions, score, reasons } of headings) {
      for (const { start, end, text: surface } of mentions) expect(text.slice(start, end)).toBe(surface);
      const logOdds = reasons.reduce((sum, { weight }) => sum + weight, 0);
      expect(score).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 6);
    }
  });

  it("keeps to categories and numbers asked for", async () => {
    const run = await litweave("suggest", "--text", text, "--json", "--first", "2", "--category", "Disease");
    const { headings } = run.json[0] as unknown as Answer;
    expect(headings.map(({ category }) => category)).toEqual(["Disease", "Disease"]);
  });

  it("reads documents of any format, one answer each, for people too", async () => {
    const run = await litweave("suggest", sampleFile("01-baseline.xml"), "--first", "3");
    expect(run.exitCode).toBe(0);
    const documents = run.printed.match(/^PMID:\d+ /gmu) ?? [];
    expect(documents.length).toBeGreaterThan(3);
    expect(run.printed).toMatch(/^ {2}0\.\d\d {2}MESH:D\d+ +\S/mu);
  });

  it.each([
    [["suggest"], /there is no text/],
    [["suggest", "--text", " "], /the text is empty/],
    [["suggest", "a.xml", "--text", "b"], /both files and --text/],
    [["suggest", "--text", "a", "--first", "0"], /1 to 100 headings/],
    [["suggest", "--text", "a", "--category", "Gene"], /Allowed choices are Disease, ChemicalEntity/],
  ])("%j is wrong usage", async (args, message) => {
    const run = await litweave(...args);
    expect(run.exitCode).toBe(2);
    expect(run.logged).toMatch(message);
  });

  it.each(["suggest", "annotate"])("%s looks for the file before it opens models", async (command) => {
    const run = await litweave(command, "nowhere.xml", "--models", "nowhere");
    expect(run.exitCode).toBe(1);
    expect(run.logged).toMatch(/nowhere\.xml cannot be opened/);
  });
});
