import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openEutils } from "../../src/follow/eutils/client.js";
import { recordsOf } from "../../src/follow/eutils/fetch-records.js";
import { paced } from "../../src/follow/eutils/pace.js";
import { dayOf, pieces } from "../../src/follow/eutils/pieces.js";
import { readPmids } from "../../src/follow/eutils/pmids.js";
import { type Query, queryRecords } from "../../src/follow/eutils/query-records.js";
import { article, gather } from "../read/pubmed-sample.js";
import { xmlErrorText } from "./eutils-answers.js";
import { type NcbiServer, startNcbi } from "./ncbi-server.js";
import { stillClock, stillPatience } from "./still-clock.js";

let ncbi: NcbiServer;
beforeAll(async () => {
  ncbi = await startNcbi();
  for (let at = 0; at < 450; at += 1) {
    const pmid = String(31_000_000 + at);
    const day = dayOf(Date.parse("2025-01-01") + at * 24 * 60 * 60 * 1000);
    const title = `Isoniazid, report ${at}.`;
    ncbi.records.push({ pmid, xml: article({ pmid, title }), edat: day, mdat: day });
  }
});
afterAll(() => ncbi.close());
afterEach(() => {
  ncbi.asked.length = 0;
  ncbi.apiKey = undefined;
});

function asking(options: { readonly apiKey?: string; readonly email?: string } = {}) {
  const patience = stillPatience({ attempts: 3 });
  const eutils = openEutils({ baseUrl: ncbi.eutils, patience, ...options });
  const pmidsIn = (sets: readonly string[]) =>
    sets.flatMap((set) => [...set.matchAll(/<PMID[^>]*>(\d+)/gu)].map(([, pmid]) => pmid));
  return {
    lines: patience.lines,
    slept: patience.clock.slept,
    query: async (query: Partial<Query> & Pick<Query, "term">) =>
      pmidsIn(await gather(queryRecords(eutils, patience.clock, { dateType: "mdat", ...query }))),
    pmids: async (...pmids: readonly string[]) => pmidsIn(await gather(recordsOf(eutils, pmids))),
  };
}

describe("a query", () => {
  it("gives all records that it finds, in batches", async () => {
    const { query, lines } = asking({ email: "someone@example.org" });
    expect(await query({ term: "Isoniazid" })).toEqual(ncbi.records.map(({ pmid }) => pmid));
    expect(ncbi.asked.map(({ path }) => path)).toEqual(["esearch.fcgi", ...Array(3).fill("efetch.fcgi")]);
    expect(ncbi.asked.map(({ parameters }) => parameters.get("retstart"))).toEqual([null, "0", "200", "400"]);
    for (const { parameters } of ncbi.asked) {
      expect(Object.fromEntries(parameters)).toMatchObject({
        db: "pubmed",
        tool: "litweave",
        email: "someone@example.org",
      });
    }
    expect(lines).toEqual(["PubMed has 450 records for “Isoniazid”."]);
  });

  it("gives only records since a day", async () => {
    const { query } = asking();
    const since = ncbi.records[440]?.mdat ?? "";
    expect(await query({ term: "Isoniazid", since })).toHaveLength(10);
    expect(ncbi.asked[0]?.parameters.get("datetype")).toBe("mdat");
    expect(ncbi.asked[0]?.parameters.get("mindate")).toBe(since.replaceAll("-", "/"));
    expect(await query({ term: "Isoniazid", since, dateType: "edat" })).toHaveLength(10);
  });

  it("that finds nothing says so, with the words that PubMed does not know", async () => {
    const { query, lines } = asking();
    expect(await query({ term: "isoniazzid" })).toEqual([]);
    expect(lines).toEqual(["PubMed does not know “isoniazzid”.", "PubMed has 0 records for “isoniazzid”."]);
  });
});

