import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openExportFiles } from "../../src/write/export-files.js";

const root = mkdtempSync(join(tmpdir(), "litweave-files-"));
afterAll(() => rmSync(root, { recursive: true }));

let folder: string;
let made = 0;
beforeEach(() => {
  folder = join(root, String(made++), "out");
});

const names = ["a.txt", "b.bin"];
const piece = (file: string, data: string | Uint8Array, records = 1) => ({ file, data, records });

describe("the files of an export", () => {
  it("come into their places when all are whole", async () => {
    const files = await openExportFiles(folder, names);
    await files.write(piece("a.txt", "eins 𝛽\n"));
    await files.write(piece("b.bin", new Uint8Array([1, 2])));
    await files.write(piece("a.txt", "zwei\n", 2));
    expect(readdirSync(folder).filter((name) => !name.endsWith(".part"))).toEqual([]);
    expect(await files.finish()).toEqual([
      { name: "a.txt", records: 3, bytes: 15 },
      { name: "b.bin", records: 1, bytes: 2 },
    ]);
    expect(readdirSync(folder).sort()).toEqual(names);
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("eins 𝛽\nzwei\n");
    expect([...readFileSync(join(folder, "b.bin"))]).toEqual([1, 2]);
  });

  it("are gzipped when that is asked, each under a name that says so", async () => {
    const text = "the same again\n".repeat(20_000);
    const files = await openExportFiles(folder, ["a.txt"], { gzip: true });
    for (let start = 0; start < text.length; start += 1_000) {
      await files.write(piece("a.txt", text.slice(start, start + 1_000)));
    }
    const [written] = await files.finish();
    const packed = readFileSync(join(folder, "a.txt.gz"));
    expect(written).toEqual({ name: "a.txt.gz", records: 300, bytes: packed.length });
    expect(gunzipSync(packed).toString()).toBe(text);
  });

  it("leave what was there when they are discarded", async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "a.txt"), "before");
    const files = await openExportFiles(folder, names);
    await files.write(piece("a.txt", "x".repeat(100_000)));
    await files.discard();
    expect(readdirSync(folder)).toEqual(["a.txt"]);
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("before");
  });

  it("replace those of an earlier export, and what one left that broke off", async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "a.txt"), "before");
    writeFileSync(join(folder, "b.bin.part"), "half");
    const files = await openExportFiles(folder, names);
    await files.write(piece("a.txt", "after"));
    await files.finish();
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("after");
    expect(readdirSync(folder).sort()).toEqual(names);
    expect(readFileSync(join(folder, "b.bin"))).toHaveLength(0);
  });

  it("are refused in a folder that holds others, unless that is wanted", async () => {
    mkdirSync(folder, { recursive: true });
    for (const name of ["1", "2", "3", "4"]) writeFileSync(join(folder, name), "");
    await expect(openExportFiles(folder, names)).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: `${folder} holds other files: 1, 2, 3 and 1 more`,
    });
    const files = await openExportFiles(folder, names, { force: true });
    await files.finish();
    expect(readdirSync(folder).sort()).toEqual(["1", "2", "3", "4", ...names]);
  });

  it("say why a folder cannot be written to", async () => {
    mkdirSync(join(folder, ".."), { recursive: true });
    writeFileSync(folder, "a file");
    await expect(openExportFiles(folder, names)).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringContaining("cannot be written"),
    });
    expect(existsSync(folder)).toBe(true);
  });

  it("fail with the first that cannot be made", async () => {
    mkdirSync(join(folder, "a.txt.part"), { recursive: true });
    const files = await openExportFiles(folder, names);
    await files.write(piece("b.bin", "x"));
    await expect(files.finish()).rejects.toMatchObject({ code: "BAD_INPUT" });
    rmSync(join(folder, "a.txt.part"), { recursive: true });
    await files.discard();
    expect(readdirSync(folder)).toEqual([]);
  });
});
