import { expect, it } from "vitest";
import type { Clock } from "../../src/follow/clock.js";
import { paced } from "../../src/follow/eutils/pace.js";
import { settling } from "../../src/follow/folder/settled.js";

const hourMs = 3_600_000;

/** A clock that somebody sets, while time passes as it does. */
function setClock() {
  let [set, passed] = [Date.parse("2026-03-01T12:00:00Z"), 0];
  const slept: number[] = [];
  const clock: Clock = {
    now: () => set + passed,
    passed: () => passed,
    async sleep(ms) {
      slept.push(ms);
      passed += ms;
    },
  };
  return {
    clock,
    slept,
    by: (ms: number) => {
      set += ms;
    },
    pass: (ms: number) => {
      passed += ms;
    },
  };
}

it.each([-hourMs, hourMs])("requests keep their pace when the clock is set by %i ms", async (ms) => {
  const time = setClock();
  const turn = paced(2, time.clock);
  await turn();
  time.by(ms);
  await turn();
  await turn();
  expect(time.slept).toEqual([500, 500]);
});

it("a file settles though the clock is set back", () => {
  const time = setClock();
  const settled = settling(5_000, time.clock);
  const file = { name: "a.xml", path: "/a.xml", bytes: 10, changedMs: time.clock.now() };
  expect(settled([file])).toEqual([]);
  time.by(-hourMs);
  time.pass(4_999);
  expect(settled([file])).toEqual([]);
  time.pass(1);
  expect(settled([file])).toEqual([file]);
});
