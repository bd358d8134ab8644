import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentText } from "../../src/domain/document.js";
import { LitweaveError } from "../../src/domain/errors.js";
import { looksLikeConll, readConll } from "../../src/evaluate/conll.js";

describe("CoNLL columns", () => {
  it("become a document per sentence, with spans of the joined tokens", () => {
    const rows = [
      "Liver\tB",
      "failure\tI",
      "follows\tO",
      "gout\tB",
      ".\tO",
      "",
      "No\tO",
      "fever\tB-Disease",
      "",
    ];
    const [first, second] = readConll(rows.join("\n"), "Disease", "test.tsv");
    expect(documentText(first!.document)).toBe("Liver failure follows gout .");
    expect(first!.mentions.map(({ start, end, text }) => [start, end, text])).toEqual([
      [0, 13, "Liver failure"],
      [22, 26, "gout"],
    ]);
    expect(second!.document.id).toBe("conll:test.tsv:7");
    expect(second!.mentions[0]?.text).toBe("fever");
  });

  it("part mentions at B, and begin one at an I that follows O", () => {
    const rows = "a\tI\nb\tB\nc\tI\nd\tO\ne\tI\n";
    const [document] = readConll(rows, "Gene", "x");
    expect(document!.mentions.map((mention) => mention.text)).toEqual(["a", "b c", "e"]);
  });

  it("take several columns, document marks, Windows line ends and a missing last line end", () => {
    const [document] = readConll("-DOCSTART-\tO\r\n\r\ngout\tNN\tB\r\nhurts\tVB\tO", "Disease", "x");
    expect(documentText(document!.document)).toBe("gout hurts");
    expect(document!.mentions).toHaveLength(1);
  });

  it("are refused with the line's number when a line is no row", () => {
    expect(() => readConll("gout\tB\nhurts\n", "Disease", "bad.tsv")).toThrow(LitweaveError);
    expect(() => readConll("gout\tB\nhurts\n", "Disease", "bad.tsv")).toThrow(/bad\.tsv, line 2/u);
  });

  it("are told from PubTator, XML and prose", () => {
    expect(looksLikeConll("Liver\tB\nfailure\tI\n\n")).toBe(true);
    expect(looksLikeConll("1|t|Liver failure\n1|a|It hurts.\n")).toBe(false);
    expect(looksLikeConll("<PubmedArticleSet>\n<PubmedArticle>\n")).toBe(false);
    expect(looksLikeConll("")).toBe(false);
  });

  it("align for any tokens and tags", () => {
    const token = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
      .filter((text) => /^\S+$/u.test(text));
    const row = fc.tuple(token, fc.constantFrom("B", "I", "O"));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const [document] = readConll(rows.map((columns) => columns.join("\t")).join("\n"), "Disease", "x");
        const text = documentText(document!.document);
        expect(text).toBe(rows.map(([word]) => word).join(" "));
        for (const mention of document!.mentions)
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
        const tokensInside = document!.mentions.flatMap((mention) => mention.text.split(" ")).length;
        expect(tokensInside).toBe(rows.filter(([, tag]) => tag !== "O").length);
      }),
    );
  });
});
