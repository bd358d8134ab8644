import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { layPassages } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { GoldDocument, GoldMention } from "../domain/gold.js";

const columns = 5;

/**
 * A folder as BioSyn lays it out: for each document `ID.txt` (title, line feed, abstract) and `ID.concept` with lines
 * `ID||start|end||type||mention||ids`. Offsets count characters of the text file with its line ends as they stand;
 * where they do not fit, the mention is kept and its span is searched for, since BioSyn itself reads the names only. Its
 * preprocessed folders, which hold no text and names like `breast cancer|ovarian cancer`, are read too, and gzipped files.
 *
 * @throws LitweaveError `BAD_INPUT` for a folder without `.concept` files or a line of another shape
 */
export async function readBioSynFolder(folder: string): Promise<readonly GoldDocument[]> {
  const present = new Set(await readdir(folder));
  const names = [...present].filter((name) => suffix.test(name)).sort();
  if (names.length === 0) {
    throw new LitweaveError("BAD_INPUT", `${folder} holds no .concept file`, {
      hint: "give a folder in BioSyn's layout (ID.txt and ID.concept), or a PubTator or BioC file",
    });
  }
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const id = basename(name).replace(suffix, "");
      const own = [`${id}.txt`, `${id}.txt.gz`].find((file) => present.has(file));
      const text = own === undefined ? "" : await readText(join(folder, own));
      return parseBioSynDocument(id, text, await readText(path), path);
    }),
  );
}

const suffix = /\.concept(?:\.gz)?$/u;

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path);
  if (!path.endsWith(".gz")) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes).toString("utf8");
  } catch (cause) {
    throw new LitweaveError("BAD_INPUT", `${path} is no gzip file`, { hint: "pack it again", cause });
  }
}

/** @param path where `concepts` was read, for messages */
export function parseBioSynDocument(id: string, text: string, concepts: string, path: string): GoldDocument {
  const [title = "", ...rest] = text.trimEnd().split(/\r?\n/u);
  const abstract = rest.join("\n");
  const passages = layPassages([
    { kind: "title", role: "title", text: title },
    ...(abstract === "" ? [] : [{ kind: "abstract" as const, role: "other" as const, text: abstract }]),
  ]);
  const laid = passages.map((passage) => passage.text).join("\n");
  const lines = concepts.split(/\r?\n/u).entries();
  const mentions = [...lines].flatMap(([index, line]) =>
    line.trim() === "" ? [] : [parseConcept(line, laid, `${path}, line ${index + 1}`)],
  );
  return {
    document: {
      id: `PMID:${id}`,
      version: 1,
      revisedAt: "",
      title,
      passages,
      publicationTypes: [],
      meshHeadings: [],
      retracted: false,
      retracts: [],
    },
    mentions,
    relations: [],
  };
}

function parseConcept(line: string, text: string, where: string): GoldMention {
  const cells = line.split("||");
  const [, range = "", type = "", mention = "", ids = ""] = cells;
  if (cells.length !== columns || mention === "") {
    throw new LitweaveError("BAD_INPUT", `${where}: “${line.slice(0, 80)}” has ${cells.length} columns`, {
      hint: "a line reads ID||start|end||type||mention||ids",
    });
  }
  const start = startOf(mention, Number(range.split("|")[0]), text);
  return {
    start,
    end: start + mention.length,
    type,
    text: mention,
    ids: ids.split(/[|+]/u).map((id) => id.trim()),
  };
}

/** The place of `mention` nearest to where the file says it is; that place itself when the text does not hold it. */
function startOf(mention: string, said: number, text: string): number {
  if (text.startsWith(mention, said)) return said;
  const after = text.indexOf(mention, said);
  const before = text.lastIndexOf(mention, said);
  const places = [before, after].filter((place) => place >= 0);
  return places.sort((a, b) => Math.abs(a - said) - Math.abs(b - said))[0] ?? said;
}
