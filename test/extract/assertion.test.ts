import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Predicate } from "../../src/domain/predicate.js";
import type { Certainty, Polarity } from "../../src/domain/relation.js";
import { type Assertion, assertionOf, combined } from "../../src/extract/assertion/assertion.js";
import { findCues } from "../../src/extract/assertion/find-cues.js";
import parity from "../fixtures/assertion/parity.json" with { type: "json" };

/** `[subject]` and `{object}` mark the mentions. */
function assertion(
  marked: string,
  predicate: Predicate = "treats",
): Assertion & { readonly words: readonly string[] } {
  const subjectSpans: { start: number; end: number }[] = [];
  const objectSpans: { start: number; end: number }[] = [];
  let text = "";
  for (const part of marked.split(/(\[[^\]]+\]|\{[^}]+\})/u)) {
    const start = text.length;
    if (part.startsWith("[") || part.startsWith("{")) {
      text += part.slice(1, -1);
      (part.startsWith("[") ? subjectSpans : objectSpans).push({ start, end: text.length });
    } else text += part;
  }
  const result = assertionOf({ text, subjectSpans, objectSpans }, predicate);
  return { ...result, words: result.cues.map((cue) => text.slice(cue.start, cue.end)) };
}

describe("polarity", () => {
  it.each<[string, string, Predicate?]>([
    ["[Aspirin] did not reduce the risk of {stroke}.", "not"],
    ["[Aspirin] didn't reduce the risk of {stroke}.", "didn't"],
    ["There was no association between [metformin] and {lactic acidosis}.", "no association", "causes"],
    ["We found no significant difference in {mortality} with [digoxin].", "no significant difference"],
    ["[Metformin] failed to prevent {diabetes}.", "failed"],
    ["Neither [aspirin] nor clopidogrel prevented {stroke}.", "Neither"],
    ["[Vitamin E] was not associated with {prostate cancer}.", "was not", "associated_with"],
    ["[Rofecoxib] caused no increase in {bleeding}.", "no increase", "causes"],
    ["[Lithium] did not increase {suicide}.", "not", "causes"],
    ["There is no evidence that [vaccination] causes {autism}.", "no evidence", "causes"],
    ["[Metformin] lowered glucose without {hypoglycemia}.", "without", "causes"],
    ["Lack of effect of [niacin] on {atherosclerosis}.", "Lack of effect"],
    ["A relation of [coffee] to {cancer} was not observed.", "was not observed", "causes"],
    [
      "The fall in {stroke} with [aspirin] was not statistically significant.",
      "was not statistically significant",
    ],
    ["Rates of {stroke} did not differ between [aspirin] and placebo.", "did not differ"],
    ["{Gout} could not be prevented by [colchicine].", "could not"],
    ["[Steroids] are ineffective in {sepsis}.", "ineffective"],
    ["[Metformin] has no role in {asthma}.", "no role"],
    ["[Metformin] had no major detrimental effects on {anaemia}.", "no major detrimental effects", "causes"],
    ["{Blood pressure} remained unchanged after [garlic].", "unchanged"],
    ["In the [garlic] group, {hypertension} showed no change.", "showed no change"],
    ["Aspirin, but not [paracetamol], prevented {stroke}.", "but not"],
    ["[Aspirin] was given without affecting {stroke}.", "without affecting"],
    ["[Aspirin] did not significantly reduce {stroke}.", "did not significantly"],
    ["Neither [aspirin] nor heparin reduced {stroke}.", "Neither"],
    ["[Aspirin] no longer prevents {stroke}.", "no longer"],
    ["[Aspirin] cannot prevent {stroke}.", "cannot"],
    ["{Stroke} was reduced by aspirin rather than [ibuprofen].", "rather than", "treats"],
    ["[Warfarin] was unable to prevent {stroke}.", "unable"],
  ])("is negated: %s", (sentence, cue, predicate = "treats") => {
    const found = assertion(sentence, predicate);
    expect(found.polarity).toBe("negated");
    expect(found.words.some((word) => word.includes(cue) || cue.includes(word))).toBe(true);
  });

  it.each<[string, Predicate?]>([
    ["[Aspirin] reduced the risk of {stroke}."],
    ["[Aspirin] not only reduced {stroke} but also death."],
    ["[Aspirin] reduced {stroke}, but did not reduce death."],
    ["{Headache} is not uncommon after [aspirin].", "causes"],
    ["[Aspirin] rather than ibuprofen reduced {stroke}."],
    ["The fall in {stroke} with [aspirin] was not accompanied by bleeding."],
    ["Cells resistant to [imatinib] caused {leukaemia}.", "associated_with"],
    ["Patients with or without {diabetes} received [metformin]."],
    ["Although bleeding was not seen, [aspirin] reduced {stroke}."],
    ["No deaths occurred; [aspirin] reduced {stroke}."],
    ["Patients without {diabetes} received [metformin]."],
    ["In patients with no history of {stroke}, [aspirin] was given."],
    ["Patients who did not receive [aspirin] had more {strokes}."],
    ["Mice lacking [p53] developed {lymphoma}.", "associated_with"],
    ["In the absence of [insulin], {ketoacidosis} developed.", "associated_with"],
    ["Without [aspirin], {stroke} recurred."],
    ["[Metformin] did not increase {mortality} in the trial."],
    ["[Digoxin] did not prevent {arrhythmia}.", "causes"],
    ["[Aspirin], but not paracetamol, prevented {stroke}."],
    ["[Aspirin] prevented {stroke} and had no effect on bleeding."],
    ["Irrespective of {diabetes}, [metformin] lowered glucose."],
    ["Sample no. 5 showed that [aspirin] reduced {stroke}."],
  ])("is affirmed: %s", (sentence, predicate = "treats") => {
    expect(assertion(sentence, predicate).polarity).toBe("affirmed");
  });
});

