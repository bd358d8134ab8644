import type { Category } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { openGramIndex } from "./gram-search.js";
import { addName, finishNames, growingNames, usesSymbols } from "./name-index.js";
import { layerOf, type NameLayer } from "./name-layer.js";
import { packVectors } from "./name-vectors.js";
import { finishSet, growingSet, internString, stringAt, stringCount } from "./string-table.js";

/** A name that the terminology does not have, laid over it: BioSyn's protocol adds those of the training mentions. */
export interface ExtraName {
  readonly name: string;
  readonly id: Curie;
  readonly category: Category;
}

/** Embeds normal forms; unit vectors in the order of the names. */
export type EmbedNames = (names: readonly string[]) => Promise<readonly Float32Array[]>;

/**
 * A layer over `base` for the extra names of its category. Its grams are weighed as in `base`, and it has vectors when `base` has.
 *
 * @param taxonOf number of a gene's taxon
 */
export async function extraLayer(
  base: NameLayer,
  extra: readonly ExtraName[],
  embed: EmbedNames | undefined,
  taxonOf: (id: Curie) => number,
): Promise<NameLayer> {
  const ids = growingSet();
  const growing = growingNames();
  for (const { name, id } of extra) {
    addName(growing, name, internString(ids, id), usesSymbols(base.category));
  }
  const names = finishNames(growing, finishSet(growing.forms), base.names.grams.idf);
  const forms = Array.from({ length: stringCount(names.forms) }, (_, form) => stringAt(names.forms, form));
  const owners = finishSet(ids);
  const id = (concept: number) => stringAt(owners, concept) as Curie;
  const vectors = base.vectors && embed ? await embed(forms) : undefined;
  return layerOf(
    base.category,
    names,
    openGramIndex(names.grams, names.forms),
    base.vectors && vectors && packVectors(vectors, base.vectors),
    {
      allPreferred: true,
      id,
      taxon: (concept) => taxonOf(id(concept)),
      family: (concept) => Uint32Array.of(concept),
      nameCount: () => 1,
    },
  );
}
