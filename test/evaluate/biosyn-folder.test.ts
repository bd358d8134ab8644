import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { documentText } from "../../src/domain/document.js";
import { LitweaveError } from "../../src/domain/errors.js";
import { parseBioSynDocument, readBioSynFolder } from "../../src/evaluate/biosyn-folder.js";

const text = "Gout and the kidney.\r\nGout may lead to renal failure, rarely to gout nephropathy.\r\n";

describe("a document in BioSyn's layout", () => {
  it("keeps names and ids, and finds the mentions where they stand", () => {
    const concepts =
      "7||0|4||Disease||Gout||D006073\r\n7||40|53||Disease||renal failure||MESH:D051437|D007674\r\n";
    const { document, mentions } = parseBioSynDocument("7", text, concepts, "7.concept");
    expect(document.id).toBe("PMID:7");
    expect(document.title).toBe("Gout and the kidney.");
    expect(mentions.map((mention) => mention.ids)).toEqual([["D006073"], ["MESH:D051437", "D007674"]]);
    for (const { start, end, text: name } of mentions)
      expect(documentText(document).slice(start, end)).toBe(name);
  });

  it("takes the nearest occurrence when the offset is off, and keeps a name the text does not hold", () => {
    const concepts = "7||24|28||Disease||Gout||D006073\n7||30|40||Disease||ankle pain||D010146\n";
    const { mentions } = parseBioSynDocument("7", text, concepts, "7.concept");
    expect(mentions.map(({ start, text: name }) => [start, name])).toEqual([
      [21, "Gout"],
      [30, "ankle pain"],
    ]);
  });

  it("is refused with its line when a line has another shape", () => {
    expect(() => parseBioSynDocument("7", text, "7||0|4||Gout||D006073\n", "7.concept")).toThrow(
      /7\.concept, line 1/u,
    );
  });

  it("may be gzipped, and may have names alone, preprocessed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "litweave-biosyn-"));
    try {
      await writeFile(join(folder, "7.txt.gz"), gzipSync(text));
      await writeFile(join(folder, "7.concept.gz"), gzipSync("7||0|4||Disease||Gout||D006073\n"));
      await writeFile(
        join(folder, "8.concept"),
        "8||3|29||CompositeMention||breast cancer|ovarian cancer||D001943|D010051\n",
      );
      const [whole, bare] = await readBioSynFolder(folder);
      expect(whole?.document.title).toBe("Gout and the kidney.");
      expect(whole?.mentions[0]).toMatchObject({ start: 0, end: 4, ids: ["D006073"] });
      expect(bare?.document.id).toBe("PMID:8");
      expect(bare?.mentions[0]).toMatchObject({
        text: "breast cancer|ovarian cancer",
        ids: ["D001943", "D010051"],
      });
      await writeFile(join(folder, "9.concept.gz"), "no gzip");
      await expect(readBioSynFolder(folder)).rejects.toMatchObject({ code: "BAD_INPUT" });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is not looked for in a folder without .concept files", async () => {
    await expect(readBioSynFolder(import.meta.dirname)).rejects.toThrow(LitweaveError);
  });
});
