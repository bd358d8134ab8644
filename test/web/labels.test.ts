import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, chooseLabels, type Label } from "../../web/src/pages/graph/labels.js";
import { nearestTowards } from "../../web/src/pages/graph/towards.js";

const overlap = (a: Box, b: Box) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

const box = {
  left: fc.integer({ min: -500, max: 500 }),
  top: fc.integer({ min: -500, max: 500 }),
  width: fc.integer({ min: 1, max: 200 }),
  height: fc.integer({ min: 1, max: 40 }),
};
const label = fc.record({ ...box, weight: fc.integer({ min: 0, max: 9 }), covers: fc.boolean() });
const numbered = <T>(all: readonly T[]) => all.map((one, index) => ({ ...one, id: String(index) }));
const labels = fc.array(label, { maxLength: 80 }).map((all): readonly Label[] => numbered(all));
const bodies = fc.array(fc.record(box), { maxLength: 30 }).map((all): readonly Box[] => numbered(all));

describe("the labels shown", () => {
  it("overlap neither each other nor another's body, and leave out only those for which there is no room", () => {
    fc.assert(
      fc.property(labels, bodies, (all, obstacles) => {
        const chosen = chooseLabels(all, obstacles);
        const shown = all.filter(({ id }) => chosen.has(id));
        for (const one of all) {
          const hit = (other: Box) => other.id !== one.id && overlap(one, other);
          const rivals = shown.filter(hit);
          const blocked = !one.covers && obstacles.some(hit);
          if (chosen.has(one.id)) expect([rivals, blocked]).toEqual([[], false]);
          else expect(blocked || rivals.some(({ weight }) => weight >= one.weight)).toBe(true);
        }
      }),
    );
  });
});

describe("an arrow key", () => {
  const places = [
    { id: "right", x: 100, y: 10 },
    { id: "far right", x: 300, y: 0 },
    { id: "aside", x: 40, y: 90 },
    { id: "above", x: 0, y: -50 },
  ];
  const from = { id: "here", x: 0, y: 0 };

  it("goes to the nearest concept in its direction", () => {
    expect(nearestTowards("ArrowRight", from, places)).toBe("right");
    expect(nearestTowards("ArrowUp", from, places)).toBe("above");
    expect(nearestTowards("ArrowDown", from, places)).toBe("aside");
    expect(nearestTowards("ArrowLeft", from, places)).toBeUndefined();
  });
});
