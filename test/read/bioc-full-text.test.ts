import { describe, expect, it } from "vitest";
import { readBioc } from "../../src/read/bioc.js";
import { chunked, gather } from "./pubmed-sample.js";

/** A full text laid out as PubMed Central's BioC service does, of our own words. */
const passages = [
  {
    infons: {
      section_type: "TITLE",
      type: "front",
      "article-id_pmc": "9000001",
      "article-id_pmid": "90001001",
      year: "2019",
    },
    text: "Metformin and weight",
  },
  { infons: { section_type: "ABSTRACT", type: "abstract" }, text: "Metformin reduces weight." },
  { infons: { section_type: "INTRO", type: "title_1" }, text: "Introduction" },
  { infons: { section_type: "INTRO", type: "paragraph" }, text: "Obesity is common." },
  { infons: { section_type: "RESULTS", type: "title_1" }, text: "Findings" },
  { infons: { section_type: "RESULTS", type: "paragraph" }, text: "Metformin reduced weight in obesity." },
  { infons: { section_type: "FIG", type: "fig_caption", id: "f1" }, text: "Weight under metformin." },
  { infons: { section_type: "TABLE", type: "table" }, text: "Drug\tDose" },
  { infons: { section_type: "TABLE", type: "table_footnote" }, text: "A note." },
  { infons: { section_type: "DISCUSS", type: "paragraph" }, text: "It may be so." },
  { infons: { section_type: "REF", type: "ref" }, text: "Insulin causes nothing." },
  { infons: { section_type: "COMP_INT", type: "footnote" }, text: "None." },
];

function laid() {
  let offset = 0;
  return passages.map(({ infons, text }) => {
    const passage = {
      offset,
      infons,
      text,
      annotations: [
        {
          id: "0",
          infons: { type: "Chemical", identifier: "MESH:D008687" },
          text: "Metformin",
          locations: [{ offset, length: 9 }],
        },
      ].filter(() => text.startsWith("Metformin")),
    };
    // The service leaves a byte between passages, and more where something stood that it does not give.
    offset += text.length + 7;
    return passage;
  });
}

describe("a full text in BioC", () => {
  it("has its paragraphs, captions and tables apart, without references and notes", async () => {
    const [source] = await gather(
      readBioc(chunked(JSON.stringify({ documents: [{ id: "9000001", passages: laid() }] })), "f"),
    );
    if (source?.kind !== "gold") throw new Error(JSON.stringify(source));
    const { document } = source;
    expect(document).toMatchObject({ id: "PMID:90001001", title: "Metformin and weight", year: 2019 });
    expect(document.passages.map(({ kind, role, label, text }) => [kind, role, label, text])).toEqual([
      ["title", "title", undefined, "Metformin and weight"],
      ["abstract", "other", undefined, "Metformin reduces weight."],
      ["body", "background", "Introduction", "Introduction"],
      ["body", "background", "Introduction", "Obesity is common."],
      ["body", "results", "Findings", "Findings"],
      ["body", "results", "Findings", "Metformin reduced weight in obesity."],
      ["caption", "other", undefined, "Weight under metformin."],
      ["table", "other", undefined, "Drug\tDose"],
      ["body", "conclusions", undefined, "It may be so."],
    ]);
  });

  it("keeps annotations where they stand, whatever is left out before them", async () => {
    const [source] = await gather(
      readBioc(chunked(JSON.stringify({ documents: [{ id: "9000001", passages: laid() }] })), "f"),
    );
    if (source?.kind !== "gold") throw new Error(JSON.stringify(source));
    const { document, mentions } = source.gold();
    const text = document.passages.map((passage) => passage.text).join("\n");
    expect(mentions).toHaveLength(3);
    for (const { start, end } of mentions) expect(text.slice(start, end)).toBe("Metformin");
  });
});
