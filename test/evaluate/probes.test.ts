import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/link.js";
import { evaluateProbes } from "../../src/evaluate/probes/evaluate-probes.js";
import { readProbes } from "../../src/evaluate/probes/read-probes.js";
import { normalForm } from "../../src/link/normal-form.js";

const root = join(import.meta.dirname, "../..");
const file = "test/probes/near-miss.tsv";
const probes = readProbes(readFileSync(join(root, file), "utf8"), file);

/** Category and names of the shipped concepts that probes speak of. */
function shipped(): ReadonlyMap<string, { readonly category: string; readonly names: readonly string[] }> {
  const wanted = new Set<string>(probes.flatMap(({ id, notId }) => [id, notId]));
  const found = new Map<string, { category: string; names: readonly string[] }>();
  const folder = join(root, "models/terminology");
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".jsonl.gz"))) {
    for (const line of gunzipSync(readFileSync(join(folder, name)))
      .toString("utf8")
      .split("\n")) {
      const id = /"id":"([^"]+)"/u.exec(line)?.[1];
      if (id === undefined || !wanted.has(id)) continue;
      const concept = JSON.parse(line) as { name: string; category: string; synonyms?: readonly string[] };
      found.set(id, { category: concept.category, names: [concept.name, ...(concept.synonyms ?? [])] });
    }
  }
  return found;
}

describe("near-miss probes", () => {
  it("are many, of many families, each wording once", () => {
    expect(probes.length).toBeGreaterThanOrEqual(300);
    expect(new Set(probes.map(({ family }) => family)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(probes.map(({ mention }) => mention.toLowerCase())).size).toBe(probes.length);
  });

  it("speak of two shipped concepts of their category, whose names they are not", () => {
    const concepts = shipped();
    for (const { mention, category, id, name, notId, notName } of probes) {
      const [own, other] = [concepts.get(id), concepts.get(notId)];
      expect([mention, own?.category, other?.category]).toEqual([mention, category, category]);
      expect(own!.names, mention).toContain(name);
      expect(other!.names, mention).toContain(notName);
      expect([...own!.names, ...other!.names].map(normalForm), mention).not.toContain(normalForm(mention));
    }
  });
});

describe("the evaluation of probes", () => {
  const head = "family\tmention\tcategory\tid\tname\tnotId\tnotName\n";
  const line = "number\ttype II thing\tDisease\tX:2\tThing 2\tX:1\tThing 1";
  const score = { total: 0.5, dense: 0, sparse: 0.5, exact: 0, context: 0 };
  const candidate = (id: Candidate["id"]): Candidate => ({ id, name: id, matchedName: id, score });

  it.each([
    [["X:2", "X:1"], 100, 100, undefined],
    [["X:3", "X:2"], 100, 0, "other first"],
    [["X:1", "X:2"], 0, 0, "taken for it"],
    [["X:3"], 0, 0, "neither"],
    [[], 0, 0, "neither"],
  ] as const)("of candidates %j: told %d, Acc@1 %d", (ids, told, acc1, kind) => {
    const evaluation = evaluateProbes(readProbes(head + line, "x"), [ids.map((id) => candidate(id))]);
    expect(evaluation).toMatchObject({ probes: 1, told, acc1, byFamily: { number: { told, acc1 } } });
    expect(evaluation.errors[0]?.kind).toBe(kind);
  });

  it.each([
    ["family\tmention", "first line"],
    [`${head}${line.replace("X:1", "X:2")}`, "line 2: both ids are the same"],
    [`${head}${line}\n${line.replace("Disease", "Illness")}`, "line 3: “Illness” is no category"],
    [`${head}${line.replace("X:1", "none")}`, "line 2: an id is no CURIE"],
    [`${head}${line.replace("type II thing", "")}`, "line 2: a field is empty"],
  ])("refuses %j", (content, named) => {
    expect(() => readProbes(content, "x")).toThrow(
      expect.objectContaining({
        code: "BAD_INPUT",
        [named === "first line" ? "hint" : "message"]: expect.stringContaining(named),
      }),
    );
  });
});
