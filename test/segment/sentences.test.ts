import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentText, layPassages, passageAt } from "../../src/domain/document.js";
import { sentencesOf } from "../../src/segment/sentences.js";

function passagesOf(...texts: readonly string[]) {
  return {
    passages: layPassages(
      texts.map((text, i) => ({
        kind: i === 0 ? ("title" as const) : ("abstract" as const),
        role: i === 0 ? ("title" as const) : ("other" as const),
        text,
      })),
    ),
  };
}

function split(...texts: readonly string[]): readonly string[] {
  const document = passagesOf(...texts);
  return sentencesOf(document).map((s) => documentText(document).slice(s.start, s.end));
}

describe("sentences", () => {
  it("end at a stop before a capital", () => {
    expect(split("Metformin lowered glucose. The effect lasted! Did it matter? We think so.")).toEqual([
      "Metformin lowered glucose.",
      "The effect lasted!",
      "Did it matter?",
      "We think so.",
    ]);
  });

  it.each([
    "Some drugs (e.g. Metformin and others) lower glucose.",
    "The dose, i.e. Ten grams, was high.",
    "Aspirin vs. Placebo was compared.",
    "As Fig. 3 and Figs. 4A show, it fell.",
    "Rats received morphine (5 mg/kg, i.p. Sigma) daily.",
    "We cultured E. coli and S. Typhimurium for 3.5 h at 37.0 degrees.",
    "J. B. Smith and K. Jones described it.",
    "The value was P = 0.05 and n = 3.2 in both.",
    "Smith et al. (2001) and Jones et al. 2003 disagree.",
    "Salmonella spp. Enteritidis was found.",
    "Sample No. 5 of approx. 12 was lost.",
    "It worked (P < 0.05. Data not shown) in mice.",
    "Mr. Hodgkin and Dr. Lee met at St. Thomas.",
  ])("keeps together: %s", (text) => {
    expect(split(text)).toEqual([text]);
  });

  it.each([
    ["The drug was given i.v. Patients recovered.", 2],
    ["All received vitamin D. Falls were fewer.", 2],
    ["Many had hepatitis B. Some died.", 2],
    ["It was described by Smith et al. However, others differ.", 2],
    ["Apoptosis followed. p53 was induced. mTOR was not. miR-21 rose.", 4],
    ["It rose in A549 cells. α-Synuclein aggregated.", 2],
    ["It fell.[12] The rest rose.", 2],
    ["It took 50 min. Complications were rare.", 2],
    ["目的明确。方法：随机。结果如下。", 3],
    ["“It fell.” The rest rose.", 2],
    ["(It fell.) The rest rose.", 2],
    ["It fell. 12 mice died.", 2],
    ["First line\n\nSecond line", 2],
    ["One line\nwrapped here", 1],
  ])("splits %s into %i", (text, count) => {
    expect(split(text)).toHaveLength(count);
  });

  it("never join passages, though no stop ends them", () => {
    expect(split("Aspirin and stroke", "To study aspirin", "It helped.")).toEqual([
      "Aspirin and stroke",
      "To study aspirin",
      "It helped.",
    ]);
  });

  it("lie within one passage, in order, trimmed, and cover all but space", () => {
    const character = fc.constantFrom(
      ..."ab. .!?()[]\n \tAZ09µ-é😀\u0301",
      "e.g.",
      "i.v. ",
      "Fig. ",
      ". The ",
    );
    const text = fc.array(character, { maxLength: 60 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        const document = passagesOf(...texts);
        const whole = documentText(document);
        const sentences = sentencesOf(document);
        let at = 0;
        let covered = "";
        for (const [index, sentence] of sentences.entries()) {
          expect(sentence.index).toBe(index);
          expect(sentence.start).toBeGreaterThanOrEqual(at);
          expect(passageAt(document, sentence)).toBeDefined();
          expect(whole.slice(sentence.start, sentence.end)).toBe(
            whole.slice(sentence.start, sentence.end).trim(),
          );
          covered += whole.slice(sentence.start, sentence.end);
          at = sentence.end;
        }
        expect(covered.replace(/\s/gu, "")).toBe(whole.replace(/\s/gu, ""));
      }),
    );
  });

  it("cuts what is too long to be a sentence at a space, never inside a pair", () => {
    const words = split("Title", "word ".repeat(1_000)).slice(1);
    expect(words.length).toBeGreaterThan(1);
    expect(words.every((part) => part.length <= 3_000 && /^(?:word ?)+$/u.test(part))).toBe(true);
    const emoji = split("Title", `a${"😀".repeat(4_000)}`).slice(1);
    expect(emoji.join("")).toBe(`a${"😀".repeat(4_000)}`);
    expect(
      emoji.every((part) => part.length <= 3_000 && !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(part)),
    ).toBe(true);
  });

  it.each([
    ["dots", ".".repeat(500_000)],
    ["letters", "a".repeat(500_000)],
    ["open brackets", "([".repeat(250_000)],
    ["blank lines", "\n".repeat(500_000)],
  ])("takes half a million %s in linear time", (_, text) => {
    const began = performance.now();
    sentencesOf(passagesOf("Title", text));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
