import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paper } from "../store/world.js";
import { asking, counted, type Example, openExample } from "./asking.js";

let example: Example;
beforeEach(async () => {
  example = await openExample();
});
afterEach(() => example.close());

const page = `query ($id: CURIE!) { concept(id: $id) { name documents triples(first: 3) { totalCount edges { node { id } } } } }`;
const diabetes = { id: "MESH:D003924" };

/** How often the store was asked for more than where its journal stands. */
function readsIn({ journalSpan: _, ...calls }: Readonly<Record<string, number>>): number {
  return Object.values(calls).reduce((sum, times) => sum + times, 0);
}

describe("an answer that was given before", () => {
  it("is given again without reading, and afresh after any write", async () => {
    const { store, calls } = counted(example.store);
    const { ask } = asking(store);
    const first = await ask(page, diabetes);
    const reads = readsIn(calls);
    expect(reads).toBeGreaterThan(2);
    expect(await ask(page, diabetes)).toEqual(first);
    expect(readsIn(calls)).toBe(reads);

    await example.store.write([paper({ id: "PMID:999", claims: [] })]);
    expect(await ask(page, diabetes)).toEqual(first);
    expect(readsIn(calls)).toBe(2 * reads);
    await ask("{ stats { documents } }");
    const before = readsIn(calls);
    await example.store.write([{ kind: "delete", documentId: "PMID:999" }]);
    await ask("{ stats { documents } }");
    expect(readsIn(calls)).toBe(before + 1);
  });

  it("is told apart by variables, operation and roles", async () => {
    const { store } = counted(example.store);
    const { data } = asking(store);
    const one = await data(page, diabetes);
    const other = await data(page, { id: "MESH:D008687" });
    expect(other).not.toEqual(one);
    expect(await data(page, diabetes)).toEqual(one);
    const { api } = asking(store);
    const both = `query A { concept(id: "MESH:D003924") { name } } query B { concept(id: "MESH:D008687") { name } }`;
    const named = async (operationName: string) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ query: both, operationName });
      return (await api.fetch("http://localhost/graphql", { method: "POST", headers, body })).text();
    };
    expect(await named("A")).not.toBe(await named("B"));
    expect(await named("A")).toBe(await named("A"));
  });

  it("is not kept when it has errors, nor when none are to be kept", async () => {
    const wrong = `{ concept(id: "MESH:D003924") { triples(first: 1000) { totalCount } } }`;
    const { store, calls } = counted(example.store);
    const { ask } = asking(store);
    expect((await ask(wrong)).errors).toHaveLength(1);
    expect((await ask(wrong)).errors).toHaveLength(1);
    expect(readsIn(calls)).toBe(2);
    const none = counted(example.store);
    const keepsNone = asking(none.store, undefined, { answersMib: 0 });
    await keepsNone.data(page, diabetes);
    const once = readsIn(none.calls);
    await keepsNone.data(page, diabetes);
    expect(readsIn(none.calls)).toBe(2 * once);
    expect(none.calls).not.toHaveProperty("journalSpan");
  });

  it("costs as much as the first", async () => {
    const { ask } = asking(example.store, undefined, {
      limits: { rate: 50 },
      access: { local: false, allowedHosts: [], proxies: 0 },
    });
    const answers = [];
    for (let times = 0; times < 12; times++) answers.push(await ask(page, diabetes));
    expect(answers[1]?.errors).toBeUndefined();
    expect(answers.at(-1)?.errors?.[0]?.extensions.code).toBe("RATE_LIMITED");
  });

  it("is counted", async () => {
    const { api, data } = asking(example.store, undefined, { metrics: "anyone" });
    for (let times = 0; times < 3; times++) await data(page, diabetes);
    const text = await (await api.fetch("http://localhost/metrics")).text();
    expect(text).toContain('litweave_answers_looked_up_total{kept="yes"} 2');
    expect(text).toContain('litweave_answers_looked_up_total{kept="no"} 1');
  });
});
