import { describe, expect, it } from "vitest";
import { savedInputs } from "./engine/run.js";
import { Broken } from "./target.js";
import { openTarget, targetNames } from "./targets.js";

describe("inputs that a fuzzer found keep to every rule", () => {
  it.each(targetNames)("of %s", async (name) => {
    const target = await openTarget(name);
    const inputs = [
      ...target.seeds.map((text) => Buffer.from(text)),
      ...savedInputs(name).map(({ bytes }) => bytes),
    ];
    for (const input of inputs) await target.check(input);
    expect(inputs.length).toBeGreaterThan(0);
    await target.close?.();
  });
});

describe("a target of the fuzzer", () => {
  it("notices a reader that loses a neighbour", async () => {
    const { checkReader } = await import("./reader-rules.js");
    const frame = {
      open: "",
      between: "",
      close: "",
      first: '{"id":"1","title":"A"}',
      last: '{"id":"2","title":"B"}',
    };
    const lost = checkReader("jsonl", Buffer.from("\n"), {
      ...frame,
      between: "",
      last: "no record",
      reachesOn: () => false,
    });
    await expect(lost).rejects.toThrow(Broken);
  });

  it("notices a document that breaks a rule", async () => {
    const { checkDocument } = await import("./document-rules.js");
    const document = {
      id: "PMID:1" as const,
      version: 1,
      revisedAt: "",
      title: "A",
      passages: [{ kind: "title", role: "title", offset: 0, text: "A" } as const],
      publicationTypes: [],
      meshHeadings: [],
      retracted: false,
      retracts: [],
    };
    checkDocument(document);
    const broken = [
      { version: Number.POSITIVE_INFINITY },
      { revisedAt: "2019-02-30" },
      { publishedAt: "2019", year: 2018 },
      { passages: [{ ...document.passages[0]!, offset: 1 }] },
      { title: "\ud800" },
    ];
    for (const part of broken) expect(() => checkDocument({ ...document, ...part })).toThrow(Broken);
  });
});
