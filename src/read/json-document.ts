import {
  type Document,
  layPassages,
  type Passage,
  passageKinds,
  type SectionRole,
} from "../domain/document.js";
import { sectionRole } from "../domain/section-role.js";
import { documentIdOf } from "./document-id.js";
import { versionOf } from "./document-version.js";
import { RecordError } from "./failure.js";
import { medlineDate } from "./pubmed-date.js";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string or number as text; `""` of all else, for an object may hold a `toString` that is none. */
export function plainText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A number, or a text that reads as one; else NaN. */
export function plainNumber(value: unknown): number {
  return typeof value === "string" || typeof value === "number" ? Number(value) : Number.NaN;
}

/**
 * A JSON object as a document. Three shapes are read:
 *
 * - simple: `{"id" | "pmid", "title", "abstract" | "text", "year" | "pubdate" | "publishedAt", "journal"}`;
 * - pubmed_parser's, which adds `mesh_terms` and `publication_types` as `D003924:Name; …`, and labels within the abstract;
 * - our own {@link Document}, with `passages`, as `annotate --to jsonl` writes it, alone or under `document`.
 *
 * For ids see {@link documentIdOf}; `key` stands in for an id that is missing.
 *
 * @throws RecordError naming the field that is missing or of the wrong kind
 */
export function documentOfJson(value: JsonObject, key?: string): Document {
  const inner = isObject(value.document) ? value.document : value;
  const id = documentIdOf(inner.id ?? inner.pmid ?? key);
  const own = Array.isArray(inner.passages);
  const title = textAt(inner, "title");
  const passages = own ? ownPassages(inner.passages as readonly unknown[]) : simplePassages(inner, title);
  if (passages.length === 0)
    throw new RecordError("the record has neither title nor text", { field: "title" });
  const publishedAt = publicationDate(inner);
  const journal = textAt(inner, "journal");
  return {
    id,
    version: versionAt(inner),
    revisedAt: revisionDate(inner),
    title,
    passages,
    ...(publishedAt !== undefined && { publishedAt, year: Number(publishedAt.slice(0, 4)) }),
    ...(journal !== "" && { journal }),
    publicationTypes: own
      ? stringsAt(inner, "publicationTypes")
      : named(inner, "publication_types").map(({ name }) => name),
    meshHeadings: own
      ? ownMeshHeadings(inner)
      : named(inner, "mesh_terms").map((term) => ({ ...term, majorTopic: false })),
    retracted: inner.retracted === true,
    retracts: stringsAt(inner, "retracts").map(documentIdOf),
    ...(inner.concern === true && { concern: true }),
    ...(inner.concernsAbout !== undefined && {
      concernsAbout: stringsAt(inner, "concernsAbout").map(documentIdOf),
    }),
    ...(inner.republishedAs !== undefined && {
      republishedAs: stringsAt(inner, "republishedAs").map(documentIdOf),
    }),
  };
}

function textAt(value: JsonObject, field: string): string {
  const text = value[field] ?? "";
  if (typeof text !== "string") throw new RecordError(`“${field}” is not a string`, { field });
  return text;
}

function stringsAt(value: JsonObject, field: string): readonly string[] {
  const list = value[field] ?? [];
  if (Array.isArray(list) && list.every((item) => typeof item === "string")) return list;
  throw new RecordError(`“${field}” is not a list of strings`, { field });
}

function simplePassages(value: JsonObject, title: string): readonly Passage[] {
  const text = textAt(value, "abstract") || textAt(value, "text");
  const parts: readonly Omit<Passage, "offset">[] = [
    { kind: "title", role: "title", text: title },
    ...sectionsOf(text),
  ];
  return layPassages(parts.filter((part) => part.text.trim() !== ""));
}

/** pubmed_parser's structured abstracts: `LABEL`, a line with the text, two empty lines, the next label. Others are one part. */
function sectionsOf(text: string): readonly Omit<Passage, "offset">[] {
  const blocks = text.split(/\n{3,}/).filter((block) => block.trim() !== "");
  const sections = blocks.map((block) => /^\n?([A-Z][^a-z\n]+)\n([^\n]+)\n?$/.exec(block));
  if (!sections.every((section) => section !== null)) return [{ kind: "abstract", role: "other", text }];
  return sections.map(([, label = "", section = ""]) => {
    return { kind: "abstract", role: sectionRole(undefined, label), label, text: section };
  });
}

const roles: readonly string[] = [
  "title",
  "background",
  "objective",
  "methods",
  "results",
  "conclusions",
  "other",
] satisfies readonly SectionRole[];

function ownPassages(values: readonly unknown[]): readonly Passage[] {
  return layPassages(
    values.map((value): Omit<Passage, "offset"> => {
      if (!isObject(value) || typeof value.text !== "string") {
        throw new RecordError("a passage has no text", { field: "passages" });
      }
      const { kind, role, label, text } = value;
      return {
        kind: passageKinds.find((known) => known === kind) ?? "abstract",
        role: roles.includes(role as string) ? (role as SectionRole) : "other",
        ...(typeof label === "string" && { label }),
        text,
      };
    }),
  );
}

function versionAt(value: JsonObject): number {
  const given = value.version ?? 1;
  const version = typeof given === "number" ? versionOf(given) : 1;
  if (version === undefined) throw new RecordError(`“${given}” is no version`, { field: "version" });
  return version;
}

/** A day, or a moment of it; deliveries are put in order by it as text. */
function revisionDate(value: JsonObject): string {
  const text = textAt(value, "revisedAt");
  const [day = "", time = "00:00"] = text.split("T", 2);
  if (text === "" || (isDay(day) && /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?$/.test(time)))
    return text;
  throw new RecordError(`“${text}” is no date`, { field: "revisedAt", hint: "write 2019-03-07" });
}

/** `2019`, `2019-03` or `2019-03-07`, of the calendar. */
function isDay(text: string): boolean {
  const [, year = "", month = "01", day = "01"] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

function publicationDate(value: JsonObject): string | undefined {
  const given = value.publishedAt ?? value.pubdate ?? value.year;
  if (given === undefined || given === null || given === "") return undefined;
  const text = plainText(given);
  const date = isDay(text) ? text : medlineDate(text);
  if (date === undefined)
    throw new RecordError(`“${text}” is no date`, { field: "year", hint: "write 2019 or 2019-03-07" });
  return date;
}

/** pubmed_parser's `D003924:Diabetes Mellitus, Type 2; D008687:Metformin`. */
function named(value: JsonObject, field: string): readonly { readonly id: string; readonly name: string }[] {
  return [...textAt(value, field).matchAll(/([A-Z]\d+):(.*?)(?=; [A-Z]\d+:|$)/g)].map(
    ([, id = "", name = ""]) => ({ id, name }),
  );
}

function ownMeshHeadings(value: JsonObject): Document["meshHeadings"] {
  const list = value.meshHeadings ?? [];
  if (!Array.isArray(list)) throw new RecordError("“meshHeadings” is not a list", { field: "meshHeadings" });
  return list.filter(isObject).flatMap(({ id, name, majorTopic }) => {
    const words = plainText(name);
    if (words === "") return [];
    return { ...(id !== undefined && { id: plainText(id) }), name: words, majorTopic: majorTopic === true };
  });
}
