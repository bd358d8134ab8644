import { type Document, parseDocument } from "yaml";
import { type Curie, isCurie } from "../domain/curie.js";
import { curieFrom, knownCurie, ourPrefix, prefixOfIriBase } from "./prefixes.js";

/** From an id as a mapping set spells it to a CURIE as we do. */
export type CurieReader = (text: string) => Curie | undefined;

export interface SssomMetadata {
  readonly curieOf: CurieReader;
  /** What of the metadata is not YAML; `line` counts from its first. */
  readonly problem?: { readonly line: number; readonly message: string };
}

/** Prefixes that SSSOM knows without a `curie_map`; the last are predicates' own. */
const builtIn = new Set(["owl", "rdf", "rdfs", "skos", "sssom", "semapv", "xsd", "linkml"]);

/**
 * The prefixes of a mapping set: its `curie_map` says which IRIs a prefix stands for, so that `ORDO:558` and `Orphanet:558` both
 * become `orphanet:558`. A prefix whose IRI is not in our table is taken by its own name, and stays as it is where that is new too.
 *
 * @param text the YAML without its `#` signs
 */
export function sssomMetadata(text: string): SssomMetadata {
  const document = parseDocument(text, { logLevel: "silent" });
  const [error] = document.errors;
  const { map, unresolved } = error ? {} : mapIn(document);
  const bases = new Map(
    Object.entries(typeof map === "object" && map !== null ? map : {}).map(([prefix, base]) => [
      prefix,
      typeof base === "string" ? base : "",
    ]),
  );
  const curieOf: CurieReader = (id) => {
    const trimmed = id.trim();
    if (/^https?:\/\//u.test(trimmed)) return knownCurie(trimmed);
    const colon = trimmed.indexOf(":");
    if (colon <= 0) return undefined;
    const [prefix, local] = [trimmed.slice(0, colon), trimmed.slice(colon + 1)];
    const base = bases.get(prefix);
    const ours = base === undefined ? ourPrefix(prefix) : (prefixOfIriBase(base) ?? ourPrefix(prefix));
    if (ours !== undefined) return curieFrom(ours, stemmed(base, local));
    return isCurie(trimmed) && (bases.has(prefix) || builtIn.has(prefix) || bases.size === 0)
      ? trimmed
      : undefined;
  };
  if (error) {
    const [message = ""] = error.message.split("\n");
    return { curieOf, problem: { line: error.linePos?.[0].line ?? 1, message } };
  }
  return unresolved === undefined ? { curieOf } : { curieOf, problem: { line: 1, message: unresolved } };
}

/** Aliases may lead nowhere, or unfold without end. */
function mapIn(document: Document.Parsed): { readonly map?: unknown; readonly unresolved?: string } {
  try {
    return { map: (document.toJS() as { curie_map?: unknown } | null)?.curie_map };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { unresolved: error.message };
  }
}

/** Some maps put the beginning that ids keep into the IRI: `CVCL: https://www.cellosaurus.org/CVCL_`. */
function stemmed(base: string | undefined, local: string): string {
  return base?.endsWith("CVCL_") && !local.startsWith("CVCL_") ? `CVCL_${local}` : local;
}
