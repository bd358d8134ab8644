import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { evaluateCues } from "../../src/evaluate/assertion/evaluate-cues.js";
import { evaluateFactuality } from "../../src/evaluate/assertion/evaluate-factuality.js";
import { foldOf, readBioScope } from "../../src/evaluate/assertion/read-bioscope.js";
import { readFactuality } from "../../src/evaluate/assertion/read-factuality.js";
import { parseXml } from "../../src/read/xml-tree.js";
import { litweave } from "../cli/running.js";

const sentence = (id: string, content: string) => `<sentence id="${id}">${content}</sentence>`;
const document = (id: number, ...sentences: readonly string[]) =>
  `<Document type="Biological_abstract"><DocID type="PMID">${id}</DocID><DocumentPart type="AbstractText">${sentences.join("\n")}</DocumentPart></Document>`;
const corpus = (...documents: readonly string[]) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE Annotation PUBLIC "-//BIOSCOPE//DTD  SCOPE ANNOTATION 1.0//EN" "BioScope.dtd">\n<Annotation><DocumentSet>${documents.join("\n")}</DocumentSet></Annotation>`;
const denial = `Aspirin did <xcope id="X1"><cue type="negation" ref="X1">not</cue> reduce pain &amp; fever</xcope>.`;
const doubt = `It <xcope id="X2"><cue type="speculation" ref="X2">may</cue> <xcope id="X3"><cue type="negation" ref="X3">not</cue> help</xcope></xcope>.`;
const read = (xml: string) => readBioScope(parseXml(xml), "x");

describe("BioScope's format", () => {
  it("gives cues and scopes as places in the sentence's text, nested ones too", () => {
    expect(read(corpus(document(7, sentence("S1", denial), sentence("S2", doubt))))).toEqual([
      {
        id: "7",
        sentences: [
          {
            id: "S1",
            text: "Aspirin did not reduce pain & fever.",
            cues: [{ start: 12, end: 15, kind: "negation", scope: { start: 12, end: 35 } }],
          },
          {
            id: "S2",
            text: "It may not help.",
            cues: [
              { start: 3, end: 6, kind: "speculation", scope: { start: 3, end: 15 } },
              { start: 7, end: 10, kind: "negation", scope: { start: 7, end: 15 } },
            ],
          },
        ],
      },
    ]);
  });

  it.each([
    [corpus(document(7, sentence("S9", `<cue type="negation" ref="X1">no</cue>`))), "sentence S9"],
    [
      corpus(document(7, sentence("S9", `<xcope id="X"><cue type="doubt" ref="X">no</cue></xcope>`))),
      "doubt",
    ],
    ["<Annotation/>", "no document"],
  ])("is refused with the sentence at fault: %s", (xml, named) => {
    expect(() => read(xml)).toThrow(named);
  });

  it("holds out every fifth document", () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    expect(foldOf(all, "held-out")).toEqual([5, 10]);
    expect(foldOf(all, "development")).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 11]);
    expect(foldOf(all, "all")).toEqual(all);
  });
});

describe("cues and scopes", () => {
  const documents = read(corpus(document(7, sentence("S1", denial), sentence("S2", doubt))));

  it("are all right when they are those of the corpus", () => {
    const known = new Map(documents[0]!.sentences.map(({ text, cues }) => [text, cues]));
    const evaluation = evaluateCues(documents, {
      find: (text) => known.get(text) ?? [],
      scope: (text, { start }) => known.get(text)!.find((cue) => cue.start === start)!.scope,
    });
    for (const kind of [evaluation.negation, evaluation.speculation]) {
      for (const scores of [kind.cues, kind.cueWords, kind.scopeWords, kind.cuesWithScopes]) {
        expect(scores.f1).toBe(100);
      }
      expect(kind.scopesRight).toBe(100);
    }
    expect(evaluation).toMatchObject({ documents: 1, sentences: 2, errors: [] });
    expect([evaluation.negation.cues.gold, evaluation.speculation.cues.gold]).toEqual([2, 1]);
  });

  it("are compared by words; a cue of the other kind is another cue", () => {
    const evaluation = evaluateCues(documents, {
      // “not ”, with the blank after it, for every sentence: once right, once of the wrong kind.
      find: (text) => {
        const start = text.indexOf("not");
        const kind = text.startsWith("It") ? "speculation" : "negation";
        return [{ start, end: start + 4, kind, scope: { start, end: text.length } }];
      },
      scope: (_, cue) => cue,
    });
    const { negation, speculation, errors } = evaluation;
    expect(negation.cues).toMatchObject({ right: 1, found: 1, gold: 2 });
    expect(speculation.cues).toMatchObject({ right: 0, found: 1, gold: 1 });
    // The scope takes the full stop with it.
    expect(negation.cuesWithScopes).toMatchObject({ right: 0, found: 1, gold: 2 });
    // Of “not reduce pain & fever” and “not help” the cue alone.
    expect(negation.scopeWords).toMatchObject({ right: 2, found: 2, gold: 7 });
    expect(negation.scopesRight).toBe(0);
    expect(errors.map(({ kind, of }) => `${of} ${kind}`).sort()).toEqual([
      "negation missed",
      "negation scope",
      "negation scope",
      "speculation missed",
      "speculation scope",
      "speculation spurious",
    ]);
  });
});

const line = JSON.stringify({
  doc_key: "D1",
  sentences: [
    ["Fibre", "did", "n't", "lower", "TNF", "-", "alpha", "(", "p", "=", "0", ".", "6", ")", "."],
    ["Effects", "of", "fibre", "on", "weight"],
    ["Fibre", "lowered", "glucose", "."],
  ],
  relations: [
    [[0, 0, 4, 6, "DECREASES", "Negated"]],
    [[17, 17, 19, 19, "AFFECTS", "Unknown"]],
    [
      [20, 20, 22, 22, "DECREASES", "Factual"],
      [20, 20, 4, 6, "AFFECTS", "Factual"],
    ],
  ],
});

describe("factuality", () => {
  it("is read with the text as printed and places in it", () => {
    const [document] = readFactuality(`${line}\n`, "x");
    expect(document).toMatchObject({ id: "D1", acrossSentences: 1 });
    expect(
      document!.relations.map(({ text, subject, object, factuality }) => [
        text,
        text.slice(subject.start, subject.end),
        text.slice(object.start, object.end),
        factuality,
      ]),
    ).toEqual([
      ["Fibre didn't lower TNF-alpha (p = 0.6).", "Fibre", "TNF-alpha", "Negated"],
      ["Effects of fibre on weight", "fibre", "weight", "Unknown"],
      ["Fibre lowered glucose.", "Fibre", "glucose", "Factual"],
    ]);
  });

  it.each([
    ["{}", "line 1"],
    [`${line}\nnot json`, "line 2"],
    [line.replace("Negated", "Perhaps"), "Perhaps"],
  ])("is refused with the line at fault: %s", (content, named) => {
    expect(() => readFactuality(content, "x")).toThrow(named);
  });

  it("is scored by value, and the mean of the three F1 is macro-F1", () => {
    const evaluation = evaluateFactuality(readFactuality(line, "x"), ({ factuality }) =>
      factuality === "Unknown" ? "Factual" : factuality,
    );
    expect(evaluation.confusion.Unknown).toEqual({ Factual: 1, Negated: 0, Unknown: 0 });
    expect(evaluation.byValue.Factual).toMatchObject({ right: 1, found: 2, gold: 1 });
    expect(evaluation.macroF1).toBeCloseTo((200 / 3 + 100 + 0) / 3, 6);
    expect(evaluation.accuracy).toBeCloseTo(200 / 3, 6);
    expect(evaluation.errors).toMatchObject([{ gold: "Unknown", found: "Factual", subject: "fibre" }]);
  });
});

describe("litweave evaluate assertion", () => {
  const folder = mkdtempSync(join(tmpdir(), "litweave-assertion-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it("scores cues of a BioScope file", async () => {
    const xml = file("bioscope.xml", corpus(document(7, sentence("S1", denial), sentence("S2", doubt))));
    const run = await litweave("evaluate", "assertion", xml, "--json");
    expect(run.exitCode).toBe(0);
    expect(run.json.at(-1)).toMatchObject({
      task: "assertion",
      fold: "all",
      unit: "percent",
      negation: { cues: { gold: 2, right: 2, f1: 100 } },
      speculation: { cues: { gold: 1, right: 1, f1: 100 } },
    });
    const plain = await litweave("evaluate", "assertion", xml, "--fold", "development");
    expect(plain.printed).toMatch(/negation cues\s+100\.00\s+100\.00\s+100\.00\s+2\s+2/u);
  });

  it("scores factuality of a file of JSON lines", async () => {
    const run = await litweave("evaluate", "assertion", file("dimb.json", line), "--json");
    expect(run.exitCode).toBe(0);
    expect(run.json.at(-1)).toMatchObject({ macroF1: 100, relations: 3, acrossSentences: 1 });
  });

  it.each([
    ["<Annotation>", "cannot be read"],
    ["{}", "line 1"],
  ])("says what is wrong with %j", async (content, named) => {
    const run = await litweave("evaluate", "assertion", file("broken", content));
    expect(run.exitCode).toBe(1);
    expect(run.logged).toContain(named);
  });
});

const data = join(import.meta.dirname, "../../../shared/data/assertion/bioscope-abstracts.xml");
const present = existsSync(data);

describe.skipIf(!present)(`BioScope's abstracts${present ? "" : " (skipped: no ../shared/data)"}`, () => {
  it("reach the goals on the part that the weights were fitted on", async () => {
    const run = await litweave("evaluate", "assertion", data, "--fold", "development", "--json");
    expect(run.json.at(-1)).toMatchObject({ documents: 1019, sentences: expect.any(Number) });
    const { negation, speculation } = run.json.at(-1) as Record<string, { cues: { f1: number } }>;
    expect(negation!.cues.f1).toBeGreaterThan(90);
    expect(speculation!.cues.f1).toBeGreaterThan(80);
  }, 60_000);
});
