import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanInside, mentionScore } from "../../src/extract/mention-score.js";

const calibration = { inside: 0.5, span: 0.5, bias: -1 };

/** One head's logits, three a token; every token is a word of its own. */
function headOf(rows: readonly (readonly [number, number, number])[]) {
  return {
    head: { logits: Float32Array.from(rows.flat()), heads: 1, column: 0 },
    words: Int32Array.from({ length: rows.length + 1 }, (_, word) => word),
  };
}

const [o, b, i] = [
  [6, 0, -6],
  [-6, 6, 0],
  [-6, 0, 6],
] as const;

describe("a mention's score", () => {
  it("falls with a doubtful border, where the type is sure", () => {
    const clear = headOf([b, i, o]);
    const vague = headOf([b, i, [1.2, 0, 1]]);
    const score = ({ head, words }: ReturnType<typeof headOf>) =>
      mentionScore(head, words, 0, 2, calibration);
    expect(meanInside(vague.head, 0, 2)).toBe(meanInside(clear.head, 0, 2));
    expect(score(clear)).toBeGreaterThan(score(vague) + 0.001);
  });

  it("equals the fit written out, over words of several tokens", () => {
    const head = {
      logits: Float32Array.from([0, 1, 0, 0, 0, 1, 1, 0, 0]),
      heads: 1,
      column: 0,
    };
    const words = Int32Array.of(0, 2, 3);
    const e = Math.E;
    const within = 1 - 1 / (2 + e);
    // The first word: B at its first token and I at its second, O at both, I at both.
    const logs = [-Math.log(2 + e), 1 - Math.log(2 + e), 0.5 - Math.log(2 + e)].map(Math.exp);
    const span = (logs[1]! / (logs[0]! + logs[1]! + logs[2]!)) * (1 - 1 / (2 + e));
    const odds = (p: number) => Math.log(p / (1 - p));
    const expected = 1 / (1 + Math.exp(-(0.5 * odds(within) + 0.5 * odds(span) - 1)));
    expect(mentionScore(head, words, 0, 1, calibration)).toBeCloseTo(expected, 6);
    expect(mentionScore(head, words, 0, 1, undefined)).toBeCloseTo(within, 6);
  });

  it("is a probability, whatever the logits", () => {
    const logit = fc.float({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(logit, logit, logit), { minLength: 1, maxLength: 6 }),
        fc.nat(5),
        (rows, from) => {
          const { head, words } = headOf(rows);
          const first = from % rows.length;
          const score = mentionScore(head, words, first, rows.length, calibration);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
