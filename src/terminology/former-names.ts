import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { prefixOf } from "./prefixes.js";
import { bagOfWords } from "./tidy-names.js";

/** Living concepts that bear names of one that is gone. */
interface Heirs {
  readonly category: string;
  /** Whose preferred name is its preferred name, who have its preferred name, whose preferred name is any of its names. */
  readonly byRank: readonly [Set<Curie>, Set<Curie>, Set<Curie>];
}

/** What came of looking for concepts that are gone. */
export interface FormerMatches {
  readonly found: ReadonlyMap<Curie, Curie>;
  /** Several concepts bear the name, so none was taken. */
  readonly ambiguous: number;
  readonly unmatched: number;
}

/**
 * Finds by name what concepts of an older release are called now, where their id is gone: MeSH gives a supplementary concept
 * a new id when it becomes a descriptor. A living concept must have the same prefix and category. The preferred names decide,
 * else the old preferred name among all names, else the new one among all old names; several are never guessed among.
 * A synonym alone that both have is too little: OMIM's numbered forms of one disease share some.
 */
export class FormerNames {
  readonly #gone = new Map<Curie, Heirs>();
  readonly #byName = new Map<string, { readonly id: Curie; readonly isPreferred: boolean }[]>();
  readonly #prefixes = new Set<string>();

  get count(): number {
    return this.#gone.size;
  }

  /** Takes a concept of the older release whose id is gone. */
  add(concept: ConceptLine): void {
    const { id } = concept;
    if (this.#gone.has(id)) return;
    this.#prefixes.add(prefixOf(id));
    this.#gone.set(id, { category: concept.category, byRank: [new Set(), new Set(), new Set()] });
    const seen = new Set<string>();
    for (const name of [concept.name, ...concept.synonyms]) {
      const key = bagOfWords(name);
      if (key === "" || seen.has(key)) continue;
      const owners = this.#byName.get(key) ?? [];
      owners.push({ id, isPreferred: seen.size === 0 });
      this.#byName.set(key, owners);
      seen.add(key);
    }
  }

  /** Shows a concept of the new release. */
  meet(concept: ConceptLine): void {
    if (!this.#prefixes.has(prefixOf(concept.id))) return;
    const names = [concept.name, ...concept.synonyms];
    for (const [place, name] of names.entries()) {
      for (const { id, isPreferred } of this.#byName.get(bagOfWords(name)) ?? []) {
        const heirs = this.#gone.get(id)!;
        if (heirs.category !== concept.category || prefixOf(id) !== prefixOf(concept.id)) continue;
        if (place === 0) heirs.byRank[2].add(concept.id);
        if (isPreferred) heirs.byRank[1].add(concept.id);
        if (isPreferred && place === 0) heirs.byRank[0].add(concept.id);
      }
    }
  }

  matches(): FormerMatches {
    const found = new Map<Curie, Curie>();
    let ambiguous = 0;
    let unmatched = 0;
    for (const [id, { byRank }] of this.#gone) {
      const decisive = byRank.find((heirs) => heirs.size > 0);
      if (decisive === undefined) unmatched += 1;
      else if (decisive.size > 1) ambiguous += 1;
      else found.set(id, [...decisive][0]!);
    }
    return { found, ambiguous, unmatched };
  }
}
