import { readFileSync } from "node:fs";
import { join } from "node:path";
import neo4j, { type Driver, type Plan, type ProfiledPlan } from "neo4j-driver";
import { beforeAll, describe, expect, it } from "vitest";
import { categories } from "../../src/domain/concept.js";
import { predicates } from "../../src/domain/predicate.js";
import { exploreFolder, type SavedQuery, savedQueries } from "./saved-queries.js";
import { savedQueryAnswers } from "./saved-query-answers.js";

/** The saved queries, each run with the example of its header on a graph that the real store built. */
export function describeSavedQueries(driver: Driver, build: () => Promise<void>): void {
  describe("the saved queries of cypher/explore", () => {
    beforeAll(build);

    const parametersOf = async ({ example }: SavedQuery): Promise<Record<string, unknown>> => {
      if (example === undefined) return {};
      const { records } = await driver.executeQuery(`RETURN ${example} AS parameters`);
      return records[0]?.get("parameters") as Record<string, unknown>;
    };

    it("have an answer each in this test, and every answer a query", () => {
      expect(savedQueries.length).toBeGreaterThanOrEqual(15);
      expect(savedQueries.map(({ name }) => name)).toEqual(Object.keys(savedQueryAnswers).sort());
    });

    it.each(savedQueries)("$name explains its parameters, with an example of each", async (query) => {
      expect(query.purpose).toContain("?");
      expect(query.explained).toEqual(query.taken);
      expect(Object.keys(await parametersOf(query)).sort()).toEqual(query.taken);
      expect(query.text).toContain("// Result: ");
    });

    it.each(savedQueries)("$name gives the right answer", async (query) => {
      const { records } = await driver.executeQuery(query.text, await parametersOf(query));
      const rows = records.map((record) => record.keys.map((key) => readable(record.get(key))));
      expect(rows).toEqual(savedQueryAnswers[query.name]);
      const [, result = ""] = /\/\/ Result: ([\s\S]*?)\n(?!\/\/)/u.exec(query.text) ?? [];
      const graph = result.startsWith("the graph");
      for (const column of graph ? [] : (records[0]?.keys ?? [])) expect(result).toContain(String(column));
    });

    it.each(savedQueries)("$name reads by indexes, not all there is, and ends", async (query) => {
      const { summary } = await driver.executeQuery(`EXPLAIN ${query.text}`, await parametersOf(query));
      const operators = summary.plan ? operatorsOf(summary.plan) : [];
      expect(operators.join("\n")).toMatch(/Index(Seek|Scan)|ProcedureCall|CountFromCountStore/u);
      expect(
        operators.filter((operator) => /(AllNodes|Label|Relationships?|Type)s?Scan/u.test(operator)),
      ).toEqual([]);
      expect(query.text).toMatch(/\nLIMIT \d+\n|limit: \d+/u);
      expect(summary.queryType).toBe("r");
    });

    it("count every category and predicate at a glance", () => {
      const counted = savedQueryAnswers["graph-at-a-glance"]?.map(([what]) => String(what).trim());
      for (const category of categories) expect(counted).toContain(category);
      for (const { neo4j: type } of Object.values(predicates)) expect(counted).toContain(`triples ${type}`);
    });

    it("are listed in their README by purpose", () => {
      const page = readFileSync(join(exploreFolder, "README.md"), "utf8");
      const listed = [...page.matchAll(/^\| \[(.+)\]\((.+)\.cypher\) \| (.+) \|$/gmu)];
      expect(listed.map(([, title, file, purpose]) => [title, file, purpose])).toEqual(
        savedQueries.map(({ name, purpose }) => [name, name, purpose]),
      );
    });
  });
}

function operatorsOf(plan: Plan | ProfiledPlan): readonly string[] {
  return [plan.operatorType, ...plan.children.flatMap(operatorsOf)];
}

/** Nodes by name, relationships by type, paths in their order, numbers to three places. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (neo4j.isNode(value as object)) {
    const { name, id } = (value as { properties: Record<string, unknown> }).properties;
    return name ?? id;
  }
  if (neo4j.isRelationship(value as object)) return (value as { type: string }).type;
  if (neo4j.isPath(value as object)) {
    const { start, segments } = value as unknown as {
      start: unknown;
      segments: { relationship: unknown; end: unknown }[];
    };
    return [
      readable(start),
      ...segments.flatMap(({ relationship, end }) => [readable(relationship), readable(end)]),
    ];
  }
  return typeof value === "number" ? Math.round(value * 1000) / 1000 : value;
}
