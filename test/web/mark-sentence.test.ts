import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markSentence } from "../../web/src/evidence/mark-sentence.js";

const spans = fc.array(
  fc.tuple(fc.integer({ min: 90, max: 130 }), fc.integer({ min: 0, max: 20 })).map(([start, length]) => ({
    start,
    end: start + length,
  })),
  { maxLength: 4 },
);

describe("marking a sentence", () => {
  it("marks subject, object and cue where they stand in the document", () => {
    const sentence = {
      text: "Metformin may not cause acidosis.",
      start: 100,
      subjectSpans: [{ start: 100, end: 109 }],
      objectSpans: [{ start: 124, end: 132 }],
      cues: [{ start: 110, end: 117 }],
    };
    expect(markSentence(sentence)).toEqual([
      { text: "Metformin", marks: ["subject"] },
      { text: " ", marks: [] },
      { text: "may not", marks: ["cue"] },
      { text: " cause ", marks: [] },
      { text: "acidosis", marks: ["object"] },
      { text: ".", marks: [] },
    ]);
  });

  it("keeps the text whole, whatever overlaps or reaches beyond it", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 25 }),
        spans,
        spans,
        spans,
        (text, subjectSpans, objectSpans, cues) => {
          const pieces = markSentence({ text, start: 100, subjectSpans, objectSpans, cues });
          expect(pieces.map((piece) => piece.text).join("")).toBe(text);
          let at = 100;
          for (const piece of pieces) {
            const inside = (span: { start: number; end: number }) => span.start <= at && at < span.end;
            const expected = [
              subjectSpans.some(inside) && "subject",
              objectSpans.some(inside) && "object",
              cues.some(inside) && "cue",
            ].filter(Boolean);
            if (piece.text) expect(piece.marks).toEqual(expected);
            at += piece.text.length;
          }
        },
      ),
    );
  });
});
