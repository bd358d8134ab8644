import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chart, niceAbove } from "./chart.js";
import { report } from "./report.js";
import { samplesOf } from "./toy-samples.js";

let folder: string;
let said: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "soak-report-"));
  said = "";
  vi.spyOn(console, "log").mockImplementation((text: string) => {
    said += `${text}\n`;
  });
  const run = {
    minutes: 120,
    rate: 30,
    papers: 90,
    window: 400,
    listeners: 8,
    seed: 1,
    machine: "a machine",
    environment: "",
  };
  writeFileSync(join(folder, "run.json"), JSON.stringify(run));
  writeFileSync(
    join(folder, "samples.jsonl"),
    samplesOf(0)
      .map((one) => `${JSON.stringify(one)}\n`)
      .join(""),
  );
  writeFileSync(join(folder, "wrong.jsonl"), "");
  end({});
});
afterEach(() => {
  vi.restoreAllMocks();
});

function end(given: object): void {
  const well = { findings: [], exitCode: 0, stopSeconds: 3 };
  writeFileSync(join(folder, "end.json"), JSON.stringify({ ...well, ...given }));
}

describe("the report of a run", () => {
  it("says that all was well", () => {
    expect(report(folder, false)).toBe(true);
    expect(said).toContain("Every answer was right, and nothing grew beyond its limit.");
    expect(said).toContain("It lasted 120 minutes: 216,000 questions");
  });

  it("says what grew", () => {
    writeFileSync(
      join(folder, "samples.jsonl"),
      samplesOf(100)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(""),
    );
    expect(report(folder, false)).toBe(false);
    expect(said).toContain("**memory in RAM, server and readers grew: +100");
  });

  it("says which answers were wrong, what verify found, and that the server ended badly", () => {
    const wrong = { kind: "path", what: "it does not join them" };
    writeFileSync(join(folder, "wrong.jsonl"), `${JSON.stringify(wrong)}\n`.repeat(2));
    end({ findings: ["belief: 0.1 → 0.97"], exitCode: 1 });
    expect(report(folder, false)).toBe(false);
    expect(said).toContain("**2 wrong answers to “path”, the first: it does not join them**");
    expect(said).toContain("**verify: belief: 0.1 → 0.97**");
    expect(said).toContain("**the server ended with 1**");
  });

  it("tells of a run that was killed in the middle of a line what there is", () => {
    appendFileSync(join(folder, "samples.jsonl"), '{"second":72');
    rmSync(join(folder, "end.json"));
    expect(report(folder, false)).toBe(false);
    expect(said).toContain("It lasted 120 minutes");
    expect(said).toContain("**it did not come to its end**");
  });
});

describe("the chart", () => {
  it("is well-formed, with a path for each line", () => {
    const points = [
      [0, 3],
      [1, 700],
      [2, 0],
    ] as const;
    const lines = [
      { name: "one", class: "first", points },
      { name: "two", class: "second", points },
    ] as const;
    const svg = chart(
      [
        { title: "First", lines },
        { title: "Second", lines, tenfold: true },
      ],
      1,
      "a chart",
    );
    const drawn: string[] = [];
    const parser = new SaxesParser();
    parser.on("opentag", ({ name, attributes }) => {
      if (name === "path" && attributes.class !== "axis") drawn.push(String(attributes.d));
    });
    parser.write(svg).close();
    expect(drawn.length).toBe(4);
    for (const path of drawn) expect(path).toMatch(/^M[\d.]+ [\d.]+(?:L[\d.]+ [\d.]+){2}$/u);
  });

  it("has an axis up to a round number", () => {
    expect([0, 1, 1.1, 3, 70, 1_020].map(niceAbove)).toEqual([1, 1, 2, 5, 100, 2_000]);
  });
});
