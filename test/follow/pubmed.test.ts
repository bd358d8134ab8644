import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { filesDue } from "../../src/follow/pubmed/files-due.js";
import { type PubmedFile, pubmedName } from "../../src/follow/pubmed/pubmed-file.js";
import { type PubmedOptions, verifiedFiles } from "../../src/follow/pubmed/verified-files.js";
import { article, articleSet } from "../read/pubmed-sample.js";
import { type NcbiServer, startNcbi } from "./ncbi-server.js";
import { stillPatience } from "./still-clock.js";

const listed = (year: number, ...numbers: readonly number[]): readonly PubmedFile[] =>
  numbers.map((number) => {
    const name = `${pubmedName({ year, number })}.xml.gz`;
    return { year, number, name, url: new URL(`http://localhost/${name}`) };
  });
const numbers = (files: readonly PubmedFile[]) => files.map(({ number }) => number);

describe("the files that are due", () => {
  const updates = listed(26, 1335, 1336, 1337);

  it("go on from where the store stands", () => {
    const due = filesDue(updates, { folder: "updatefiles", done: { year: 26, number: 1335 } });
    expect(numbers(due.files)).toEqual([1336, 1337]);
    expect(filesDue(updates, { folder: "updatefiles", done: { year: 26, number: 1337 } }).files).toEqual([]);
  });

  it("go on after the baseline", () => {
    const due = filesDue(updates, { folder: "updatefiles", done: { year: 26, number: 1334 } });
    expect(numbers(due.files)).toEqual([1335, 1336, 1337]);
    expect(
      filesDue(listed(26, 1, 2), { folder: "baseline", done: { year: 26, number: 1335 } }).files,
    ).toEqual([]);
  });

  it("are all of the baseline at first, and in a new year", () => {
    const baseline = listed(26, 1, 2);
    expect(numbers(filesDue(baseline, { folder: "baseline" }).files)).toEqual([1, 2]);
    const done = { year: 25, number: 1600 };
    expect(numbers(filesDue(baseline, { folder: "baseline", done }).files)).toEqual([1, 2]);
  });

  it("begin where the user says", () => {
    const done = { year: 26, number: 1337 };
    expect(numbers(filesDue(updates, { folder: "updatefiles", done, from: 1336 }).files)).toEqual([
      1336, 1337,
    ]);
    expect(filesDue(updates, { folder: "updatefiles", from: 1338 }).files).toEqual([]);
    expect(() => filesDue(updates, { folder: "updatefiles", from: 7 })).toThrow(/no file of number 7/u);
  });

  it("end before a number that is not there", () => {
    const due = filesDue(listed(26, 1335, 1337), { folder: "updatefiles", done: { year: 26, number: 1334 } });
    expect(due).toMatchObject({ files: [{ number: 1335 }], missing: { year: 26, number: 1336 } });
    const behind = filesDue(updates, { folder: "updatefiles", done: { year: 26, number: 600 } });
    expect(behind).toMatchObject({ files: [], missing: { number: 601 } });
  });

  it.each([
    [{ folder: "updatefiles" } as const, /nothing says with which update file to begin/u],
    [
      { folder: "updatefiles", done: { year: 25, number: 1600 } } as const,
      /began a new year.*pubmed25n1600/u,
    ],
    [{ folder: "updatefiles", done: { year: 27, number: 3 } } as const, /the server has only pubmed26n1335/u],
  ])("are not guessed: %j", (standing, message) => {
    expect(() => filesDue(updates, standing)).toThrow(message);
  });
});

describe("PubMed's files", () => {
  const folder = mkdtempSync(join(tmpdir(), "litweave-pubmed-"));
  const downloads = join(folder, "downloads");
  const name = (number: number) => `updatefiles/${pubmedName({ year: 26, number })}.xml.gz`;
  let ncbi: NcbiServer;

  beforeEach(async () => {
    ncbi = await startNcbi();
    for (const number of [1335, 1336, 1337]) {
      ncbi.files.set(name(number), gzipSync(articleSet(article({ pmid: String(number) }))));
    }
  });
  afterEach(async () => {
    await ncbi.close();
    rmSync(downloads, { recursive: true, force: true });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const options = (more: Partial<PubmedOptions> = {}): PubmedOptions => ({
    baseUrl: ncbi.pubmed,
    folder: "updatefiles",
    from: 1335,
    downloads,
    patience: stillPatience(),
    ...more,
  });

  /** Names of the files that came, each read as it came, and what ended them. */
  async function taken(more: Partial<PubmedOptions> = {}): Promise<readonly string[]> {
    const names: string[] = [];
    try {
      for await (const file of verifiedFiles(options(more))) {
        expect(readFileSync(file.path).equals(ncbi.files.get(`updatefiles/${file.name}`)!)).toBe(true);
        names.push(`${file.name}, ${file.left} left`);
      }
    } catch (error) {
      names.push((error as Error).message);
    }
    return names;
  }

  it("come in the order of their numbers, and leave nothing behind", async () => {
    expect(await taken()).toEqual([
      "pubmed26n1335.xml.gz, 2 left",
      "pubmed26n1336.xml.gz, 1 left",
      "pubmed26n1337.xml.gz, 0 left",
    ]);
    expect(readdirSync(downloads)).toEqual([]);
  });

  it("come again, the one that was not done, without being fetched twice", async () => {
    for await (const _ of verifiedFiles(options())) break;
    expect(readdirSync(downloads)).toEqual(["pubmed26n1335.xml.gz"]);
    ncbi.asked.length = 0;
    expect(await taken()).toHaveLength(3);
    const ranges = ncbi.asked.filter(({ path }) => path === name(1335)).map(({ range }) => range);
    expect(ranges).toEqual([`bytes=${ncbi.files.get(name(1335))?.length}-`]);
  });

  it("are fetched anew when they do not fit their checksum", async () => {
    const other = createHash("md5").update("something else").digest("hex");
    ncbi.fail(`${name(1336)}.md5`, { status: 200, body: `MD5(pubmed26n1336.xml.gz)= ${other}\n` });
    const patience = stillPatience();
    expect(await taken({ patience })).toHaveLength(3);
    expect(patience.lines).toEqual([expect.stringContaining(`its .md5 says ${other}; fetching both again`)]);
  });

  it("end with one that never fits its checksum", async () => {
    ncbi.files.set(`${name(1336)}.md5`, Buffer.from(`MD5(pubmed26n1336.xml.gz)= ${"0".repeat(32)}\n`));
    const names = await taken();
    expect(names).toEqual([
      "pubmed26n1335.xml.gz, 2 left",
      expect.stringMatching(/pubmed26n1336\.xml\.gz has the MD5 checksum .* says 0{32}, after 3 downloads/u),
    ]);
    expect(readdirSync(downloads), "the damaged file is not kept").toEqual([]);
  });

  it("end with one whose checksum is none", async () => {
    ncbi.files.set(`${name(1335)}.md5`, Buffer.from("<html>Please log in</html>"));
    expect(await taken()).toEqual([expect.stringMatching(/no MD5 checksum in pubmed26n1335\.xml\.gz\.md5/u)]);
  });

  it("end before a gap, which is told", async () => {
    ncbi.files.delete(name(1336));
    expect(await taken()).toEqual([
      "pubmed26n1335.xml.gz, 0 left",
      expect.stringMatching(/pubmed26n1336 is not in updatefiles, although later files are/u),
    ]);
  });

  it("are not looked for in a page that lists none", async () => {
    ncbi.files.clear();
    expect(await taken()).toEqual([expect.stringMatching(/lists no PubMed files/u)]);
  });
});
