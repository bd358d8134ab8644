import { deflateRawSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readBioc } from "../../src/read/bioc.js";
import { plainBytes } from "../../src/read/byte-source.js";
import { RecordError, reasonOf } from "../../src/read/failure.js";
import { readFormat } from "../../src/read/records.js";
import type { SourceFormat } from "../../src/read/source-format.js";
import { article, articleSet, chunked, gather, outline } from "./pubmed-sample.js";

const read = (format: SourceFormat, text: string) => gather(readFormat(format, chunked(text), "f"));
const jats = (pmid: string) =>
  `<article><front><article-meta><article-id pub-id-type="pmid">${pmid}</article-id><title-group><article-title>T</article-title></title-group></article-meta></front></article>`;

describe("a damaged record leaves the next one alone", () => {
  it("when a tag that is never closed stands between them", async () => {
    const records = await read(
      "pubmed-xml",
      articleSet(article({ pmid: "1" }), "<Pubm", article({ pmid: "2" })),
    );
    expect(outline(records)).toEqual(["PMID:1", "PMID:2"]);
  });

  it("when its end tag lost its last character", async () => {
    const set = `<pmc-articleset>${jats("1")}\n${jats("2").slice(0, -1)}\n${jats("3")}</pmc-articleset>`;
    const records = outline(await read("jats", set));
    expect([records[0], records[2]]).toEqual(["PMID:1", "PMID:3"]);
    expect(records[1]).toContain("failed: the XML cannot be read");
  });

  it("when a line of JSON lines speaks of a list of documents", async () => {
    const lines = ['{"id":"1","title":"A"}', '{"documents": [', '{"id":"2","title":"B"}'];
    const records = outline(await read("jsonl", lines.join("\n")));
    expect([records[0], records[2]]).toEqual(["PMID:1", "PMID:2"]);
  });

  it("when a dead letter's source breaks off or holds nothing: it stays the failure that it was", async () => {
    const letter = (text: string) =>
      JSON.stringify({
        file: "a",
        record: 7,
        stage: "read",
        reason: "why",
        source: { format: "jsonl", text },
      });
    const lines = [letter('[{"id":"1"'), letter(" "), letter('{"id":"2","title":"B"}')].join("\n");
    expect(outline(await read("dead-letter", lines))).toEqual([
      "failed: the JSON ends before it is closed",
      "failed: why",
      "PMID:2",
    ]);
    const nowhere = letter("{}").replace('"record":7', '"record":1e999');
    expect(outline(await read("dead-letter", nowhere))[0]).toContain("no record of a dead-letter file");
  });
});

it("BioC is told from what it begins with, however much white space that is, and wherever a chunk ends", async () => {
  const file = `${" ".repeat(100)}<collection><document><id>1</id><passage><infon key="type">title</infon><text>a</text></passage></document></collection>`;
  for (const size of [1, 50, 1_000]) {
    expect(outline(await gather(readFormat("bioc", chunked(file, size), "f")))).toEqual(["PMID:1"]);
  }
});

