import type { Driver, ProfiledPlan } from "neo4j-driver";
import { expect, it } from "vitest";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { evidenceAsked } from "../../src/store/neo4j/read-evidence.js";
import { sectionsOf, statement } from "../../src/store/neo4j/statements.js";
import { claim, paper } from "./world.js";

function hitsOf({ dbHits, children }: ProfiledPlan): number {
  return children.reduce((sum, child) => sum + hitsOf(child), dbHits);
}

/** What the first page of a long list costs the server: not the list. */
export function describePages(driver: Driver, open: () => Promise<GraphStore>): void {
  it("reads the first evidence of a triple, not all of it", async () => {
    const store = await open();
    const papers = Array.from({ length: 80 }, (_, at) => paper({ id: `PMID:${at + 1}`, claims: [claim] }));
    await store.write(papers);
    const [triple] = (await store.triples({}, { first: 1 })).items;
    const { words, parameters } = evidenceAsked({}, { first: 2 });
    const along = sectionsOf("triple-company", ["evidence"], words).join("");
    const asked = {
      alone: statement("list-evidence", words),
      along: `MATCH (:Concept)-[r:TREATS {key: $keys[0]}]->(:Concept) RETURN r.key AS key ${along}`,
    };
    for (const text of Object.values(asked)) {
      const { summary, records } = await driver.executeQuery(`PROFILE ${text}`, {
        ...parameters,
        keys: [triple!.node.key],
      });
      expect(records[0]?.get("evidence")).toHaveLength(3);
      expect(hitsOf(summary.profile as ProfiledPlan)).toBeLessThan(70);
    }
  });
}
