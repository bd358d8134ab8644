import { describe, expect, it } from "vitest";
import type { Predicate } from "../../src/domain/predicate.js";
import { type Assertion, assertionOf, combined } from "../../src/extract/assertion/assertion.js";

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
    ["[Aspirin] did not reduce the risk of {stroke}.", "did not reduce"],
    ["[Aspirin] didn't reduce the risk of {stroke}.", "didn't reduce"],
    ["There was no association between [metformin] and {lactic acidosis}.", "no association", "causes"],
    ["We found no significant difference in {mortality} with [digoxin].", "no significant difference"],
    ["[Metformin] failed to prevent {diabetes}.", "failed to prevent"],
    ["Neither [aspirin] nor clopidogrel prevented {stroke}.", "Neither"],
    ["[Vitamin E] was not associated with {prostate cancer}.", "was not", "associated_with"],
    ["[Rofecoxib] caused no increase in {bleeding}.", "no increase", "causes"],
    ["[Lithium] did not increase {suicide}.", "did not increase", "causes"],
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
  ])("is negated: %s", (sentence, cue, predicate = "treats") => {
    const found = assertion(sentence, predicate);
    expect(found.polarity).toBe("negated");
    expect(found.words.some((word) => word.includes(cue) || cue.includes(word))).toBe(true);
  });

  it.each<[string, Predicate?]>([
    ["[Aspirin] reduced the risk of {stroke}."],
    ["[Aspirin] not only reduced {stroke} but also death."],
    ["[Aspirin] reduced {stroke}, but did not reduce death."],
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
    ["Our data suggest that [metformin] prevents {cancer}.", "suggest"],
    ["It is possible that [metformin] prevents {cancer}.", "possible"],
    ["Whether [vitamin D] causes {falls} is unknown.", "Whether"],
    ["We hypothesised that [aspirin] prevents {cancer}.", "hypothesised"],
    ["[Thalidomide] was thought to cause {neuropathy}.", "was thought to"],
    ["The trial aimed to test [aspirin] in {stroke}.", "aimed to test"],
    ["We investigated the effect of [aspirin] on {stroke}.", "We investigated"],
    ["The effect of [aspirin] on {stroke} was investigated.", "was investigated"],
    ["The role of [aspirin] in {cancer} is unclear.", "unclear"],
    ["The effect of [aspirin] on {cancer} has not been established.", "has not been established"],
    ["Does [aspirin] prevent {stroke}?", "?"],
    ["[Aspirin] is a potential treatment of {cancer}.", "potential"],
    ["An effect of [aspirin] on {cancer} cannot be excluded.", "cannot be excluded"],
    ["[Ketamine] appears to relieve {depression}.", "appears to"],
    ["Effects of [aspirin] on {stroke}", "Effects"],
    ["A trial investigating [aspirin] in {stroke}", "investigating"],
  ])("is hedged, not negated: %s", (sentence, cue) => {
    const found = assertion(sentence);
    expect(found.certainty).toBe("hedged");
    expect(found.polarity).toBe("affirmed");
    expect(found.words).toContain(cue);
  });

  it.each([
    ["[Aspirin] prevents {stroke}."],
    ["In May 2003 [aspirin] prevented {stroke}."],
    ["The dose may be halved, but [aspirin] prevented {stroke}."],
    ["Our results show that [aspirin] prevents {stroke}; further studies may follow."],
    ["[Flecainide] prolonged action potentials in {arrhythmia}."],
  ])("is asserted: %s", (sentence) => {
    expect(assertion(sentence).certainty).toBe("asserted");
  });

  it("may go with denial", () => {
    const found = assertion("[Aspirin] may not prevent {stroke}.");
    expect([found.polarity, found.certainty]).toEqual(["negated", "hedged"]);
  });
});

describe("a long sentence", () => {
  it.each([
    ["space", " ".repeat(200_000)],
    ["commas", ", ".repeat(100_000)],
    ["words", "not ".repeat(50_000)],
    ["letters", "no".repeat(100_000)],
  ])("of %s is judged in linear time", (_, filler) => {
    const began = performance.now();
    expect(assertion(`[Aspirin] prevented ${filler} {stroke}.`).certainty).toBe("asserted");
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe("several sentences", () => {
  const says = (polarity: "affirmed" | "negated", certainty: "asserted" | "hedged", weight: number) => ({
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

  it("affirm and assert when there are none", () => {
    expect(combined([])).toEqual({ polarity: "affirmed", certainty: "asserted", decisive: [] });
  });
});