describe("what a record says of itself is checked", () => {
  it.each(["1e999", "900000000", "x"])(
    "a sentence of BioC that claims to lie at %s is no gigabyte of spaces",
    async (offset) => {
      const passage = (title: string, at: string) =>
        `<document><id>1</id><passage><sentence><offset>0</offset><text>${title}</text></sentence><sentence><offset>${at}</offset><text>b</text></sentence></passage></document>`;
      const file = `<collection>${passage("a", offset)}${passage("a", "3").replace("<id>1", "<id>2")}</collection>`;
      const records = outline(await read("bioc", file));
      expect(records).toEqual([
        `failed: a sentence lies at offset ${Number(offset)}, far from the one before`,
        "PMID:2",
      ]);
    },
  );

  it("a member that is no text is none, though it names itself toString", async () => {
    const odd = '{"toString":1}';
    const lines = [
      `{"id":"1","title":"A","year":${odd}}`,
      `{"id":"2","passages":[{"text":"A"}],"meshHeadings":[{"name":${odd}}]}`,
    ];
    expect(outline(await read("jsonl", lines.join("\n")))).toEqual(["failed: “” is no date", "PMID:2"]);
    const bioc = `{"documents":[{"id":${odd},"passages":[{"text":"A"}]},{"id":"2","passages":[{"text":"A","offset":${odd},"annotations":[{"text":${odd}}]}]}]}`;
    expect(outline(await read("bioc", bioc))).toEqual(["failed: the record has no id", "PMID:2"]);
  });

  it("a mention at half a character, or before the text, is none", async () => {
    const at = (offset: string) =>
      `<document><id>1</id><passage><infon key="type">title</infon><offset>0</offset><text>abc</text><annotation><location offset="${offset}" length="1"/><text>c</text></annotation></passage></document>`;
    for (const offset of ["-1", "2.5"]) {
      for await (const source of readBioc(chunked(`<collection>${at(offset)}</collection>`), "f")) {
        if (source.kind === "failure") throw new Error(source.failure.reason);
        expect(() => source.gold()).toThrow(RecordError);
      }
    }
  });

  it("a version has at most eight digits, by which deliveries are put in order", async () => {
    const [record] = await read("pubmed-xml", articleSet(article({ version: "1e999" })));
    expect(record).toMatchObject({ document: { version: 1 } });
    expect(outline(await read("jsonl", '{"id":"1","title":"A","version":1e999}'))).toEqual([
      "failed: “Infinity” is no version",
    ]);
  });

  it("dates are days of the calendar", async () => {
    const lines = [
      '{"id":"1","title":"A","publishedAt":"2019-02-30"}',
      '{"id":"2","title":"A","revisedAt":"~"}',
      '{"id":"3","title":"A","revisedAt":"2019-03-07T10:00:00Z","publishedAt":"2019-03"}',
    ];
    const records = await read("jsonl", lines.join("\n"));
    expect(outline(records)).toEqual(["PMID:1", "failed: “~” is no date", "PMID:3"]);
    expect(records[0]).toMatchObject({ document: { publishedAt: "2019" } });
  });

  it("half a character is none, in a text as in the message that quotes it", async () => {
    const lines = ['{"id":"1","title":"A\\ud800"}', '{"id":"2","title":"\\ud835\\udefc"}', "{𝛼}"];
    const records = outline(await read("jsonl", lines.join("\n")));
    expect(records[0]).toContain("failed: it holds half a character");
    expect(records[1]).toBe("PMID:2");
    expect(records[2]).not.toMatch(/\p{Surrogate}/u);
    const [failure] = await read("medline", "PMID- 1\nABC𝛼 no field\n");
    expect(JSON.stringify(failure)).not.toMatch(/\\ud/u);
  });
});

describe("what follows the compressed data of a gzip file", () => {
  const unpack = async (...parts: readonly Buffer[]) => {
    let text = "";
    async function* raw() {
      yield* parts;
    }
    try {
      for await (const bytes of plainBytes(raw())) text += bytes;
      return text;
    } catch (error) {
      return reasonOf(error);
    }
  };
  const [one, two, zeros] = [gzipSync("one\n"), gzipSync("two\n"), Buffer.alloc(512)];
  const damaged = "the compressed file is damaged";

  it("may be another member or zeros, wherever a chunk ends", async () => {
    expect(await unpack(one, two)).toBe("one\ntwo\n");
    expect(await unpack(Buffer.concat([one, zeros]))).toBe("one\n");
    expect(await unpack(one, zeros, zeros)).toBe("one\n");
  });

  it("and nothing else, wherever a chunk ends", async () => {
    for (const rest of [deflateRawSync("two\n"), Buffer.concat([zeros, two])]) {
      expect(await unpack(Buffer.concat([one, rest]))).toBe(damaged);
      expect(await unpack(one, rest)).toBe(damaged);
      expect(await unpack(one, rest.subarray(0, 1), rest.subarray(1))).toBe(damaged);
    }
  });
});

it.each(["/papers/.txt", ".gz", ""])("a plain text in a file called “%s” has an id", async (file) => {
  const [record] = await gather(readFormat("text", chunked("Metformin lowers glucose."), file));
  expect(record).toMatchObject({ document: { id: expect.stringMatching(/^text:[\da-f]{16}$/u) } });
});

describe("records without an end in one chunk", () => {
  afterEach(() => vi.restoreAllMocks());

  /** Bytes that could have been looked at, over all searches. */
  async function searched(records: number): Promise<number> {
    const { indexOf } = Buffer.prototype;
    let bytes = 0;
    vi.spyOn(Buffer.prototype, "indexOf").mockImplementation(function (this: Buffer, ...args: unknown[]) {
      bytes += this.length - Number(args[1] ?? 0);
      return Reflect.apply(indexOf, this, args) as number;
    });
    const text = "<PubmedArticle>x".repeat(records);
    await gather(readFormat("pubmed-xml", chunked(text, text.length), "f"));
    vi.restoreAllMocks();
    return bytes;
  }

  it("cost by their number, not by its square", async () => {
    expect((await searched(8_000)) / (await searched(4_000))).toBeLessThan(2.5);
  });
});
