import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findAbbreviations } from "../../src/link/abbreviations.js";

const corpus = join(import.meta.dirname, "../../../shared/data/abbreviation/med1250-first-half.txt");

interface Annotated {
  readonly text: string;
  readonly pairs: ReadonlySet<string>;
}

/** A record: its number, title, abstract, then `  SF|LF` lines. */
function read(): readonly Annotated[] {
  return readFileSync(corpus, "utf8")
    .split(/^(?=\d+\s*$)/mu)
    .map((record) => {
      const lines = record.split("\n").slice(1);
      const pair = /^ {2}([^|]+)\|([^|]+?)\s*(?:\|.*)?$/u;
      return {
        text: lines
          .filter((line) => !pair.test(line))
          .map((line) => line.trimEnd())
          .join("\n"),
        pairs: new Set(lines.flatMap((line) => pair.exec(line)?.slice(1, 3).join("|") ?? [])),
      };
    });
}

describe.skipIf(!existsSync(corpus))(
  "abbreviations in MED1250, first half (skipped without the corpus)",
  () => {
    it("are found with a precision of 95 % and a recall of 80 % at least", () => {
      let right = 0;
      let found = 0;
      let wanted = 0;
      for (const { text, pairs } of read()) {
        const own = new Set(findAbbreviations(text).map(({ short, long }) => `${short}|${long}`));
        found += own.size;
        wanted += pairs.size;
        right += [...own].filter((pair) => pairs.has(pair)).length;
      }
      expect(wanted).toBeGreaterThan(600);
      expect(right / found).toBeGreaterThan(0.95);
      expect(right / wanted).toBeGreaterThan(0.8);
    });
  },
);
