import { describe, expect, it } from "vitest";
import { byteRows } from "../../src/link/dot-products.js";
import { formVector, type NameVectors, nearestVectors, vectorCosine } from "../../src/link/name-vectors.js";
import { openLists, sortIntoLists } from "../../src/link/vector-lists.js";

const [dim, count, topics] = [32, 20_000, 200];

/** Vectors about as alike as names are: a topic each, and something of their own. The same in every run. */
function rowsOfTopics(): Int8Array {
  let seed = 11;
  const next = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return (seed >>> 8) / 2 ** 24 - 0.5;
  };
  const centres = Array.from({ length: topics }, () => Array.from({ length: dim }, next));
  const rows = new Int8Array(count * dim);
  for (let row = 0; row < count; row += 1) {
    const vector = centres[row % topics]!.map((value) => value + 0.7 * next());
    const length = Math.hypot(...vector);
    for (const [at, value] of vector.entries()) rows[row * dim + at] = Math.round((127 * value) / length);
  }
  return rows;
}

async function opened() {
  const rows = rowsOfTopics();
  const exact: NameVectors = { scale: 127, rows: byteRows(count, dim) };
  exact.rows.rows.set(rows);
  const stored = await sortIntoLists(rows, dim);
  const listed: NameVectors = { scale: 127, ...openLists(stored, rows, dim) };
  return { rows, exact, stored, listed };
}

describe("vectors in lists", () => {
  it("find 99 of 100 of what the exact search finds", async () => {
    const { exact, listed } = await opened();
    let found = 0;
    const queries = Array.from({ length: 100 }, (_, query) => formVector(exact, query * 197)!);
    for (const query of queries) {
      const wanted = nearestVectors(exact, query, 20);
      const got = new Set(nearestVectors(listed, query, 20).map(({ item }) => item));
      found += wanted.filter(({ item }) => got.has(item)).length;
    }
    expect(found).toBeGreaterThanOrEqual(0.99 * 20 * queries.length);
  });

  it("belong to the same forms as in order", async () => {
    const { exact, listed } = await opened();
    const query = formVector(exact, 5)!;
    for (const form of [0, 5, 777, count - 1]) {
      expect(vectorCosine(listed, query, form)).toBe(vectorCosine(exact, query, form));
      expect(formVector(listed, form)).toEqual(formVector(exact, form));
    }
    expect(vectorCosine(listed, query, count)).toBeUndefined();
    expect(nearestVectors(listed, query, 1)[0]).toMatchObject({ item: 5, score: expect.closeTo(1, 1) });
  });

  it("are sorted the same every time, each form once", async () => {
    const { rows, stored } = await opened();
    expect(await sortIntoLists(rows, dim)).toEqual(stored);
    expect([...stored.rowForm].sort((a, b) => a - b)).toEqual(
      Array.from({ length: count }, (_, form) => form),
    );
    expect(stored.starts.at(-1)).toBe(count);
  });
});
