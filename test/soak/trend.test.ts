import { describe, expect, it } from "vitest";
import { randomFrom } from "../fuzz/engine/random.js";
import { verdictOn } from "./measures.js";
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
    const points = Array.from({ length: 9 }, (_, hour): Point => [hour, 5 + 2 * hour]);
    expect(slopeOf(points)).toEqual({ perHour: 2, leastPerHour: 2 });
  });

  it("is found under noise, also when something else disturbs a sixth of the time", () => {
    expect(Math.abs(slopeOf(line(40)).perHour - 40)).toBeLessThan(2);
    expect(slopeOf(line(0, 40)).perHour).toBeLessThan(12);
  });

  it("is at least so steep: the less sure, the fewer points there are", () => {
    const [long, short] = [slopeOf(line(40)), slopeOf(line(40).slice(0, 30))];
    expect(long.leastPerHour).toBeGreaterThan(35);
    expect(long.leastPerHour).toBeLessThan(long.perHour);
    expect(short.leastPerHour).toBeLessThan(20);
  });

  it("tells the last quarter from the second", () => {
    expect(trendOf(line(40))?.lateLessEarly).toBeGreaterThan(35);
    expect(Math.abs(trendOf(line(0))!.lateLessEarly)).toBeLessThan(3);
    expect(trendOf(line(0).slice(0, 7))).toBeUndefined();
  });
});

describe("what is flat", () => {
  const limit = { perHour: 0.03, lateLessEarly: 0.05, ofMedian: true };

  const of = (perHour: number, leastPerHour: number, lateLessEarly: number) =>
    verdictOn({ median: 1_000, perHour, leastPerHour, lateLessEarly }, limit);

  it("adds no more than its limits allow, of its median or as a number", () => {
    expect(of(30, 30, 50)).toBe("flat");
    expect(of(32, 31, 0)).toBe("grew");
    expect(of(20, 10, 51)).toBe("grew");
    const two = { perHour: 2, lateLessEarly: 4, ofMedian: false };
    expect(verdictOn({ median: 1_000, perHour: 3, leastPerHour: 2.5, lateLessEarly: 0 }, two)).toBe("grew");
  });

  it("is unclear where a limit is exceeded and chance may have done it", () => {
    expect(of(32, 29, 0)).toBe("unclear");
    expect(of(20, -1, 51)).toBe("unclear");
  });

  it("may fall, and is nothing where there is no limit", () => {
    expect(of(-500, -600, -500)).toBe("flat");
    expect(
      verdictOn({ median: 1, perHour: 9, leastPerHour: 9, lateLessEarly: 9 }, undefined),
    ).toBeUndefined();
  });
});
