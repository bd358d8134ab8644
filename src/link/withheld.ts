import type { Curie } from "../domain/curie.js";
import { formCount } from "./name-index.js";
import type { NameLayer } from "./name-layer.js";
import { listAt } from "./number-lists.js";

/** Concepts that a layer passes over, as if its terminology lacked them. */
export interface Withheld {
  readonly concepts: ReadonlySet<Curie>;
  /** Forms that no other concept has. */
  readonly forms: ReadonlySet<number>;
}

/** The layer without some of its concepts. Costs a pass over its names; nothing is copied. */
export function withholding(layer: NameLayer, concepts: ReadonlySet<Curie>): NameLayer {
  const { names, owners } = layer;
  const known = new Map<number, boolean>();
  function isWithheld(owner: number): boolean {
    const answer = known.get(owner) ?? concepts.has(owners.id(owner));
    known.set(owner, answer);
    return answer;
  }
  const forms = new Set<number>();
  for (let form = 0; form < formCount(names); form += 1) {
    if (listAt(names.formRows, form).every((row) => isWithheld(names.rowConcept[row]!))) forms.add(form);
  }
  return { ...layer, withheld: { concepts, forms } };
}

/**
 * The first forms of a search that are not withheld.
 *
 * @param search the nearest forms, best first, as many as asked for where there are so many
 */
export function firstOpen(
  withheld: Withheld | undefined,
  first: number,
  search: (count: number) => readonly { readonly item: number }[],
): readonly number[] {
  for (let count = first; ; count *= 2) {
    const found = search(count);
    const open = found.map(({ item }) => item).filter((form) => !withheld?.forms.has(form));
    if (open.length >= first || found.length < count) return open.slice(0, first);
  }
}
