import { beforeAll, describe, expect, it } from "vitest";
import { documentText } from "../../src/domain/document.js";
import type { Mention } from "../../src/domain/mention.js";
import { byteRows } from "../../src/link/dot-products.js";
import { createLinker, type Linker } from "../../src/link/linker.js";
import { openTerminology, type Terminology } from "../../src/link/terminology.js";
import { documentOf, markedDocument as marked } from "./marked-document.js";
import { scratchFolder, writeTerminology } from "./toy-terminology.js";

let terminology: Terminology;
let linker: Linker;

beforeAll(async () => {
  terminology = await openTerminology({ folder: writeTerminology(), cacheFolder: scratchFolder() });
  linker = createLinker({ terminology });
});

async function idsIn(text: string): Promise<readonly (readonly string[])[]> {
  const { document, mentions } = marked(text);
  for (const { start, end, text: own } of mentions)
    expect(documentText(document).slice(start, end)).toBe(own);
  return (await linker.linkDocument(document, mentions)).map(({ link }) => link.ids);
}

describe("a linker", () => {
  it("links names, turned-around names and abbreviations defined in the document", async () => {
    expect(
      await idsIn(
        "[Disease ataxia telangiectasia] (AT) is rare. [Disease AT] and [Disease type II diabetes] differ.",
      ),
    ).toEqual([["MESH:D001260"], ["MESH:D001260"], ["MESH:D003924"]]);
  });

  it("gives a composite mention all its concepts, and says how it was read", async () => {
    const { document, mentions } = marked(
      "[Disease breast and ovarian cancer] with [Gene BRCA1/2] mutations",
    );
    const [disease, gene] = await linker.linkDocument(document, mentions);
    expect(disease?.link.ids).toEqual(["MESH:D001943", "MESH:D010051"]);
    expect(disease?.link.steps).toEqual([{ rule: "composite", text: "breast cancer | ovarian cancer" }]);
    expect(disease?.link.candidates.slice(0, 2).map(({ id }) => id)).toEqual(disease?.link.ids);
    expect(gene?.link.ids).toEqual(["NCBIGene:672", "NCBIGene:675"]);
  });

  it("chooses a gene's species by the document, human where it says nothing", async () => {
    expect(await idsIn("[Gene p53] was lost.")).toEqual([["NCBIGene:7157"]]);
    expect(await idsIn("In [Species mice], [Gene p53] was lost.")).toEqual([
      ["NCBITaxon:10090"],
      ["NCBIGene:22059"],
    ]);
    expect(await idsIn("In [Species mice], [Gene TP53] was lost.")).toEqual([
      ["NCBITaxon:10090"],
      ["NCBIGene:22059"],
    ]);
    const long = "x ".repeat(200);
    expect(
      await idsIn(
        `[Species mice] and [Gene p53]. ${long} [Species patients] and [Gene p53] ${long} [Species human]`,
      ),
    ).toEqual([
      ["NCBITaxon:10090"],
      ["NCBIGene:22059"],
      ["NCBITaxon:9606"],
      ["NCBIGene:7157"],
      ["NCBITaxon:9606"],
    ]);
  });

  it("writes symbols with and without hyphens, and drops words beside them", async () => {
    expect(await idsIn("[Gene IL-2] [Gene IL2 gene] [Gene human IL-2]")).toEqual([
      ["NCBIGene:3558"],
      ["NCBIGene:3558"],
      ["NCBIGene:3558"],
    ]);
  });

  it("decides between equal names by the record's headings", async () => {
    const mentions = [{ type: "Disease", text: "AF", start: 0, end: 2, score: 1 }] as const;
    const [plain] = await linker.linkDocument(documentOf("AF"), mentions);
    expect(plain?.link.ids).toEqual(["MESH:D001281"]);
    const [told] = await linker.linkDocument(documentOf("AF", ["C537702"]), mentions);
    expect(told?.link.ids).toEqual(["MESH:C537702"]);
    expect(told?.link.candidates[0]?.score.context).toBe(1);
    expect(told?.link.candidates[1]?.id).toBe("MESH:D001281");
  });

  it.each([
    ["Disease", "diabetic foot", "below-threshold"],
    ["Disease", "quorum sensing", "no-candidate"],
    ["Disease", "(…)", "no-candidate"],
    ["CellLine", "MCF-7", "type-not-covered"],
    ["Variant", "a mutation", "no-candidate"],
  ] as const)("gives NIL for %s “%s”: %s", async (type, text, nil) => {
    const mention: Mention = { type, text, start: 0, end: text.length, score: 1 };
    const [linked] = await linker.linkDocument(documentOf(text), [mention]);
    expect(linked?.link).toMatchObject({ ids: [], nil });
  });

  it("makes variants' concepts on the fly and lists every concept once", async () => {
    const { document, mentions } = marked(
      "[Variant p.Val600Glu], [Variant V600E] and [Chemical aspirin], [Chemical Aspirin]",
    );
    const concepts = linker.conceptsOf(await linker.linkDocument(document, mentions));
    expect(concepts.map(({ id, name }) => `${id} ${name}`)).toEqual([
      "hgvs:p.V600E p.V600E",
      "MESH:D001241 Aspirin",
    ]);
  });

  it("finds the category of a bare name", async () => {
    expect((await linker.linkName("BRCA1")).ids).toEqual(["NCBIGene:672"]);
    expect((await linker.linkName("acetylsalicylic acid")).ids).toEqual(["MESH:D001241"]);
    expect((await linker.linkName("p53", "Gene")).ids).toEqual(["NCBIGene:7157"]);
    expect((await linker.linkName("V600E")).ids).toEqual(["hgvs:p.V600E"]);
    expect((await linker.linkName("")).nil).toBe("no-candidate");
  });

  it("takes more names without changing the linker it came from", async () => {
    const more = await linker.withNames([
      { name: "sugar sickness", id: "MESH:D003924", category: "Disease" },
    ]);
    expect((await more.linkName("sugar sickness", "Disease")).ids).toEqual(["MESH:D003924"]);
    expect((await more.linkName("breast cancer", "Disease")).ids).toEqual(["MESH:D001943"]);
    expect((await linker.linkName("sugar sickness", "Disease")).nil).toBe("no-candidate");
  });
});

describe("a linker with an encoder", () => {
  it("embeds the unknown forms of a batch in one call, and none twice", async () => {
    const calls: (readonly string[])[] = [];
    const vectors = { scale: 127, rows: byteRows(1000, 16) };
    const withVectors: Terminology = {
      ...terminology,
      layer(category) {
        const layer = terminology.layer(category);
        return layer && category === "Disease" ? { ...layer, vectors } : layer;
      },
    };
    const encoding = createLinker({
      terminology: withVectors,
      async embedNames(names) {
        calls.push(names);
        return names.map(() => new Float32Array(16));
      },
    });
    const batch = [
      marked("[Disease Breast tumour] [Disease NIDDM] [Gene p99]"),
      marked("[Disease breast tumor] [Disease ovary tumor]"),
    ];
    await encoding.linkDocuments(batch);
    await encoding.linkDocuments(batch);
    expect(calls).toEqual([["breast tumor", "ovary tumor"]]);
  });
});
