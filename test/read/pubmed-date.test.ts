import { describe, expect, it } from "vitest";
import { dateOf, earlier } from "../../src/read/pubmed-date.js";
import { parseXml } from "../../src/read/xml-tree.js";

const date = (inner: string) => dateOf(parseXml(`<PubDate>${inner}</PubDate>`));

describe("a publication date", () => {
  it.each([
    ["<Year>2019</Year>", "2019"],
    ["<Year>2019</Year><Month>Mar</Month>", "2019-03"],
    ["<Year>2019</Year><Month>March</Month><Day>7</Day>", "2019-03-07"],
    ["<Year>2019</Year><Month>03</Month><Day>07</Day>", "2019-03-07"],
    ["<Year>2019</Year><Month>3</Month><Day>31</Day>", "2019-03-31"],
    ["<Year>2019</Year><Month>02</Month><Day>30</Day>", "2019-02"],
    ["<Year>2019</Year><Month>13</Month>", "2019"],
    ["<Year>2000</Year><Season>Spring</Season>", "2000"],
    ["<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12"],
    ["<MedlineDate>2019 Jan - Feb</MedlineDate>", "2019-01"],
    ["<MedlineDate>Jan-Feb 2019</MedlineDate>", "2019-01"],
    ["<MedlineDate>2000 Spring</MedlineDate>", "2000"],
    ["<MedlineDate>1975-1976</MedlineDate>", "1975"],
    ["<MedlineDate>2015 Mar 10-16</MedlineDate>", "2015-03"],
    ["\n  <Year>\n2019 </Year>\n", "2019"],
    ["<MedlineDate>in press</MedlineDate>", undefined],
    ["", undefined],
  ])("%s is %s", (inner, expected) => {
    expect(date(inner)).toBe(expected);
  });

  it("is the earlier of two, or the more precise of the same", () => {
    expect(earlier("2019-01", "2018-11-05")).toBe("2018-11-05");
    expect(earlier("2019", "2019-03-07")).toBe("2019-03-07");
    expect(earlier("2019-03-07", "2019-03")).toBe("2019-03-07");
    expect(earlier("1976", "2010-05-01")).toBe("1976");
    expect(earlier(undefined, "2010")).toBe("2010");
    expect(earlier(undefined, undefined)).toBeUndefined();
  });
});
