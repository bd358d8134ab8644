import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { documentText } from "../../src/domain/document.js";
import type { GoldDocument } from "../../src/domain/gold.js";
import { readGold } from "../../src/read/gold.js";
import { runningText } from "../../src/read/token-spacing.js";
import { gather } from "./pubmed-sample.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-relations-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, lines: readonly string[]): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

function surfaces({ document, mentions }: GoldDocument): readonly string[] {
  const text = documentText(document);
  return mentions.map(({ start, end }) => text.slice(start, end));
}

const aspirin = "71\tAspirin 𝛽 and COX-1.\tAspirin inhibits COX-1 and, weakly, COX-2.";
const aspirinEntities = [
  "71\tT1\tCHEMICAL\t0\t7\tAspirin",
  "71\tT2\tGENE-Y\t14\t19\tCOX-1",
  "71\tT3\tCHEMICAL\t21\t28\tAspirin",
  "71\tT4\tGENE-Y\t38\t43\tCOX-1",
  "71\tT5\tGENE-N\t57\t62\tCOX-2",
];

describe("ChemProt and DrugProt", () => {
  const abstracts = write("chemprot/chemprot_test_abstracts_gs.tsv", [
    aspirin,
    "72\tNothing.\tNo entity stands here.",
  ]);
  write("chemprot/chemprot_test_entities_gs.tsv", aspirinEntities);
  write("chemprot/chemprot_test_relations_gs.tsv", ["71\tCPR:2\tN \tDIRECT-REGULATOR\tArg1:T1\tArg2:T2"]);
  write("chemprot/chemprot_test_gold_standard.tsv", [
    "71\tCPR:4\tArg1:T3\tArg2:T4",
    "71\tCPR:3\tArg1:T3\tArg2:T4",
    "71\tCPR:4\tArg1:T3\tArg2:T5",
  ]);

  it("are read from the abstracts, with what lies beside them, or from the folder", async () => {
    const [first, second] = await gather(readGold(abstracts));
    expect(first?.document).toMatchObject({ id: "PMID:71", title: "Aspirin 𝛽 and COX-1." });
    expect(first && surfaces(first)).toEqual(["Aspirin", "COX-1", "Aspirin", "COX-1", "COX-2"]);
    expect(first?.mentions[4]).toMatchObject({ type: "GENE-N", ids: ["T5"] });
    expect(first?.relations).toEqual([
      { type: "CPR:4", subject: "T3", object: "T4" },
      { type: "CPR:3", subject: "T3", object: "T4" },
      { type: "CPR:4", subject: "T3", object: "T5" },
    ]);
    expect(first?.mentionLevel).toEqual({});
    expect(second).toMatchObject({ mentions: [], relations: [] });
    expect(await gather(readGold(join(folder, "chemprot")))).toEqual([first, second]);
  });

  it("keep the evaluated groups only, where there are relations but no gold standard", async () => {
    const training = write("training/abstracts.tsv", [aspirin]);
    write("training/entities.tsv", aspirinEntities);
    write("training/relations.tsv", [
      "71\tCPR:2\tN \tDIRECT-REGULATOR\tArg1:T1\tArg2:T2",
      "71\tCPR:4\tY \tINHIBITOR\tArg1:T3\tArg2:T4",
    ]);
    expect((await gather(readGold(training)))[0]?.relations).toEqual([
      { type: "CPR:4", subject: "T3", object: "T4" },
    ]);
  });

  it("are known under DrugProt's spellings, with its own types", async () => {
    const dev = write("drugprot/dev_abstracs.tsv", [aspirin]);
    write("drugprot/dev_entities.tsv", aspirinEntities);
    write("drugprot/dev_relations.tsv", ["71\tINHIBITOR\tArg1:T3\tArg2:T4"]);
    expect((await gather(readGold(dev)))[0]?.relations).toEqual([
      { type: "INHIBITOR", subject: "T3", object: "T4" },
    ]);
    write("drugprot/train_abstracts.tsv", [aspirin]);
    await expect(gather(readGold(join(folder, "drugprot")))).rejects.toMatchObject({ code: "USAGE" });
  });

  it("say what is missing or wrong, and where", async () => {
    const lone = write("lone/my_abstracts.tsv", [aspirin]);
    await expect(gather(readGold(lone))).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("no my_entities.tsv"),
    });
    const entities = write("lone/my_entities.tsv", ["71\tT1\tCHEMICAL\t1\t8\tAspirin"]);
    await expect(gather(readGold(lone))).rejects.toThrow(/my_gold_standard\.tsv or my_relations\.tsv/u);
    await expect(gather(readGold(entities))).rejects.toMatchObject({ code: "USAGE" });
    write("lone/my_relations.tsv", ["71\tCPR:4\tArg1:T1\tArg2:T9"]);
    await expect(gather(readGold(lone))).rejects.toThrow(
      /my_entities\.tsv, line 1: “Aspirin” is not at 1–8/u,
    );
    write("lone/my_entities.tsv", ["71\tT1\tCHEMICAL\t0\t7\tAspirin"]);
    await expect(gather(readGold(lone))).rejects.toThrow(
      /my_relations\.tsv, line 1: the document has no entity T9/u,
    );
    write("lone/my_relations.tsv", ["99\tCPR:4\tArg1:T1\tArg2:T9"]);
    await expect(gather(readGold(lone))).rejects.toThrow(/no document 99/u);
  });
});

