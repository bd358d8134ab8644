import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Document } from "../../src/domain/document.js";
import { readJats } from "../../src/read/jats.js";
import { sentencesOf } from "../../src/segment/sentences.js";
import { chunked, gather } from "./pubmed-sample.js";

const sample = readFileSync(join(import.meta.dirname, "../fixtures/read/full-text.jats.xml"), "utf8");

async function read(xml: string): Promise<readonly Document[]> {
  const records = await gather(readJats(chunked(xml), "sample.xml"));
  return records.map((record) => {
    if (record.kind !== "document") throw new Error(JSON.stringify(record));
    return record.document;
  });
}

const wrapped = (meta: string, body = "", type = "research-article") =>
  `<article article-type="${type}"><front><article-meta><article-id pub-id-type="pmid">7</article-id>${meta}</article-meta></front><body>${body}</body></article>`;
const body = async (xml: string) => {
  const [document] = await read(wrapped("", xml));
  return document!.passages.map(({ kind, role, label, text }) => [kind, role, label, text]);
};

describe("a full text in JATS", () => {
  it("gives title, abstract, paragraphs, captions and tables, each with its section", async () => {
    const [article] = await read(sample);
    expect(article!.passages.map(({ kind, role, label, text }) => [kind, role, label, text])).toEqual([
      [
        "title",
        "title",
        undefined,
        "Metformin lowers blood glucose in type 2 diabetes: a trial of our own making",
      ],
      ["abstract", "background", "Background", "Type 2 diabetes is common."],
      ["abstract", "results", "Results", "Metformin lowered HbA1c by 1.1\u00a0%.\nNausea was rare."],
      ["body", "background", "Introduction", "Metformin is an old drug [3]."],
      ["body", "methods", "2. Patients and methods", "We treated:"],
      ["body", "methods", "2. Patients and methods", "forty adults with type 2 diabetes;"],
      ["body", "methods", "2. Patients and methods", "twenty without."],
      ["body", "methods", "2. Patients and methods", "All gave consent."],
      ["body", "methods", "Outcomes", "The change was Δ=x."],
      [
        "body",
        "results",
        "Effects on subjects with obesity",
        "Metformin reduced weight in obese adults within a year.",
      ],
      ["caption", "results", "Figure 1", "Weight under metformin\n\nMetformin reduced weight in obesity."],
      ["caption", "results", "Table 1", "Doses of metformin."],
      [
        "table",
        "results",
        "Table 1",
        "Drug | Dose | HbA1c\nMetformin | 500 mg | −0.6\nMetformin | 1000 mg | −1.1\nPlacebo | 0.0",
      ],
      ["caption", "other", "Figure 2", "Lactic acidosis did not occur."],
    ]);
  });

  it("is known by its PMID, and tells its dates, journal and type", async () => {
    const [article] = await read(sample);
    expect(article).toMatchObject({
      id: "PMID:90001001",
      publishedAt: "2019-03-07",
      year: 2019,
      revisedAt: "2020-04-09",
      journal: "Journal of Samples",
      publicationTypes: ["Journal Article"],
      retracted: false,
      retracts: [],
    });
    const id = async (ids: string) =>
      (
        await read(
          wrapped("<title-group><article-title>T</article-title></title-group>").replace(
            /<article-id.*?<\/article-id>/,
            ids,
          ),
        )
      )[0]?.id;
    expect(
      await id(
        '<article-id pub-id-type="doi">10.9999/X.1</article-id><article-id pub-id-type="pmcid">PMC12</article-id>',
      ),
    ).toBe("PMC:PMC12");
    expect(await id('<article-id pub-id-type="pmc">12</article-id>')).toBe("PMC:PMC12");
    expect(await id('<article-id pub-id-type="doi">10.9999/X.1</article-id>')).toBe("doi:10.9999/x.1");
  });

  it("names what it withdraws, and says when it is withdrawn or doubted itself", async () => {
    const [, notice] = await read(sample);
    expect(notice).toMatchObject({
      id: "PMC:PMC9000002",
      publishedAt: "2021-05-06",
      publicationTypes: ["Retraction of Publication"],
      retracts: ["PMID:90001001", "doi:10.9999/sample.1"],
      retracted: false,
    });
    const related = (type: string) =>
      wrapped(
        `<title-group><article-title>T</article-title></title-group><related-article xmlns:xlink="x" related-article-type="${type}" ext-link-type="pubmed" xlink:href="8"/>`,
      );
    expect((await read(related("retraction-forward")))[0]).toMatchObject({ retracted: true, retracts: [] });
    expect((await read(related("concern-forward")))[0]).toMatchObject({ retracted: false, concern: true });
    expect((await read(related("object-of-concern")))[0]).toMatchObject({ concernsAbout: ["PMID:8"] });
    expect((await read(related("partial-retraction")))[0]).toMatchObject({ retracts: [], retracted: false });
  });

  it("has sentences that end with rows, titles of captions and paragraphs", async () => {
    const [article] = await read(sample);
    const text = article!.passages.map((passage) => passage.text).join("\n");
    const sentences = sentencesOf(article!).map(({ start, end }) => text.slice(start, end));
    expect(sentences).toEqual(
      expect.arrayContaining([
        "Weight under metformin",
        "Metformin | 500 mg | −0.6",
        "Metformin | 1000 mg | −1.1",
        "Nausea was rare.",
      ]),
    );
  });

  it("takes each section's kind from its type, else from how its title begins, else from the section around it", async () => {
    const section = (title: string, type = "") =>
      `<sec${type && ` sec-type="${type}"`}><title>${title}</title><p>Words.</p></sec>`;
    const roles = await body(
      [
        section("What we did", "materials|methods"),
        section("III. Results and discussion"),
        section("Case presentation"),
        section("Concluding remarks"),
        section("Statistical analysis"),
        section("Outcomes in patients"),
        `<sec><title>Discussion</title>${section("Methods of others")}</sec>`,
      ].join(""),
    );
    expect(roles.map(([, role]) => role)).toEqual([
      "methods",
      "results",
      "results",
      "conclusions",
      "methods",
      "other",
      "conclusions",
    ]);
  });

  it("keeps the words on both sides of what it leaves out", async () => {
    expect(
      await body(
        '<p>Aspirin<xref ref-type="bibr" rid="a"><sup>1</sup></xref>, m<sup>2</sup> and Ca<sup>2+</sup>.<fn><p>no</p></fn></p><boxed-text><title>Box</title><p>In a box.</p></boxed-text><p>See <xref ref-type="fig">Figure 1</xref>.</p><disp-quote><p>Said.</p></disp-quote>',
      ),
    ).toEqual([
      ["body", "other", undefined, "Aspirin, m2 and Ca2+."],
      ["body", "other", "Box", "In a box."],
      ["body", "other", undefined, "See Figure 1."],
      ["body", "other", undefined, "Said."],
    ]);
  });

  it("stays small however many rows a cell claims to span", async () => {
    const wide = `<tr>${'<td rowspan="999999999" colspan="999999999">aaaaaaaaaa</td>'.repeat(1000)}</tr>`;
    const [part] = await body(
      `<table-wrap><table><tbody>${wide}${"<tr><td>b</td></tr>".repeat(1000)}</tbody></table></table-wrap>`,
    );
    const [first, second] = part![3]!.split("\n");
    expect(second).toBe(`${first} | b`);
    expect(part![3]!.length).toBeLessThan(200_000);
  });

  it.each(["99999999999999999999", "1e999"])(
    "comes to an end where a cell claims to span %s columns",
    async (span) => {
      const cells = `<td rowspan="${span}" colspan="${span}">a</td><td rowspan="${span}">b</td>`;
      const [part] = await body(
        `<table-wrap><table><tr>${cells}</tr><tr><td>c</td></tr></table></table-wrap>`,
      );
      expect(part![3]).toBe("a | b\na | b | c");
    },
  );
});
