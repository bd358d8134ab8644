import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { documentText } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { GoldDocument, GoldMention, GoldRelation } from "../domain/gold.js";
import { bareDocument } from "./bare-document.js";
import { documentIdOf } from "./document-id.js";
import { RecordError } from "./failure.js";
import { alignedMention } from "./gold-mention.js";

/** Of ChemProt's groups of relations, those that BioCreative VI evaluates (Krallinger et al. 2017). */
const evaluatedGroups: ReadonlySet<string> = new Set(["CPR:3", "CPR:4", "CPR:5", "CPR:6", "CPR:9"]);

/** DrugProt's development file is spelt `abstracs`. */
const abstractsName = /abstract?s/u;

/** The files of one part of the corpus. */
interface ProteinFiles {
  readonly abstracts: string;
  readonly entities: string;
  readonly relations: string;
}

/**
 * ChemProt and DrugProt: relations between mentions of chemicals and of genes, in three files of tab-separated fields:
 *
 *     abstracts      id  title  abstract
 *     entities       id  T1  CHEMICAL  start  end  text         also GENE, GENE-Y, GENE-N
 *     gold_standard  id  CPR:3  Arg1:T1  Arg2:T9                or relations, of the same shape (DrugProt), or with
 *     relations      id  CPR:3  Y  ACTIVATOR  Arg1:T1  Arg2:T9  whether the group is evaluated (ChemProt)
 *
 * Offsets are code points in title + one character + abstract. Of ChemProt only the evaluated groups are kept.
 *
 * @param path the file of abstracts, or a folder with one such file
 * @throws LitweaveError `NOT_FOUND` naming the file that is missing, `BAD_RECORD` naming file and line
 */
export async function* readProteinTsv(path: string): AsyncGenerator<GoldDocument> {
  const files = await filesBeside(path);
  const [abstracts, entities, relations] = await Promise.all([
    rowsOf(files.abstracts),
    rowsOf(files.entities),
    rowsOf(files.relations),
  ]);
  const mentionRows = byDocument(entities);
  const relationRows = byDocument(relations);
  const known = new Set(abstracts.map(({ fields }) => fields[0]));
  for (const { where, fields } of [...entities, ...relations]) {
    if (!known.has(fields[0])) refuse(where, `${files.abstracts} has no document ${fields[0]}`);
  }
  for (const { where, fields } of abstracts) {
    const [id = "", title = "", abstract = ""] = fields;
    if (fields.length !== 3)
      refuse(where, `it has ${fields.length} fields; id, title and abstract were wanted`);
    const document = bareDocument(documentIdOf(id), title, [
      { kind: "title", role: "title", text: title },
      { kind: "abstract", role: "other", text: abstract },
    ]);
    const align = alignedMention(documentText(document));
    const mentions = (mentionRows.get(id) ?? []).map((row) => mentionOf(row, align));
    const own = new Set(mentions.flatMap(({ ids }) => ids));
    yield {
      document,
      mentions,
      relations: (relationRows.get(id) ?? []).flatMap((row) => relationOf(row, own)),
      mentionLevel: {},
    };
  }
}

/** @throws LitweaveError `NOT_FOUND` for a folder without, `USAGE` for one with several files of abstracts */
async function filesBeside(path: string): Promise<ProteinFiles> {
  const inFolder = await readdir(path).catch(() => undefined);
  const folder = inFolder === undefined ? dirname(path) : path;
  const names = inFolder ?? (await readdir(folder));
  const abstracts = inFolder === undefined ? basename(path) : onlyAbstracts(path, inFolder);
  const [prefix, suffix] = aroundName(abstracts);
  if (prefix === undefined) {
    throw new LitweaveError("USAGE", `${path} is not the file of abstracts`, {
      hint: "give the file whose name holds “abstracts”; entities and relations are found beside it",
    });
  }
  const beside = (...kinds: readonly string[]): string => {
    for (const kind of kinds) {
      const found = names.filter((name) => name.startsWith(`${prefix}${kind}`));
      const best = found.find((name) => name === `${prefix}${kind}${suffix}`) ?? found[0];
      if (best !== undefined) return join(folder, best);
    }
    const wanted = kinds.map((kind) => `${prefix}${kind}${suffix}`).join(" or ");
    throw new LitweaveError("NOT_FOUND", `beside ${join(folder, abstracts)} there is no ${wanted}`, {
      hint: "put the corpus' three files into one folder, under the names they were published with",
    });
  };
  return {
    abstracts: join(folder, abstracts),
    entities: beside("entities"),
    relations: beside("gold_standard", "relations"),
  };
}

/** Whether a folder holds the abstracts of ChemProt or DrugProt. */
export function holdsAbstracts(names: readonly string[]): boolean {
  return names.some(isAbstracts);
}

function isAbstracts(name: string): boolean {
  return abstractsName.test(name) && name.endsWith(".tsv");
}

function onlyAbstracts(folder: string, names: readonly string[]): string {
  const found = names.filter(isAbstracts).sort();
  if (found.length === 1) return found[0]!;
  throw new LitweaveError("USAGE", `${folder} holds several files of abstracts: ${found.join(", ")}`, {
    hint: "name one of them",
  });
}

/** What stands before and after the word `abstracts` in a file's name. */
function aroundName(name: string): readonly [string | undefined, string] {
  const match = abstractsName.exec(name);
  return match === null
    ? [undefined, ""]
    : [name.slice(0, match.index), name.slice(match.index + match[0].length)];
}

interface Row {
  readonly where: string;
  readonly fields: readonly string[];
}

async function rowsOf(file: string): Promise<readonly Row[]> {
  // Abstracts hold U+2028 and the like, so only line feeds end a row.
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.flatMap((line, index) =>
    line.trim() === ""
      ? []
      : [{ where: `${file}, line ${index + 1}`, fields: line.replace(/\r$/u, "").split("\t") }],
  );
}

function byDocument(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = row.fields[0] ?? "";
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}

function mentionOf({ where, fields }: Row, align: ReturnType<typeof alignedMention>): GoldMention {
  const [, id = "", type = "", start = "", end = "", text = ""] = fields;
  if (fields.length !== 6 || !/^\d+$/u.test(start) || !/^\d+$/u.test(end)) {
    refuse(where, "it is no entity; id, number, type, start, end and text were wanted");
  }
  try {
    return { ...align({ start: Number(start), end: Number(end), text, type, ids: "" }), ids: [id] };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return refuse(where, error.message);
  }
}

function relationOf({ where, fields }: Row, mentions: ReadonlySet<string>): readonly GoldRelation[] {
  const [, type = "", ...rest] = fields;
  const [first = "", second = ""] = rest.slice(-2);
  const [subject, object] = [first.replace(/^Arg1:/u, ""), second.trim().replace(/^Arg2:/u, "")];
  if (!first.startsWith("Arg1:") || !second.startsWith("Arg2:")) {
    refuse(where, "it is no relation; its last two fields should read Arg1:T1 and Arg2:T2");
  }
  for (const end of [subject, object]) {
    if (!mentions.has(end)) refuse(where, `the document has no entity ${end}`);
  }
  const evaluated = rest.length === 2 || rest[0]?.trim() === "Y";
  if (!evaluated || (type.startsWith("CPR:") && !evaluatedGroups.has(type))) return [];
  return [{ type, subject, object }];
}

function refuse(where: string, reason: string): never {
  throw new LitweaveError("BAD_RECORD", `${where}: ${reason}`, { hint: "correct the file" });
}
