import type { Category } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { type CategoryChoice, categoryByPrefix } from "./category-by-prefix.js";
import { anyCurie, knownCurie, ourPrefix, prefixOf } from "./prefixes.js";
import { cleanName, tidySynonyms } from "./tidy-names.js";

export const synonymScopes = ["EXACT", "RELATED", "NARROW", "BROAD"] as const;
export type SynonymScope = (typeof synonymScopes)[number];

export interface OboOptions {
  /** What the terms are; needed for ontologies that `category-by-prefix.ts` does not list. */
  readonly category?: CategoryChoice;
  /**
   * Scopes of synonyms that become names. Default: `EXACT`, and `RELATED` in ChEBI, CLO, Cellosaurus and the taxonomy, which keep
   * brand names and other spellings there.
   */
  readonly scopes?: readonly SynonymScope[];
}

export interface OboSynonym {
  readonly text: string;
  readonly scope: string;
  /** `ABBREVIATION`, `authority`, or an IRI that ends so; `""` for none. */
  readonly type: string;
}

/** A term of an ontology, from either notation; ids as the file has them. */
export interface OboTerm {
  /** Cleaned ({@link cleanName}), and not empty. */
  readonly name: string;
  readonly definition: string;
  readonly synonyms: readonly OboSynonym[];
  readonly xrefs: readonly string[];
  /** Ids that the ontology states to be the same (`skos:exactMatch`). */
  readonly exact: readonly string[];
  readonly parents: readonly string[];
  readonly alternative: readonly string[];
}

const relatedToo = new Set(["CHEBI", "CLO", "cellosaurus", "NCBITaxon"]);
/** Kinds of synonym that are no names, in the words of MONDO and of the taxonomy. */
const noNames = /(?:^|[/#:_])(?:authority|type[_ ]material|in[_-]part|includes|dubious|deprecated)$/iu;
/** Phrases of a catalogue, not of a text: "…, susceptibility to", "… caused by mutation in ABC1", "asthma (disease)". */
const catalogue =
  /susceptibility to|protection against|association with|modifier of|caused by mutation|\((?:disease|disorder)\)|, included$|^obsolete /iu;

/** The own prefix of an ontology by how it calls itself: `mondo`, `hp/hp-base`, `http://purl.obolibrary.org/obo/mondo.json`. */
export function ontologyPrefix(name: string): string | undefined {
  const word = /(?:^|\/obo\/|\/efo\/)([A-Za-z]+)(?:[./#].*)?$/u.exec(name.trim())?.[1];
  return word === undefined ? undefined : ourPrefix(word);
}

/** Chooses the terms that are read, and remembers the prefixes that were met. */
export function termChoice(options: OboOptions, ontology: string | undefined) {
  const categoryOf = categoryByPrefix(options.category, ontology);
  const met = new Map<string, number>();
  let taken = 0;
  return {
    categoryOf(id: Curie): Category | undefined {
      const category = categoryOf(id);
      if (category === undefined) met.set(prefixOf(id), (met.get(prefixOf(id)) ?? 0) + 1);
      else taken += 1;
      return category;
    },
    /** Terms left out, by prefix. */
    left: met as ReadonlyMap<string, number>,
    hasNone: () => taken === 0,
  };
}

export function conceptOfTerm(
  id: Curie,
  term: OboTerm,
  category: Category,
  { scopes }: OboOptions,
  formerly: readonly Curie[],
): ConceptLine {
  const prefix = prefixOf(id);
  const isKept = (scope: string) =>
    scopes
      ? (scopes as readonly string[]).includes(scope)
      : scope === "EXACT" || (scope === "RELATED" && relatedToo.has(prefix));
  const isName = (name: string) => category !== "Disease" || !catalogue.test(name);
  const { name } = term;
  const synonyms = term.synonyms
    .filter(({ text, scope, type }) => isKept(scope) && !noNames.test(type) && isName(text))
    .map(({ text }) => text);
  // MONDO also refers to what is broader, narrower and obsolete; what it says to be exact is listed apart.
  const same = prefix === "MONDO" && term.exact.length > 0 ? term.exact : [...term.exact, ...term.xrefs];
  const definition = cleanName(term.definition);
  return {
    id,
    name,
    category,
    synonyms: tidySynonyms(name, synonyms),
    xrefs: known(same, knownCurie, id),
    parents: known(term.parents, anyCurie, id),
    formerly: [...new Set([...known(term.alternative, anyCurie, id), ...formerly])],
    orthologs: [],
    ...(definition !== "" && { definition }),
  };
}

function known(
  ids: readonly string[],
  curieOf: (text: string) => Curie | undefined,
  self: Curie,
): readonly Curie[] {
  return [...new Set(ids.flatMap((id) => curieOf(id) ?? []))].filter((id) => id !== self);
}

/** Withdrawn ids by the living id that replaced them, through chains of replacements. */
export function formerByHeir(replacedBy: ReadonlyMap<Curie, Curie>): ReadonlyMap<Curie, readonly Curie[]> {
  const former = new Map<Curie, Curie[]>();
  for (const [withdrawn, first] of replacedBy) {
    let heir = first;
    for (let steps = 0; steps < 20 && replacedBy.has(heir); steps += 1) heir = replacedBy.get(heir)!;
    if (replacedBy.has(heir)) continue;
    const known = former.get(heir);
    if (known) known.push(withdrawn);
    else former.set(heir, [withdrawn]);
  }
  return former;
}