describe("certainty", () => {
  it.each<[string, string]>([
    ["[Metformin] may reduce the risk of {cancer}.", "may"],
    ["[Metformin] might reduce {cancer}.", "might"],
    ["Our data suggest that [metformin] prevents {cancer}.", "suggest"],
    ["It is possible that [metformin] prevents {cancer}.", "possible"],
    ["[Thalidomide] was thought to cause {neuropathy}.", "was thought to"],
    ["[Thalidomide] was believed to cause {neuropathy}.", "was believed to"],
    ["[Aspirin] is a potential treatment of {cancer}.", "potential"],
    ["An effect of [aspirin] on {cancer} cannot be excluded.", "cannot be excluded"],
    ["[Ketamine] appears to relieve {depression}.", "appears"],
    ["Perhaps [ketamine] relieves {depression}.", "Perhaps"],
    ["[Ketamine] could be a treatment of {depression}.", "could be a"],
    ["[Metformin] presumably prevents {cancer}.", "presumably"],
    ["{Asthma} tended to improve with [zinc].", "tended to"],
  ])("is hedged, not negated: %s", (sentence, cue) => {
    const found = assertion(sentence);
    expect(found.certainty).toBe("hedged");
    expect(found.polarity).toBe("affirmed");
    expect(found.words).toContain(cue);
  });

  it.each<[string, string]>([
    ["Whether [vitamin D] causes {falls} is unknown.", "Whether"],
    ["The trial aimed to test [aspirin] in {stroke}.", "aimed to test"],
    ["We sought to learn how [aspirin] affects {stroke}.", "sought to"],
    ["To investigate the effect of [aspirin] on {stroke}.", "To investigate"],
    ["The aim of this study was to evaluate [aspirin] in {stroke}.", "aim of this study was to evaluate"],
    ["We investigated the effect of [aspirin] on {stroke}.", "We investigated"],
    ["The effect of [aspirin] on {stroke} was investigated.", "was investigated"],
    ["The role of [aspirin] in {cancer} is unclear.", "unclear"],
    ["Little is known of [aspirin] in {cancer}.", "Little is known"],
    ["The effect of [aspirin] on {cancer} has not been established.", "has not been established"],
    ["Does [aspirin] prevent {stroke}?", "?"],
    ["Effects of [aspirin] on {stroke}", "Effects"],
    ["The long-term effects of [aspirin] on {stroke}", "The long-term effects"],
    ["Association between [aspirin] and {stroke}: a cohort study", "Association"],
    ["A trial investigating [aspirin] in {stroke}", "investigating"],
  ])("is a question: %s", (sentence, cue) => {
    const found = assertion(sentence);
    expect(found.certainty).toBe("question");
    expect(found.polarity).toBe("affirmed");
    expect(found.words).toContain(cue);
  });

  it.each([
    ["[Aspirin] prevents {stroke}."],
    ["In May 2003 [aspirin] prevented {stroke}."],
    ["The dose may be halved, but [aspirin] prevented {stroke}."],
    ["Our results show that [aspirin] prevents {stroke}; further studies may follow."],
    ["[Flecainide] prolonged action potentials in {arrhythmia}."],
    ["Effects of [aspirin] on {stroke} were seen in all groups."],
    ["We found that [aspirin] prevents {stroke}."],
    ["To answer this, we gave [aspirin], which prevented {stroke}."],
  ])("is asserted: %s", (sentence) => {
    expect(assertion(sentence).certainty).toBe("asserted");
  });

  it("may go with denial", () => {
    const found = assertion("[Aspirin] may not prevent {stroke}.");
    expect([found.polarity, found.certainty]).toEqual(["negated", "hedged"]);
  });
});

