import { expect, it } from "vitest";
import { lastDayOf } from "../../src/domain/publication-date.js";

it.each([
  ["2019", "2019-12-31"],
  ["2020-02", "2020-02-29"],
  ["2019-02", "2019-02-28"],
  ["1999-11", "1999-11-30"],
  ["2019-03-07", "2019-03-07"],
])("%s may mean as late as %s", (date, day) => {
  expect(lastDayOf(date)).toBe(day);
});
