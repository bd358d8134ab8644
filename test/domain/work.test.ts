import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DocumentId, layPassages } from "../../src/domain/document.js";
import { workOf } from "../../src/domain/work.js";

const finding =
  "In this randomised trial of four hundred adults, the daily dose lowered fasting glucose by a third within twelve weeks, and the effect held through the two years of follow-up. ";
const method =
  "Participants were followed for two years by telephone and by a visit to the clinic every three months, and none of them was lost before the last of these visits took place. ";
const outlook =
  "Larger studies in several countries should now ask whether the same dose protects the kidney as well as the heart, and at what cost. ";

function document(id: DocumentId, title: string, ...sections: readonly string[]) {
  const abstract = sections.map((text) => ({ kind: "abstract", role: "other", text }) as const);
  return { id, passages: layPassages([{ kind: "title", role: "title", text: title }, ...abstract]) };
}

const original = document("PMID:2", "A dose lowers glucose.", `${finding}${method}${outlook}`);

describe("a work", () => {
  it("is the same under another title, in sections, in other letters' case and with short additions", () => {
    const republished = document(
      "PMID:7",
      "Republished: a dose lowers glucose.",
      `${finding.toUpperCase()}`,
      `${method.replaceAll(" ", "  ")}`,
      `${outlook}© The Authors.`,
    );
    expect(workOf(republished)).toBe(workOf(original));
    expect(workOf(original)).toMatch(/^w1_[0-9a-f]{32}$/u);
  });

  it("is another when what it says is another", () => {
    const other = document(
      "PMID:7",
      "A dose lowers glucose.",
      `${finding.replace("third", "fifth")}${method}${outlook}`,
    );
    expect(workOf(other)).not.toBe(workOf(original));
  });

  it("is the document's own where the text is too short to tell", () => {
    expect(workOf(document("PMID:7", finding + method + outlook))).toBe("PMID:7");
    expect(workOf(document("PMID:7", "Reply.", "We thank the authors."))).toBe("PMID:7");
  });

  it("is one for records that name each other, whatever they say", () => {
    const first = { ...original, republishedAs: ["PMID:9" as const] };
    const second = { ...document("PMID:9", "Again."), republishedAs: ["PMID:2" as const] };
    expect(workOf(first)).toBe(workOf(second));
  });

  it("does not depend on the order of sentences", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([finding, method, outlook], { minLength: 3, maxLength: 3 }),
        (sentences) => {
          expect(workOf(document("PMID:3", "T.", sentences.join(" ")))).toBe(workOf(original));
        },
      ),
    );
  });
});
