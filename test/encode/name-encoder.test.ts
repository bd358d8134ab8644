import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NameEncoder, openNameEncoder } from "../../src/encode/name-encoder.js";
import { damagedCopy, namesFolder } from "./model-copy.js";

describe("the name encoder", () => {
  let encoder: NameEncoder;
  beforeAll(async () => {
    encoder = await openNameEncoder(namesFolder, { device: "cpu" });
  });
  afterAll(() => encoder.close());

  const rowsOf = (embeddings: Float32Array) =>
    Array.from({ length: embeddings.length / encoder.manifest.dim }, (_, row) =>
      embeddings.subarray(row * encoder.manifest.dim, (row + 1) * encoder.manifest.dim),
    );
  const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

  it("gives rows of length one, in the order of the names", async () => {
    const names = ["type 2 diabetes mellitus", "gout", "acute lymphoblastic leukaemia of childhood", "gout"];
    const rows = rowsOf(await encoder.encode(names));
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(cosine(row, row)).toBeCloseTo(1, 3);
    expect(rows[1]).toEqual(rows[3]);
    expect(cosine(rows[0]!, rows[1]!)).toBeLessThan(0.99);
  });

  it("puts a synonym nearer than another disease", async () => {
    const [query, synonym, other] = rowsOf(
      await encoder.encode(["heart attack", "myocardial infarction", "psoriasis"]),
    );
    expect(cosine(query!, synonym!)).toBeGreaterThan(cosine(query!, other!));
  });

  it("gives a name the same embedding alone and in company, and nearly so in a batch", async () => {
    const names = ["gout", "chronic obstructive pulmonary disease", "TP53", "", "x".repeat(3_000)];
    const apart = rowsOf(await encoder.encode(names));
    const together = rowsOf(await encoder.encode(names, { together: true }));
    for (const [index, name] of names.entries()) {
      expect(await encoder.encode([name])).toEqual(new Float32Array(apart[index]!));
      expect(cosine(apart[index]!, together[index]!)).toBeGreaterThan(0.95);
    }
  });

  it("embeds no names as nothing", async () => {
    expect(await encoder.encode([])).toHaveLength(0);
  });

  it("refuses a manifest of another length, naming both sides", async () => {
    const folder = damagedCopy(namesFolder, { manifest: (manifest) => Object.assign(manifest, { dim: 7 }) });
    await expect(openNameEncoder(folder, { device: "cpu" })).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(/output embedding \[.*\], its manifest wants \[batch, 7\]/),
    });
  });
});