describe("what is more than PubMed gives of one search", () => {
  const find = (counts: ReadonlyMap<string, number>) => async (days: { first: string; last: string }) => {
    const inside = [...counts].filter(([day]) => day >= days.first && day <= days.last);
    const count = inside.reduce((sum, [, more]) => sum + more, 0);
    return { count, webEnv: `${days.first}…${days.last}`, queryKey: "1", warnings: [] };
  };
  const all = { dateType: "edat", first: "1600-01-01", last: "2027-03-02" } as const;

  it("is cut by date into what fits, each record once", async () => {
    const day = fc.integer({ min: Date.parse("1900-01-01"), max: Date.parse("2027-03-01") }).map(dayOf);
    const counts = fc.array(fc.tuple(day, fc.integer({ min: 0, max: 9_999 })), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(counts, async (days) => {
        const byDay = new Map(days);
        const found = await gather(pieces(find(byDay), all));
        for (const { count } of found) expect(count).toBeLessThanOrEqual(9_999);
        const sum = found.reduce((total, { count }) => total + count, 0);
        expect(sum).toBe([...byDay.values()].reduce((total, count) => total + count, 0));
        const ranges = found.map(({ webEnv }) => webEnv.split("…"));
        for (const [index, range] of ranges.entries()) {
          if (index > 0) expect(range[0]! > ranges[index - 1]![1]!).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("cannot be cut when one day has it all", async () => {
    const found = gather(pieces(find(new Map([["2025-02-03", 20_000]])), all));
    await expect(found).rejects.toThrow(/20000 records of 2025-02-03 alone/u);
  });
});

describe("PMIDs", () => {
  const folder = mkdtempSync(join(tmpdir(), "litweave-pmids-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("give their records, as far as there are any", async () => {
    const { pmids } = asking();
    expect(await pmids("31000007", "999999999", "31000003")).toEqual(["31000007", "31000003"]);
    expect(await pmids("999999999")).toEqual([]);
  });

  it("are read from a list or a file", async () => {
    const file = join(folder, "pmids.txt");
    writeFileSync(file, "PMID:31000001\n31000002, 31000003\r\n\n31000001\n");
    expect(await readPmids("31000001, PMID:31000002")).toEqual(["31000001", "31000002"]);
    expect(await readPmids(file)).toEqual(["31000001", "31000002", "31000003"]);
  });

  it("that are none are named", async () => {
    const file = join(folder, "bad.txt");
    writeFileSync(file, "31000001\nPMC123\n");
    await expect(readPmids(file)).rejects.toThrow(/“PMC123” in line 2/u);
    writeFileSync(file, "\n");
    await expect(readPmids(file)).rejects.toThrow(/there are no PMIDs/u);
    await expect(readPmids("nowhere.txt")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the pace", () => {
  it.each([3, 10])("is at most %d in any second", async (limit) => {
    const clock = stillClock();
    const turn = paced(limit, clock);
    const at: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      await turn();
      at.push(clock.now());
    }
    for (const start of at) {
      expect(at.filter((time) => time >= start && time < start + 1000).length).toBeLessThanOrEqual(limit);
    }
    expect(at.at(-1)! - at[0]!).toBeLessThan((40 * 1000) / limit + 200);
  });

  it("does not save up turns, and lets those through at once who come late enough", async () => {
    const clock = stillClock();
    const turn = paced(3, clock);
    await turn();
    await clock.sleep(10_000);
    await turn();
    expect(clock.slept).toEqual([10_000]);
    await turn();
    expect(clock.slept).toEqual([10_000, 334]);
  });

  it("is kept by every request, tried again or not", async () => {
    const anonymous = asking();
    ncbi.fail("efetch.fcgi", { status: 500 });
    await anonymous.query({ term: "Isoniazid" });
    expect(anonymous.slept.filter((ms) => ms <= 334)).toHaveLength(3);
    ncbi.apiKey = "0123456789abcdef";
    const known = asking({ apiKey: ncbi.apiKey });
    await known.query({ term: "Isoniazid" });
    expect(known.slept).toEqual([100, 100, 100]);
  });
});

describe("errors of E-utilities", () => {
  const searchError = (message: string) =>
    JSON.stringify({ header: { type: "esearch", version: "0.3" }, esearchresult: { ERROR: message } });

  it("are waited for when they may pass", async () => {
    const { query, lines } = asking();
    ncbi.fail("esearch.fcgi", {
      status: 200,
      body: searchError("Search Backend failed: Exception: timed out"),
    });
    ncbi.fail("efetch.fcgi", { status: 200, body: xmlErrorText("Cannot retrieve history data. Try again.") });
    expect(await query({ term: "Isoniazid" })).toHaveLength(450);
    expect(lines).toEqual([
      expect.stringContaining("NCBI's esearch: the answer is an error: Search Backend failed"),
      expect.stringContaining("PubMed has 450"),
      expect.stringContaining("NCBI's efetch: the answer is an error: Cannot retrieve history data"),
    ]);
  });

  it("end the run when they stay", async () => {
    const backend = { status: 200, body: searchError("Search Backend failed: no answer") };
    ncbi.fail("esearch.fcgi", backend, backend, backend);
    await expect(asking().query({ term: "Isoniazid" })).rejects.toMatchObject({
      code: "SOURCE_UNAVAILABLE",
      message: expect.stringMatching(/esearch could not be fetched.*Search Backend failed.*3 times/u),
    });
  });

  it("end the run at once when asking again would not help", async () => {
    ncbi.fail("esearch.fcgi", { status: 400, body: searchError("Invalid query syntax") });
    await expect(asking().query({ term: "Isoniazid" })).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: "NCBI's esearch answers with an error: Invalid query syntax",
    });
    expect(ncbi.asked).toHaveLength(1);
  });

  it("never show the key", async () => {
    const { query, lines } = asking({ apiKey: "secret0123456789" });
    const limit = {
      error: "API rate limit exceeded",
      "api-key": "secret0123456789",
      count: "11",
      limit: "10",
    };
    ncbi.fail("esearch.fcgi", { status: 200, body: JSON.stringify(limit) });
    const refused = await query({ term: "Isoniazid" }).catch(
      (error: unknown) => error as Error & { hint?: string },
    );
    expect(refused).toMatchObject({ code: "USAGE", hint: expect.stringContaining("NCBI_API_KEY") });
    expect(JSON.stringify([lines, refused, String(refused)])).not.toContain("secret");
    expect(lines[0]).toContain("API rate limit exceeded");
  });

  it("are told apart from pages of a proxy and answers that break off", async () => {
    const { query, lines } = asking();
    ncbi.fail("esearch.fcgi", {
      status: 200,
      body: "<html><title>NCBI - WWW Error Blocked Diagnostic</title></html>",
    });
    ncbi.fail("efetch.fcgi", {
      status: 200,
      body: "<?xml version='1.0'?><PubmedArticleSet><PubmedArticle><Med",
    });
    ncbi.fail("efetch.fcgi", { breakAfter: 2_000 });
    expect(await query({ term: "Isoniazid" })).toHaveLength(450);
    expect(lines).toEqual([
      expect.stringContaining("the answer is no JSON: “NCBI - WWW Error Blocked Diagnostic"),
      expect.stringContaining("PubMed has 450"),
      expect.stringContaining("the answer breaks off"),
      expect.stringContaining("the connection failed"),
    ]);
  });
});
