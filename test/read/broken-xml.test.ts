import { describe, expect, it } from "vitest";
import type { RecordFailure, SourceRecord } from "../../src/domain/document.js";
import { readPubmedXml } from "../../src/read/pubmed-xml.js";
import { article, articleSet, chunked, gather, outline } from "./pubmed-sample.js";

async function read(xml: string | Buffer): Promise<readonly SourceRecord[]> {
  return gather(readPubmedXml(chunked(xml), "broken.xml"));
}

function failures(records: readonly SourceRecord[]): readonly RecordFailure[] {
  return records.flatMap((record) => (record.kind === "failure" ? record.failure : []));
}

const good = (pmid: string) => article({ pmid });

/** A broken second record between two good ones. */
async function broken(second: string | Buffer): Promise<RecordFailure | undefined> {
  const mark = "@@second@@";
  const [before = "", after = ""] = articleSet(good("1"), mark, good("3")).split(mark);
  const records = await read(Buffer.concat([Buffer.from(before), Buffer.from(second), Buffer.from(after)]));
  expect(outline(records).filter((line) => !line.startsWith("failed"))).toEqual(["PMID:1", "PMID:3"]);
  expect(records).toHaveLength(3);
  const [failure] = failures(records);
  expect(failure).toMatchObject({ file: "broken.xml", record: 2, stage: "read" });
  return failure;
}

describe("a broken record costs itself alone", () => {
  it("when it is not well-formed", async () => {
    const text = article({ pmid: "2", title: "<i>open" });
    expect(await broken(text)).toMatchObject({
      documentId: "PMID:2",
      reason: expect.stringContaining("unexpected close tag"),
      source: { format: "pubmed-xml", text },
    });
  });

  it("when its end tag is missing", async () => {
    const failure = await broken(good("2").replace("</PubmedArticle>", ""));
    expect(failure?.reason).toBe("another record begins before its </PubmedArticle>");
  });

  it("when it refers to an entity that XML does not know", async () => {
    expect((await broken(article({ pmid: "2", title: "5&nbsp;mg" })))?.reason).toContain("undefined entity");
  });

  it("when it nests ten thousand elements", async () => {
    const title = "<b>".repeat(10_000) + "</b>".repeat(10_000);
    expect((await broken(article({ pmid: "2", title })))?.reason).toContain("nest more than 200 deep");
  });

  it("when it is not UTF-8; its bytes are kept", async () => {
    const bytes = Buffer.from(article({ pmid: "2", title: "caf\u00e9" }), "latin1");
    const failure = await broken(bytes);
    expect(failure).toMatchObject({ documentId: "PMID:2", reason: "it is not valid UTF-8" });
    expect(failure?.source).toEqual({ format: "pubmed-xml;base64", text: bytes.toString("base64") });
  });

  it("when it lacks what a document needs", async () => {
    expect(await broken(article({ pmid: "" }))).toMatchObject({ field: "PMID" });
    expect(await broken(article({ pmid: "x2" }))).toMatchObject({ field: "PMID" });
    expect(await broken(article({ pmid: "2", title: " " }))).toMatchObject({
      field: "ArticleTitle",
      documentId: "PMID:2",
    });
    expect(await broken("<PubmedArticle/>")).toMatchObject({ field: "PMID" });
    expect(await broken("<DeleteCitation><PMID>no</PMID></DeleteCitation>")).toMatchObject({ field: "PMID" });
  });

  it("when it holds a character that XML forbids", async () => {
    expect((await broken(article({ pmid: "2", title: "a\u0001b" })))?.reason).toContain(
      "disallowed character",
    );
  });

  it("when a comment in it is never closed, up to the end of the file", async () => {
    const records = await read(articleSet(good("1"), article({ pmid: "2", title: "<!-- lost" }), good("3")));
    expect(outline(records)[0]).toBe("PMID:1");
    expect(failures(records)).toHaveLength(1);
    expect(outline(records).at(-1)).toBe("PMID:3");
  });

  it("when it is larger than the limit; only its beginning is looked at", async () => {
    const failure = await broken(article({ pmid: "2", title: "a".repeat(33 * 1024 * 1024) }));
    expect(failure).toMatchObject({ documentId: "PMID:2", reason: "<PubmedArticle> is larger than 32 MiB" });
    expect(failure).not.toHaveProperty("source");
  });
});

describe("a broken file says what is wrong and after which record", () => {
  it("when it declares entities", async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "<PubmedArticle>aaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    const records = await read(`${bomb}<PubmedArticleSet>${article({ title: "&b;" })}</PubmedArticleSet>`);
    expect(records).toHaveLength(1);
    expect(failures(records)[0]).toMatchObject({
      field: "DOCTYPE",
      hint: expect.stringContaining("<!ENTITY"),
    });
  });

  it("when it ends within a record", async () => {
    const whole = articleSet(good("1"), good("2"));
    const records = await read(whole.slice(0, whole.indexOf("2</PMID>") + 30));
    expect(outline(records)).toEqual(["PMID:1", "failed: the file ends before its </PubmedArticle>"]);
    expect(failures(records)[0]).toMatchObject({ record: 2, documentId: "PMID:2" });
  });

  it("when it ends between two records", async () => {
    const records = await read(articleSet(good("1"), good("2")).replace("</PubmedArticleSet>", ""));
    expect(outline(records)).toEqual([
      "PMID:1",
      "PMID:2",
      "failed: the file ends before its </PubmedArticleSet>; the last record was PMID:2",
    ]);
  });

  it("when it is something else", async () => {
    expect(outline(await read("<html><body><p>Not found</p></body></html>"))).toEqual([
      "failed: its root is <html>, and there is no <PubmedArticle> in it",
    ]);
    expect(outline(await read("   "))).toEqual(["failed: there is no XML element in it"]);
    expect(outline(await read("<a>".repeat(10_000)))).toHaveLength(1);
  });

  it("in time that grows with the file, not with its square", async () => {
    const hostile = [
      "<!--",
      "<!",
      "<![CDATA[",
      "<?",
      "<PubmedArticle ",
      "</PubmedArticle",
      "<a",
      "<!DOCTYPE [",
      '<!DOCTYPE "',
    ];
    for (const mark of hostile) {
      const body = mark.repeat(Math.ceil(400_000 / mark.length));
      for (const xml of [
        body,
        `<PubmedArticleSet><PubmedArticle>${body}`,
        `<PubmedArticle>${body}</PubmedArticle>`,
      ]) {
        const startedAt = performance.now();
        const records = await read(xml);
        expect(records.every(({ kind }) => kind === "failure")).toBe(true);
        expect(performance.now() - startedAt).toBeLessThan(5000);
      }
    }
  });
});
