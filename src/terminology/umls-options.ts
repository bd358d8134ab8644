import { columnOf } from "./rrf-rows.js";

/** Which atoms of a UMLS release are taken. */
export interface UmlsOptions {
  /** Languages as MRCONSO has them. Default: `ENG`. */
  readonly languages?: readonly string[];
  /** Vocabularies (SAB): names, definitions, relations and cross-references of these alone. Default: all. */
  readonly sources?: readonly string[];
  /** Term types (TTY): names of these alone. Default: all. */
  readonly termTypes?: readonly string[];
  /** Also atoms that are suppressed or obsolete. Default: left out. */
  readonly suppressed?: boolean;
}

const sab = columnOf("MRCONSO", "SAB");
const suppress = columnOf("MRCONSO", "SUPPRESS");
const language = columnOf("MRCONSO", "LAT");
const termType = columnOf("MRCONSO", "TTY");

function allows(list: readonly string[] | undefined): (word: string) => boolean {
  if (list === undefined) return () => true;
  const words = new Set(list);
  return (word) => words.has(word);
}

/** Whether a row of MRCONSO may be used at all, by vocabulary and suppression. */
export function usableAtom(options: UmlsOptions): (fields: readonly string[]) => boolean {
  const isWanted = allows(options.sources);
  const { suppressed = false } = options;
  return (fields) => isWanted(fields[sab]!) && (suppressed || fields[suppress] === "N");
}

/** Whether a usable row of MRCONSO gives a name, by language and term type. */
export function namingAtom(options: UmlsOptions): (fields: readonly string[]) => boolean {
  const speaks = allows(options.languages ?? ["ENG"]);
  const isOfType = allows(options.termTypes);
  return (fields) => speaks(fields[language]!) && isOfType(fields[termType]!);
}

/** Whether a row of another file may be used, by the place of its vocabulary and its suppression. */
export function usableRow(
  options: UmlsOptions,
  file: "MRREL" | "MRDEF",
): (fields: readonly string[]) => boolean {
  const [source, hidden] = [columnOf(file, "SAB"), columnOf(file, "SUPPRESS")];
  const isWanted = allows(options.sources);
  const { suppressed = false } = options;
  return (fields) => isWanted(fields[source]!) && (suppressed || fields[hidden] === "N");
}
