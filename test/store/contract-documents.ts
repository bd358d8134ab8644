import { beforeEach, describe, expect, it } from "vitest";
import type { DocumentId } from "../../src/domain/document.js";
import type { DocumentFilter } from "../../src/domain/document-reader.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { claim, concepts, paper, remove } from "./world.js";

const { metformin, diabetes, stroke, aspirin } = concepts;
const papers = [
  paper({ id: "PMID:1", year: 2018, claims: [claim], mentions: ["stroke"] }),
  paper({ id: "PMID:2", year: 2020, claims: [claim, { ...claim, predicate: "affects" }] }),
  paper({ id: "PMID:3", mentions: ["stroke", "metformin"] }),
  paper({ id: "PMID:4", year: 2020, mentions: ["metformin"] }),
  paper({ id: "PMID:5", year: 2019, claims: [claim], retracted: true }),
  paper({ id: "PMID:6", mentions: ["stroke"] }),
  paper({ id: "PMID:7", year: 2021, mentions: ["stroke"] }),
];

/** Lists of documents, and what documents say. */
export function describeDocuments(opened: () => GraphStore): void {
  describe("documents", () => {
    beforeEach(async () => {
      await opened().write([...papers, remove("PMID:7")]);
    });

    async function paged(
      read: (
        after?: string,
      ) => Promise<{ items: readonly { node: DocumentId; cursor: string }[]; hasNext: boolean }>,
    ) {
      const ids: DocumentId[] = [];
      let after: string | undefined;
      for (let hasNext = true; hasNext; ) {
        const page = await read(after);
        ids.push(...page.items.map(({ node }) => node));
        after = page.items.at(-1)?.cursor;
        hasNext = page.hasNext;
      }
      return ids.map((id) => id.slice("PMID:".length)).join(" ");
    }

    it.each([
      [{}, "4 2 5 1 6 3"],
      [{ status: "live" }, "4 2 1 6 3"],
      [{ status: "retracted" }, "5"],
      [{ fromYear: 2019 }, "4 2 5"],
      [{ toYear: 2019 }, "5 1"],
      [{ fromYear: 2019, toYear: 2019 }, "5"],
      [{ fromYear: 2030 }, ""],
      [{ mentioning: [metformin.id] }, "4 2 1 3"],
      [{ mentioning: [metformin.id, stroke.id] }, "1 3"],
      [{ mentioning: [stroke.id, stroke.id] }, "1 6 3"],
      [{ mentioning: [metformin.id], fromYear: 2019 }, "4 2"],
      [{ mentioning: [metformin.id], toYear: 2019 }, "1"],
      [{ mentioning: [metformin.id], status: "live" }, "4 2 1 3"],
      [{ mentioning: [metformin.id], status: "retracted" }, ""],
      [{ mentioning: [aspirin.id] }, ""],
      [{ mentioning: [metformin.id, aspirin.id] }, ""],
    ] as const satisfies [DocumentFilter, string][])(
      "of %j are listed, the latest first",
      async (filter, wanted) => {
        const list = (first: number) =>
          paged((after) => opened().listDocuments(filter, { first, ...(after && { after }) }));
        expect(await list(10)).toBe(wanted);
        expect(await list(1)).toBe(wanted);
        expect(await list(2)).toBe(wanted);
        expect(await opened().countDocuments(filter)).toBe(wanted.split(" ").filter(Boolean).length);
      },
    );

    it("that mention a concept are listed and counted by year, for many concepts at once", async () => {
      const ids = [metformin.id, stroke.id, aspirin.id];
      const pages = await opened().documentsMentioning(ids, { first: 3 });
      const shown = ids.map((id) =>
        pages
          .get(id)
          ?.items.map(({ node }) => node.slice("PMID:".length))
          .join(" "),
      );
      expect(shown).toEqual(["4 2 1", "1 6 3", ""]);
      expect(pages.get(metformin.id)?.hasNext).toBe(true);
      const years = await opened().documentsByYear(ids);
      expect(ids.map((id) => Object.fromEntries(years.get(id)!))).toEqual([
        { 0: 1, 2018: 1, 2020: 2 },
        { 0: 2, 2018: 1 },
        {},
      ]);
    });

    it("stand in the year of their latest revision", async () => {
      await opened().write([
        paper({ id: "PMID:1", version: 2, year: 2022, claims: [claim], mentions: ["stroke"] }),
      ]);
      const years = await opened().documentsByYear([diabetes.id]);
      expect(Object.fromEntries(years.get(diabetes.id)!)).toEqual({ 2020: 1, 2022: 1 });
      expect((await opened().listDocuments({}, { first: 1 })).items[0]?.node).toBe("PMID:1");
    });

    it("give what they say that counts, by the triples' keys", async () => {
      const wanted = [...papers[1]!.evidence].sort((a, b) => (a.triple.key < b.triple.key ? -1 : 1));
      const [one, two] = [
        (await opened().evidenceOfDocuments(["PMID:2", "PMID:5"], { first: 1 })).get("PMID:2"),
        (await opened().evidenceOfDocuments(["PMID:5"], { first: 1 })).get("PMID:5"),
      ];
      expect(one).toMatchObject({ total: 2, hasNext: true });
      const rest = await opened().evidenceOfDocuments(["PMID:2"], { first: 5, after: one!.items[0]!.cursor });
      expect([...one!.items, ...rest.get("PMID:2")!.items].map(({ node }) => node)).toEqual(wanted);
      expect(two).toEqual({ items: [], hasNext: false, total: 0 });
    });

    it("keep what they said while they are retracted, and name the notices that retract them", async () => {
      const alone = { subject: "aspirin", predicate: "treats", object: "stroke" } as const;
      const said = paper({ id: "PMID:8", claims: [claim, alone] });
      const withheld = async () =>
        (await opened().documents(["PMID:8", "PMID:5", "PMID:1"])).get("PMID:8")?.withheld;
      await opened().write([said]);
      expect(await withheld()).toBeUndefined();
      await opened().write([
        paper({ id: "PMID:10", retracts: ["PMID:8"] }),
        paper({ id: "PMID:9", retracts: ["PMID:8"] }),
      ]);
      const kept = await withheld();
      expect(kept?.by).toEqual(["PMID:10", "PMID:9"]);
      expect(kept?.evidence).toEqual(
        [...said.evidence].sort((a, b) => (a.triple.key < b.triple.key ? -1 : 1)),
      );
      // Nothing else in the graph refers to aspirin.
      expect(kept?.concepts.map(({ id }) => id)).toContain(aspirin.id);
      expect((await opened().concepts([aspirin.id])).size).toBe(0);
      const own = (await opened().documents(["PMID:5"])).get("PMID:5")?.withheld;
      expect([own?.by, own?.evidence.length]).toEqual([[], 1]);
      await opened().write([remove("PMID:9"), remove("PMID:10")]);
      expect(await withheld()).toBeUndefined();
    });
  });
}
