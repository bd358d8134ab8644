import type { Category } from "../../domain/concept.js";
import { categoryOf } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import { documentText } from "../../domain/document.js";
import type { GoldDocument } from "../../domain/gold.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import { goldCuries } from "../../evaluate/gold-ids.js";
import type { Familiarity } from "../../evaluate/linking/evaluate-linking.js";
import { expandAbbreviations, findAbbreviations, longForms } from "../../link/abbreviations.js";
import type { ExtraName } from "../../link/extra-names.js";
import { normalForm } from "../../link/normal-form.js";
import type { Dictionary } from "./dictionary.js";

/** What corpora teach about names. */
export interface Training {
  /**
   * Gold mentions as names of their concepts, as BioSyn's protocol lays those of train and dev over the dictionary: abbreviations
   * written out, mentions of several concepts left out, each pair of name and concept once.
   */
  readonly names: readonly ExtraName[];
  /** Every concept that is mentioned, also by mentions of several. */
  readonly concepts: ReadonlySet<Curie>;
}

export function trainingOf(
  documents: readonly GoldDocument[],
  { canonical }: Pick<Dictionary, "canonical">,
): Training {
  const names = new Map<string, ExtraName>();
  const concepts = new Set<Curie>();
  for (const { document, mentions } of documents) {
    const forms = longForms(findAbbreviations(documentText(document)));
    for (const { text, type, ids } of mentions) {
      const known = entityTypeOf(type);
      if (known === undefined) continue;
      const [id, ...others] = goldCuries(ids, known).map(canonical);
      for (const one of [id, ...others]) if (one !== undefined) concepts.add(one);
      if (id === undefined || others.length > 0) continue;
      const name = expandAbbreviations(text, forms);
      names.set(`${id}\t${name.toLowerCase()}`, { name, id, category: categoryOf(known) });
    }
  }
  return { names: [...names.values()], concepts };
}

/** @returns how familiar a mention is, by its name with abbreviations written out and its concepts */
export function familiarityOf({
  names,
  concepts,
}: Training): (name: string, category: Category, gold: readonly Curie[]) => Familiarity {
  const keyOf = (name: string, category: Category) => `${category}\t${normalForm(name)}`;
  const forms = new Set(names.map(({ name, category }) => keyOf(name, category)));
  return (name, category, gold) => {
    if (forms.has(keyOf(name, category))) return "seen";
    return gold.some((id) => concepts.has(id)) ? "unseen" : "zeroShot";
  };
}