describe("cues", () => {
  const text = (sentence: string) =>
    findCues(sentence).map(({ kind, start, end, scope }) => [
      kind,
      sentence.slice(start, end),
      sentence.slice(scope.start, scope.end),
    ]);

  it("have a kind and a scope", () => {
    expect(text("Aspirin did not reduce the risk of stroke.")).toEqual([
      ["negation", "not", "not reduce the risk of stroke"],
    ]);
    expect(text("These data suggest that aspirin may prevent stroke.")).toEqual([
      ["speculation", "suggest", "suggest that aspirin may prevent stroke"],
      ["speculation", "may", "may prevent stroke"],
    ]);
  });

  it("of those that share words, the longest stands", () => {
    expect(text("The cause is not known.").map(([kind, words]) => [kind, words])).toEqual([
      ["speculation", "not known"],
    ]);
    expect(text("Aspirin reduces not only pain but also fever.")).toEqual([]);
  });

  it("are those of the reference implementation in Python", () => {
    for (const { text: sentence, cues } of parity.sentences) {
      const own = findCues(sentence).map(({ start, end, kind, probability, scope }) => ({
        start,
        end,
        kind,
        probability: Math.round(probability * 1e4) / 1e4,
        scope: [scope.start, scope.end],
      }));
      expect(own, sentence).toEqual(cues);
    }
    expect(parity.sentences.flatMap(({ cues }) => cues).length).toBeGreaterThan(20);
  });

  const pieces = fc.constantFrom(
    ..."aspirin stroke may not no or and , ; ( ) . whether suggest that could neither nor failed to reduce unknown α 12 because is é ".split(
      " ",
    ),
  );
  const sentences = fc.array(pieces, { maxLength: 40 }).map((words) => words.join(" "));

  it("lie in their scope, the scope in the sentence, and never overlap", () => {
    fc.assert(
      fc.property(fc.oneof(sentences, fc.string({ unit: "grapheme" })), (sentence) => {
        let last = 0;
        for (const { start, end, scope, probability } of findCues(sentence)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(scope.start).toBeLessThanOrEqual(start);
          expect(scope.end).toBeGreaterThanOrEqual(end);
          expect(scope.start).toBeGreaterThanOrEqual(0);
          expect(scope.end).toBeLessThanOrEqual(sentence.length);
          expect(probability).toBeGreaterThanOrEqual(0.5);
          last = end;
        }
      }),
    );
  });

  it("do not depend on what was asked before, nor on spaces around the sentence", () => {
    fc.assert(
      fc.property(sentences, sentences, (sentence, other) => {
        const mark = (text: string, shift: number) =>
          assertionOf(
            {
              text,
              subjectSpans: [{ start: shift, end: shift + 1 }],
              objectSpans: [{ start: shift + sentence.length - 1, end: shift + sentence.length }],
            },
            "treats",
          );
        fc.pre(sentence.trim() === sentence && sentence.length > 1);
        const before = mark(sentence, 0);
        mark(other.padEnd(sentence.length), 0);
        const { cues, ...shifted } = mark(`  ${sentence}  `, 2);
        expect(mark(sentence, 0)).toEqual(before);
        expect(cues.map(({ start }) => start - 2)).toEqual(before.cues.map(({ start }) => start));
        expect(shifted).toEqual({ polarity: before.polarity, certainty: before.certainty });
      }),
    );
  });
});

describe("a long sentence", () => {
  it.each([
    ["space", " ".repeat(200_000)],
    ["commas", ", ".repeat(100_000)],
    ["words", "not ".repeat(50_000)],
    ["letters", "no".repeat(100_000)],
    ["brackets", "(".repeat(200_000)],
    ["questions", '?"'.repeat(100_000)],
    ["aims", "we also ".repeat(25_000)],
  ])("of %s is judged in linear time", (_, filler) => {
    const began = performance.now();
    expect(assertion(`[Aspirin] prevented ${filler} {stroke}.`).polarity).toBe("affirmed");
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe("several sentences", () => {
  const says = (polarity: Polarity, certainty: Certainty, weight: number) => ({
    assertion: { polarity, certainty, cues: [] },
    weight,
  });

  it("are weighed: the heavier polarity stands, then the heavier certainty among its sentences", () => {
    expect(
      combined([
        says("affirmed", "hedged", 0.3),
        says("negated", "asserted", 0.5),
        says("affirmed", "asserted", 0.1),
      ]),
    ).toMatchObject({ polarity: "negated", certainty: "asserted" });
    expect(combined([says("affirmed", "hedged", 0.3), says("affirmed", "asserted", 0.4)])).toMatchObject({
      polarity: "affirmed",
      certainty: "asserted",
    });
  });

  const sentence = fc.record({
    polarity: fc.constantFrom<Polarity>("affirmed", "negated"),
    certainty: fc.constantFrom<Certainty>("asserted", "hedged", "question"),
    weight: fc.integer({ min: 1, max: 1000 }),
  });

  it("never let a question outweigh an answer, however heavy", () => {
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 6 }), (drawn) => {
        const all = drawn.map(({ polarity, certainty, weight }) => says(polarity, certainty, weight));
        const answers = all.filter(({ assertion }) => assertion.certainty !== "question");
        const together = combined(all);
        if (answers.length > 0) expect(together).toEqual(combined(answers));
        expect(together.certainty === "question").toBe(all.length > 0 && answers.length === 0);
        for (const { assertion } of together.decisive) {
          expect([assertion.polarity, assertion.certainty]).toEqual([together.polarity, together.certainty]);
        }
      }),
    );
  });

  it("affirm and assert when there are none", () => {
    expect(combined([])).toEqual({ polarity: "affirmed", certainty: "asserted", decisive: [] });
  });
});
