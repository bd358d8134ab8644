import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textSegments } from "../../src/domain/text-segments.js";

const texts = fc.string({ maxLength: 40, unit: "grapheme" });
const mentions = fc.array(
  fc.tuple(fc.nat(45), fc.nat(12)).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 12 },
);

describe("the segments of a text", () => {
  it("are the text, without gap, and tell of every place which mentions it is part of", () => {
    fc.assert(
      fc.property(texts, mentions, (text, spans) => {
        const segments = textSegments(text, spans);
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
        let at = 0;
        for (const segment of segments) {
          expect(segment.start).toBe(at);
          expect(segment.end).toBeGreaterThan(segment.start);
          at = segment.end;
          for (let place = segment.start; place < segment.end; place++) {
            const here = spans.filter(({ start, end }) => start <= place && place < end);
            expect(new Set(segment.mentions)).toEqual(new Set(here));
            expect(segment.mentions).toHaveLength(here.length);
          }
        }
        expect(at).toBe(text.length);
      }),
    );
  });

  it("name the mention that begins first, and of those the longest, first", () => {
    const [whole, inner, later] = [
      { start: 0, end: 9 },
      { start: 0, end: 4 },
      { start: 2, end: 6 },
    ];
    const segments = textSegments("breast and ovarian", [later!, inner!, whole!]);
    expect(segments.map(({ text }) => text)).toEqual(["br", "ea", "st", " an", "d ovarian"]);
    expect(segments[1]?.mentions).toEqual([whole, inner, later]);
    expect(segments[4]?.mentions).toEqual([]);
  });
});
