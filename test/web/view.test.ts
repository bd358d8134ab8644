import { describe, expect, it } from "vitest";
import { pinsText, toggled, viewOf } from "../../web/src/pages/graph/view.js";
import { match } from "../../web/src/route/match.js";

describe("a graph's address", () => {
  it("tells everything that is shown", () => {
    const query = new URLSearchParams(
      "of=MESH:D1,MESH:D2&most=60&predicates=treats,causes&belief=0.5&category=Gene&from-year=1990&to-year=2020&stance=contested" +
        "&hide=MESH:D9&pin=MESH:D1@10@-20&node=MESH:D2&edge=t1_ab&as=list",
    );
    expect(viewOf(query)).toEqual({
      of: ["MESH:D1", "MESH:D2"],
      most: 60,
      filter: {
        predicates: ["treats", "causes"],
        category: "Gene",
        minBelief: 0.5,
        fromYear: 1990,
        toYear: 2020,
        stance: "contested",
      },
      hidden: ["MESH:D9"],
      pins: new Map([["MESH:D1", { x: 10, y: -20 }]]),
      node: "MESH:D2",
      edge: "t1_ab",
      asList: true,
    });
  });

  it("leaves out what makes no sense in it", () => {
    const query = new URLSearchParams(
      "of=,A:1,A:1&most=7&predicates=cures,toString&belief=lots&category=Drug&from-year=-3&to-year=20.5&stance=x&pin=A:1@x@1",
    );
    expect(viewOf(query)).toEqual({
      of: ["A:1"],
      most: 30,
      filter: { predicates: [], minBelief: 0 },
      hidden: [],
      pins: new Map(),
      asList: false,
    });
  });

  it("keeps pins to whole pixels, and adds or takes away a concept", () => {
    expect(pinsText(new Map([["A:1", { x: 1.6, y: -2.4 }]]))).toBe("A:1@2@-2");
    expect(toggled(["A:1"], "A:2")).toBe("A:1,A:2");
    expect(toggled(["A:1", "A:2"], "A:1")).toBe("A:2");
  });
});

describe("the pattern of a page", () => {
  it("fits whole addresses, and takes parameters out of them", () => {
    expect(match("/concept/:id", "/concept/MESH:D1")).toEqual({ id: "MESH:D1" });
    expect(match("/concept/:id", "/concept/A%2FB/")).toEqual({ id: "A/B" });
    expect(match("/concept/:id", "/concept/%E0%A4%A")).toEqual({ id: "%E0%A4%A" });
    expect(match("/concept/:id", "/concept/")).toBeUndefined();
    expect(match("/concept/:id", "/concept/a/b")).toBeUndefined();
    expect(match("/", "/")).toEqual({});
  });
});