describe("DDI-2013", () => {
  const xml = (body: string) => [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<document id="DDI-Own.d7">${body}</document>`,
  ];
  const sentences = `
    <sentence id="DDI-Own.d7.s0" text="Rest &amp; fluids."/>
    <sentence id="DDI-Own.d7.s1" text="Ibuprofen raises lithium or loop and thiazide levels. ">
      <entity id="DDI-Own.d7.s1.e0" charOffset="0-8"
        type="drug" text="Ibuprofen"/>
      <entity id="DDI-Own.d7.s1.e1" charOffset="17-23" type="drug" text="lithium"/>
      <entity id="DDI-Own.d7.s1.e2" charOffset="28-31;46-51" type="group" text="loop levels"/>
      <pair id="DDI-Own.d7.s1.p0" e1="DDI-Own.d7.s1.e0" e2="DDI-Own.d7.s1.e1" ddi="true" type="mechanism"/>
      <pair id="DDI-Own.d7.s1.p1" e1="DDI-Own.d7.s1.e0" e2="DDI-Own.d7.s1.e2" ddi="true"/>
      <pair id="DDI-Own.d7.s1.p2" e1="DDI-Own.d7.s1.e1" e2="DDI-Own.d7.s1.e2" ddi="false"/>
    </sentence>`;

  it("counts the last character in, takes pieces as a whole, and drops a pair without a type", async () => {
    const file = write("ddi/b.xml", xml(sentences));
    const [gold, ...others] = await gather(readGold(file));
    expect(others).toEqual([]);
    expect(gold?.document.id).toBe("text:DDI-Own.d7");
    expect(gold && documentText(gold.document)).toBe(
      "Rest & fluids.\nIbuprofen raises lithium or loop and thiazide levels. ",
    );
    expect(gold && surfaces(gold)).toEqual(["Ibuprofen", "lithium", "loop and thiazide levels"]);
    expect(gold?.mentions.map(({ ids }) => ids[0])).toEqual(["s1.e0", "s1.e1", "s1.e2"]);
    expect(gold?.relations).toEqual([{ type: "mechanism", subject: "s1.e0", object: "s1.e1" }]);
    expect(gold?.mentionLevel?.sentences?.[1]).toEqual({ start: 15, end: 69 });
    write("ddi/a.xml", xml(sentences.replaceAll("d7", "d8")));
    expect(await gather(readGold(join(folder, "ddi")))).toHaveLength(2);
  });

  it("says which entity or pair is wrong", async () => {
    const wrong = (from: string, to: string) =>
      gather(readGold(write("wrong.xml", xml(sentences.replace(from, to)))));
    await expect(wrong("17-23", "17-230")).rejects.toThrow(/s1\.e1 is at “17-230”/u);
    await expect(wrong("17-23", "lithium")).rejects.toMatchObject({ code: "BAD_RECORD" });
    await expect(wrong('e2="DDI-Own.d7.s1.e1"', 'e2="DDI-Own.d7.s9.e1"')).rejects.toThrow(/s9\.e1/u);
    await expect(wrong("</sentence>", "")).rejects.toThrow(/not well-formed/u);
  });
});

describe("anonymised sentences", () => {
  const row = "@GENE$ variants were linked to @DISEASE$.";
  const read = (...lines: readonly string[]) => gather(readGold(write("masked.tsv", lines)));

  it("are read with and without header and index", async () => {
    const plain = await read(`${row}\t1`, `No @DISEASE$ came of @GENE$.\t0`);
    expect(plain.map(({ document, relations }) => [document.id, relations])).toEqual([
      ["sentence:1", [{ type: "Association", subject: "@GENE$", object: "@DISEASE$" }]],
      ["sentence:2", []],
    ]);
    expect(plain[0]?.mentions).toEqual([
      { start: 0, end: 6, type: "Gene", text: "@GENE$", ids: ["@GENE$"] },
      { start: 31, end: 40, type: "Disease", text: "@DISEASE$", ids: ["@DISEASE$"] },
    ]);
    const tested = await read("index\tsentence\tlabel", `0\t${row}\t1`, `1\tNo @DISEASE$ came of @GENE$.\t0`);
    expect(tested).toEqual(plain);
  });

  it("carry BLUE's labels", async () => {
    const documents = await read(
      "index\tsentence\tlabel",
      "7.T1.T2\t@CHEMICAL$ inhibits @GENE$.\tCPR:4",
      "7.T1.T3\t@CHEMICAL$ was studied; @GENE$ was not.\tfalse",
      "8.T1.T1\tThe @CHEM-GENE$ was cut.\tCPR:9",
      "9.e0.e1\t@DRUG$ should not be given with @DRUG$.\tDDI-advise",
      "9.e0.e2\t@DRUG$ or @DRUG$ was given.\tDDI-false",
    );
    expect(documents.map(({ relations }) => relations[0])).toEqual([
      { type: "CPR:4", subject: "@CHEMICAL$", object: "@GENE$" },
      undefined,
      { type: "CPR:9", subject: "@CHEM-GENE$", object: "@CHEM-GENE$2" },
      { type: "advise", subject: "@DRUG$", object: "@DRUG$2" },
      undefined,
    ]);
    expect(documents[2]?.mentions.map(({ type }) => type)).toEqual(["Chemical", "Gene"]);
  });

  it("say which line has no two masks, or no label", async () => {
    await expect(read(`${row}\t1`, "@GENE$ alone.\t1")).rejects.toThrow(/on line 2: it has 1 masked/u);
    await expect(read(`${row}\t1`, row)).rejects.toThrow(/no sentence with a tab and a label/u);
  });
});

const fibre = {
  doc_key: "PMC77",
  sentences: [
    ["Fibre", "and", "gut", "health"],
    ["Inulin", "(", "10", "g", ")", "raised", "Bifidobacterium", "by", "1", ".", "5", "%", "."],
    ["It", "did", "not", "improve", "Crohn", "'s", "disease", "."],
  ],
  ner: [
    [],
    [
      [4, 4, "Nutrient"],
      [10, 10, "Microorganism"],
    ],
    [[21, 23, "Disease"]],
  ],
  triggers: [[], [[9, 9, "INCREASES"]], [[20, 20, "IMPROVES"]]],
  relations: [[], [[4, 4, 10, 10, "INCREASES", "Factual"]], [[4, 4, 21, 23, "IMPROVES", "Negated"]]],
};

describe("DiMB-RE", () => {
  const read = (record: object) => gather(readGold(write("dimb.json", [JSON.stringify(record)])));

  it("gets running text back, with what is said of each relation", async () => {
    const [gold] = await read(fibre);
    expect(gold && documentText(gold.document)).toBe(
      "Fibre and gut health\nInulin (10 g) raised Bifidobacterium by 1.5%. It did not improve Crohn's disease.",
    );
    expect(gold && surfaces(gold)).toEqual(["Inulin", "Bifidobacterium", "Crohn's disease"]);
    expect(gold?.document).toMatchObject({ id: "PMC:PMC77", title: "Fibre and gut health" });
    expect(gold?.relations).toEqual([
      { type: "INCREASES", subject: "4-4", object: "10-10", factuality: "Factual" },
      { type: "IMPROVES", subject: "4-4", object: "21-23", factuality: "Negated" },
    ]);
    expect(gold?.mentionLevel?.sentences).toHaveLength(3);
  });

  it("says what has another shape", async () => {
    await expect(read({ ...fibre, ner: [[[4, 400, "Nutrient"]]] })).rejects.toThrow(/tokens 4 to 400/u);
    await expect(read({ ...fibre, relations: [[[0, 0, 4, 4, "AFFECTS", "Factual"]]] })).rejects.toThrow(
      /0-0/u,
    );
    await expect(read({ ...fibre, sentences: "Fibre" })).rejects.toThrow(/sentences is no list/u);
    const guessed = [[[4, 4, 10, 10, "AFFECTS", "Perhaps"]]];
    await expect(read({ ...fibre, relations: guessed })).rejects.toThrow(/“Perhaps” is none of/u);
  });

  it("places every token where it says, for any tokens", () => {
    const token = fc.oneof(
      fc.constantFrom(".", ",", "(", ")", "-", "'", "s", "5", "e", "g"),
      fc.string({ minLength: 1, maxLength: 4 }),
    );
    const sentence = fc.array(
      token.filter((word) => word.trim() !== ""),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 4 }), (sentences) => {
        const { text, tokens, sentences: spans } = runningText(sentences);
        expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(sentences.flat());
        expect(spans).toHaveLength(sentences.length);
      }),
    );
  });
});

const data = join(import.meta.dirname, "../../../shared/data/relations");

describe.skipIf(!existsSync(data))("published corpora (skipped where ../shared/data is absent)", () => {
  async function counts(path: string) {
    let [documents, mentions] = [0, 0];
    const relations: Record<string, number> = {};
    for await (const gold of readGold(path)) {
      documents += 1;
      mentions += gold.mentions.length;
      for (const { type } of gold.relations) relations[type] = (relations[type] ?? 0) + 1;
      expect(surfaces(gold)).toEqual(gold.mentions.map(({ text }) => text));
    }
    return { documents, mentions, relations };
  }

  it("ChemProt test and DrugProt's development part", async () => {
    expect(await counts(join(data, "chemprot/test"))).toEqual({
      documents: 800,
      mentions: 20_828,
      relations: { "CPR:3": 665, "CPR:4": 1661, "CPR:5": 195, "CPR:6": 293, "CPR:9": 644 },
    });
    const drugprot = await counts(join(data, "drugprot/dev_abstracs.tsv"));
    expect(drugprot).toMatchObject({ documents: 515, mentions: 12_903, relations: { INHIBITOR: 717 } });
    expect(Object.keys(drugprot.relations)).toHaveLength(13);
  });

  it("DDI-2013 test", async () => {
    execFileSync("tar", ["xf", join(data, "ddi2013.tar.xz"), "-C", folder]);
    expect(await counts(join(folder, "ddi2013/test"))).toEqual({
      documents: 191,
      mentions: 3_040,
      relations: { mechanism: 302, effect: 360, advise: 221, int: 96 },
    });
  });

  it("GAD and EU-ADR, each sentence in one fold's test part", async () => {
    execFileSync("tar", ["xf", join(data, "gad.tar.xz"), "-C", folder]);
    for (const [corpus, sentences, positive] of [
      [join(folder, "gad"), 5330, 2801],
      [join(data, "euadr"), 355, 262],
    ] as const) {
      let [rows, associations] = [0, 0];
      for (let fold = 1; fold <= 10; fold += 1) {
        const { documents, relations } = await counts(join(corpus, String(fold), "test.tsv"));
        rows += documents;
        associations += relations.Association ?? 0;
      }
      expect([rows, associations]).toEqual([sentences, positive]);
    }
  });

  it("DiMB-RE test", async () => {
    const { documents, mentions, relations } = await counts(join(data, "dimb-re/test.json"));
    expect([documents, mentions, Object.keys(relations).length]).toEqual([37, 1321, 13]);
  });
});
