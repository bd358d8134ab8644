import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readIndexFile, writeIndexFile } from "../../src/link/index-file.js";
import { scratchFolder } from "./toy-terminology.js";

const arrays = {
  bytes: Uint8Array.of(1, 2, 3),
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
