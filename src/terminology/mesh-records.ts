import { LitweaveError } from "../domain/errors.js";
import type { SourceReport } from "./source.js";
import { textChunks } from "./text-lines.js";

const kinds = ["DescriptorRecord", "SupplementalRecord", "QualifierRecord"] as const;
export type MeshKind = (typeof kinds)[number];

/** One record of a MeSH file as it stands there. */
export interface MeshRecord {
  readonly kind: MeshKind;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly text: string;
}

const begin = new RegExp(`<!--|<(${kinds.join("|")})(?=[\\s>])`, "g");
/** Enough for a start tag's name that the end of a chunk cuts off. */
const longestTag = 64;
/** The largest real records, with some hundred concepts, take half a million characters. */
const longestRecord = 8 * 1024 * 1024;

/**
 * Cuts a MeSH XML file (`descYYYY.xml`, `suppYYYY.xml`, `qualYYYY.xml`) into its records without parsing it, so that a broken one
 * costs itself alone and memory stays that of one record.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file cannot be read or is no MeSH file
 */
export async function* meshRecords(path: string, report: SourceReport): AsyncGenerator<MeshRecord> {
  let held = "";
  /** Everything before it was dealt with; `line` is its line. */
  let at = 0;
  let line = 1;
  let open: MeshKind | undefined;
  let searched = 0;
  let root: string | undefined;
  let isClosed = false;

  function goTo(position: number): void {
    for (let end = held.indexOf("\n", at); end >= 0 && end < position; end = held.indexOf("\n", end + 1))
      line += 1;
    at = position;
  }

  /** The next record in what is held; undefined when more text is needed. */
  function next(ended: boolean): MeshRecord | undefined {
    for (;;) {
      if (open === undefined && !enter(ended)) return undefined;
      if (open === undefined) continue;
      const kind = open;
      const close = held.indexOf(`</${kind}>`, searched);
      begin.lastIndex = searched;
      let start = begin.exec(held);
      while (start?.[1] === undefined && start !== null) start = begin.exec(held);
      if (start && (close < 0 || start.index < close)) {
        broken(kind, `another record begins before its </${kind}>`);
        goTo(start.index);
        open = undefined;
        continue;
      }
      if (close < 0) {
        searched = Math.max(searched, held.length - longestTag);
        if (held.length - at < longestRecord) return undefined;
        broken(kind, `no </${kind}> within ${longestRecord / 1024 / 1024} MiB`);
        goTo(held.length);
        open = undefined;
        return undefined;
      }
      const end = close + kind.length + 3;
      const record = { kind, line, text: held.slice(at, end) };
      goTo(end);
      open = undefined;
      return record;
    }
  }

  /** Steps to where the next record begins or over a comment; false when there is none in what is held. */
  function enter(ended: boolean): boolean {
    begin.lastIndex = at;
    const found = begin.exec(held);
    const text = held.slice(at, found?.index ?? held.length);
    root ??= /<([A-Za-z]+RecordSet)[\s>]/.exec(text)?.[1];
    isClosed ||= root !== undefined && text.includes(`</${root}>`);
    if (!found) {
      goTo(ended ? held.length : Math.max(at, held.length - longestTag));
      return false;
    }
    goTo(found.index);
    if (found[1] !== undefined) {
      open = found[1] as MeshKind;
      searched = at + found[0].length;
      return true;
    }
    const end = held.indexOf("-->", at);
    if (end < 0) return false;
    goTo(end + 3);
    return true;
  }

  function broken(kind: MeshKind, message: string): void {
    report.problem({ file: path, line, field: kind, message: `${message}; the record is left out` });
  }

  for await (const chunk of textChunks(path, report, () => line)) {
    const left = at;
    held = held.slice(left) + chunk;
    searched -= left;
    at = 0;
    for (let record = next(false); record; record = next(false)) {
      root ??= `${record.kind}Set`;
      yield record;
    }
  }
  for (let record = next(true); record; record = next(true)) yield record;
  if (root === undefined) {
    throw new LitweaveError(
      "BAD_TERMINOLOGY",
      `${path} is no MeSH XML file: it has none of ${kinds.join(", ")}`,
      {
        hint: "give descYYYY.xml, suppYYYY.xml or qualYYYY.xml of NLM, plain or gzipped",
      },
    );
  }
  if (open) broken(open, `the file ends before its </${open}>`);
  if (!isClosed)
    report.problem({
      file: path,
      line,
      field: root,
      message: "the file ends before its end tag: it was cut off",
    });
}

/** What a MeSH file holds, by its first record; undefined when it has none. */
export async function meshKind(path: string): Promise<MeshKind | undefined> {
  const silent: SourceReport = { problem: () => undefined, progress: () => undefined };
  for await (const { kind } of meshRecords(path, silent)) return kind;
  return undefined;
}
