import type { Category } from "../../domain/concept.js";
import { categoryOf } from "../../domain/concept.js";
import { documentText } from "../../domain/document.js";
import type { GoldDocument } from "../../domain/gold.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import { goldCuries } from "../../evaluate/gold-ids.js";
import { expandAbbreviations, findAbbreviations, longForms } from "../../link/abbreviations.js";
import type { ExtraName } from "../../link/extra-names.js";
import type { Dictionary } from "./dictionary.js";

/**
 * Gold mentions as names of their concepts, as BioSyn's protocol lays those of train and dev over the dictionary:
 * abbreviations written out, mentions of several concepts left out, each pair of name and concept once.
 */
export function trainingNames(
  documents: readonly GoldDocument[],
  category: Category,
  { canonical }: Pick<Dictionary, "canonical">,
): readonly ExtraName[] {
  const names = new Map<string, ExtraName>();
  for (const { document, mentions } of documents) {
    const forms = longForms(findAbbreviations(documentText(document)));
    for (const { text, type, ids } of mentions) {
      const known = entityTypeOf(type);
      if (known === undefined || categoryOf(known) !== category) continue;
      const [id, ...others] = goldCuries(ids, known).map(canonical);
      if (id === undefined || others.length > 0) continue;
      const name = expandAbbreviations(text, forms);
      names.set(`${id}\t${name.toLowerCase()}`, { name, id, category });
    }
  }
  return [...names.values()];
}
