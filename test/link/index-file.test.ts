import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { indexProblem, readIndexFile, writeIndexFile } from "../../src/link/index-file.js";
import { mapper } from "../../src/link/map-file.js";
import { scratchFolder } from "./toy-terminology.js";

const arrays = {
  bytes: Uint8Array.of(1, 2, 3),
  shorts: Uint16Array.of(65_535, 1, 2),
  numbers: Uint32Array.of(7, 2 ** 31),
  floats: Float32Array.of(0.5),
  none: new Uint32Array(0),
};

function written(): string {
  const path = join(scratchFolder(), "deep", "toy.index");
  writeIndexFile(path, "f1", arrays);
  return path;
}

describe("an index file", () => {
  it("gives back what was written, and leaves nothing beside it", () => {
    const path = written();
    expect(readIndexFile(path, "f1")).toEqual({ arrays });
    expect(readdirSync(dirname(path))).toEqual(["toy.index"]);
  });

  it("gives the same mapped and read", () => {
    const path = written();
    const read = readIndexFile(path, "f1", () => undefined);
    expect(read).toEqual({ arrays });
    expect(readIndexFile(path, "f1")).toEqual(read);
  });

  it("is mapped on Linux and macOS, and stays as it is when its arrays are written to", () => {
    if (process.platform === "win32") return;
    const path = written();
    const before = readFileSync(path);
    let mapped = 0;
    const reading = readIndexFile(path, "f1", (file, length) => {
      const region = mapper()(file, length);
      mapped += region?.byteLength ?? 0;
      return region;
    });
    expect(mapped).toBe(before.length);
    if ("arrays" in reading) reading.arrays.bytes!.fill(9);
    expect(readFileSync(path)).toEqual(before);
  });

  it("tells its problem from its head alone", () => {
    const path = written();
    expect(indexProblem(path, "f1")).toBeUndefined();
    expect(indexProblem(path, "f2")).toBe("it was built from f1, wanted is f2");
    expect(indexProblem(join(scratchFolder(), "no.index"), "f1")).toBe("there is none yet");
  });

  it("is not used for another fingerprint, and says both", () => {
    expect(readIndexFile(written(), "f2")).toEqual({ unusable: "it was built from f1, wanted is f2" });
  });

  it("is not used when it is missing", () => {
    expect(readIndexFile(join(scratchFolder(), "no.index"), "f1")).toEqual({ unusable: "there is none yet" });
  });

  it("is not used when any byte that matters has changed, or the end is gone", () => {
    const whole = readFileSync(written());
    for (let at = 0; at < whole.length; at += 1) {
      const path = written();
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x40;
      writeFileSync(path, damaged);
      const reading = readIndexFile(path, "f1");
      if ("arrays" in reading) expect(reading.arrays).toEqual(arrays);
    }
    const path = written();
    truncateSync(path, whole.length - 1);
    const reading = readIndexFile(path, "f1");
    if ("arrays" in reading) expect(reading.arrays).toEqual(arrays);
    truncateSync(path, whole.length - 16);
    expect(readIndexFile(path, "f1")).toEqual({ unusable: expect.stringMatching(/cut short/) });
    truncateSync(path, 5);
    expect(readIndexFile(path, "f1")).toEqual({ unusable: "it is cut short" });
  });
});
