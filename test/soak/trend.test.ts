import { describe, expect, it } from "vitest";
import { randomFrom } from "../fuzz/engine/random.js";
import { isFlat } from "./measures.js";
import { median, type Point, slopeOf, trendOf } from "./trend.js";

/** Two hours, a sample every half minute, with noise of ±10 around a line. */
function line(perHour: number, disturbed = 0): readonly Point[] {
  const random = randomFrom(7);
  return Array.from({ length: 240 }, (_, at): Point => {
    const noise = random.below(2_001) / 100 - 10;
    const burst = at >= 200 && at < 200 + disturbed ? 500 : 0;
    return [at / 120, 1_000 + (perHour * at) / 120 + noise + burst];
  });
}

describe("a trend", () => {
  it("has the median of an odd and of an even number of values", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it("is the slope of a line without noise, to the last digit", () => {
    expect(slopeOf([0, 1, 2, 3].map((hour): Point => [hour, 5 + 2 * hour]))).toBe(2);
  });

  it("is found under noise, also when something else disturbs a sixth of the time", () => {
    expect(Math.abs(slopeOf(line(40)) - 40)).toBeLessThan(2);
    expect(slopeOf(line(0, 40))).toBeLessThan(12);
  });

  it("tells the last quarter from the second", () => {
    expect(trendOf(line(40))?.lateLessEarly).toBeGreaterThan(35);
    expect(Math.abs(trendOf(line(0))!.lateLessEarly)).toBeLessThan(3);
    expect(trendOf(line(0).slice(0, 7))).toBeUndefined();
  });
});

describe("what is flat", () => {
  const limit = { perHour: 0.03, lateLessEarly: 0.05, ofMedian: true };

  it("adds no more than its limits allow, of its median or as a number", () => {
    expect(isFlat({ median: 1_000, perHour: 30, lateLessEarly: 50 }, limit)).toBe(true);
    expect(isFlat({ median: 1_000, perHour: 31, lateLessEarly: 0 }, limit)).toBe(false);
    expect(isFlat({ median: 1_000, perHour: 0, lateLessEarly: 51 }, limit)).toBe(false);
    expect(
      isFlat({ median: 1_000, perHour: 3, lateLessEarly: 0 }, { ...limit, perHour: 2, ofMedian: false }),
    ).toBe(false);
  });

  it("may fall, and is nothing where there is no limit", () => {
    expect(isFlat({ median: 1_000, perHour: -500, lateLessEarly: -500 }, limit)).toBe(true);
    expect(isFlat({ median: 1, perHour: 9, lateLessEarly: 9 }, undefined)).toBeUndefined();
  });
});
