import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { windowsOf } from "../../src/segment/windows.js";

describe("windows", () => {
  it("are none over nothing and one over what fits", () => {
    expect(windowsOf(0, 510, 64)).toEqual([]);
    expect(windowsOf(510, 510, 64)).toEqual([{ start: 0, end: 510, ownStart: 0, ownEnd: 510 }]);
  });

  it("share an overlap half and half", () => {
    expect(windowsOf(600, 510, 64)).toEqual([
      { start: 0, end: 510, ownStart: 0, ownEnd: 478 },
      { start: 446, end: 600, ownStart: 478, ownEnd: 600 },
    ]);
  });

  it("own every token once, each where it is farther from the edge", () => {
    const sizes = fc
      .tuple(fc.nat(600), fc.integer({ min: 2, max: 512 }))
      .chain(([tokens, size]) =>
        fc.tuple(fc.constant(tokens), fc.constant(size), fc.integer({ min: 0, max: size - 1 })),
      );
    fc.assert(
      fc.property(sizes, ([tokens, size, overlap]) => {
        const windows = windowsOf(tokens, size, overlap);
        let at = 0;
        for (const window of windows) {
          expect(window.ownStart).toBe(at);
          expect(window.end - window.start).toBeLessThanOrEqual(size);
          expect(window.start).toBeLessThanOrEqual(window.ownStart);
          expect(window.ownEnd).toBeLessThanOrEqual(window.end);
          at = window.ownEnd;
        }
        expect(at).toBe(tokens);
        // The distance to the nearest cut (the document's own ends cut nothing) is greatest in the owning window.
        const margin = (token: number, w: (typeof windows)[number]) =>
          Math.min(
            w.start === 0 ? Infinity : token - w.start,
            w.end === tokens ? Infinity : w.end - 1 - token,
          );
        for (const [index, window] of windows.entries())
          for (const other of [windows[index - 1], windows[index + 1]])
            for (const token of [window.ownStart, window.ownEnd - 1])
              if (
                other &&
                overlap <= size / 2 &&
                window.ownStart < window.ownEnd &&
                token >= other.start &&
                token < other.end
              )
                expect(margin(token, window)).toBeGreaterThanOrEqual(margin(token, other) - 1);
      }),
      { numRuns: 200 },
    );
  });
});
