import { expect, it } from "vitest";
import { seedPlaces } from "../../web/src/pages/graph/seed-places.js";

const ids = Array.from({ length: 200 }, (_, index) => `MESH:D${100000 + index}`);

it("seeds places that depend on the ids and not on their order, no two of them close", () => {
  const places = seedPlaces(ids);
  const turned = seedPlaces([...ids].reverse());
  expect(ids.map((id) => turned.get(id))).toEqual(ids.map((id) => places.get(id)));
  const all = [...places.values()];
  const closest = Math.min(
    ...all.flatMap((a, index) => all.slice(index + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))),
  );
  expect(closest).toBeGreaterThan(50);
});
