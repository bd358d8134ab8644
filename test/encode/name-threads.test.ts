import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNameEncoder } from "../../src/encode/name-encoder.js";
import { type NameThreads, openNameThreads } from "../../src/encode/name-threads.js";
import { damagedCopy, namesFolder } from "./model-copy.js";

describe("name encoders in threads", () => {
  let threads: NameThreads;
  beforeAll(async () => {
    threads = await openNameThreads(namesFolder);
  });
  afterAll(() => threads.close());

  it("embed as one does, in the order of the names", async () => {
    const names = Array.from({ length: 30 }, (_, at) => `${"acute ".repeat(at % 4)}gout ${at}`);
    const one = await openNameEncoder(namesFolder, { device: "cpu", threads: 1 });
    expect(await threads.encode(names)).toEqual(await one.encode(names));
    expect(await threads.encode(names, { together: true })).toEqual(
      await one.encode(names, { together: true }),
    );
    expect(await threads.encode([])).toHaveLength(0);
    await one.close();
  });

  it("refuse a damaged model as one does", async () => {
    const folder = damagedCopy(namesFolder, { manifest: (manifest) => Object.assign(manifest, { dim: 7 }) });
    await expect(openNameThreads(folder)).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(/wants \[batch, 7\]/),
    });
  });

  it("say so when they are closed", async () => {
    const other = await openNameThreads(namesFolder);
    await other.close();
    await expect(other.encode(["gout"])).rejects.toThrow(/is closed/);
  });
});
