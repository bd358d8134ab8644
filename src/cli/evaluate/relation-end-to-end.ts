import type { Curie } from "../../domain/curie.js";
import type { GoldDocument } from "../../domain/gold.js";
import type { LinkedMention } from "../../domain/link.js";
import type { EntityType } from "../../domain/mention.js";
import { readExtractorManifest } from "../../encode/extractor-manifest.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import { goldCuries } from "../../evaluate/gold-ids.js";
import type { RelationFact, RelationText } from "../../evaluate/relations/facts.js";
import { decodeMentions } from "../../extract/decode-mentions.js";
import type { Linking } from "../../pipeline/open-stages.js";
import { type Dictionary, dictionaryOf } from "./dictionary.js";
import type { TextsOf } from "./find-relations.js";
import { foundTextOf, isConcept } from "./relation-texts.js";

/**
 * Documents with the program's own mentions and links in place of the corpus' entities. A concept found that means one of the
 * corpus' takes the corpus' id: by current ids, and ids of other vocabularies that the concept carries.
 *
 * @param folder the extractor's
 */
export function linkedTexts(folder: string, linking: Linking): TextsOf {
  const manifest = readExtractorManifest(folder);
  const dictionary = dictionaryOf((id) => linking.linker.concept(id));
  return async (documents, encodings) => {
    const linked = await linking.linker.linkDocuments(
      documents.map(({ document }, index) => ({
        document,
        mentions: decodeMentions(document, encodings[index]!, manifest, {}),
      })),
    );
    return documents.map((gold, index) => inGoldIds(gold, linked[index]!, dictionary));
  };
}

function inGoldIds(
  gold: GoldDocument,
  linked: readonly LinkedMention[],
  { canonical, idsOf }: Pick<Dictionary, "canonical" | "idsOf">,
): RelationText {
  const types = new Map<string, EntityType>();
  for (const { type, ids } of gold.mentions) {
    const known = entityTypeOf(type);
    for (const id of ids.filter(isConcept)) if (known) types.set(id, known);
  }
  const curieOf = (id: string): Curie => {
    const type = types.get(id);
    const curie = type && goldCuries([id], type)[0];
    return curie ? canonical(curie) : `corpus:${id}`;
  };
  const annotated = new Set([...types.keys()].map(curieOf));
  const inGold = (id: Curie): Curie => {
    if (annotated.has(id)) return id;
    return [...idsOf(id)].find((other) => annotated.has(other)) ?? id;
  };
  const mentions = linked.map((mention) => ({
    ...mention,
    link: { ...mention.link, ids: mention.link.ids.map(inGold) },
  }));
  const facts = gold.relations.map(
    ({ type, subject, object, novel }): RelationFact => ({
      label: type,
      subject: curieOf(subject),
      object: curieOf(object),
      ...(novel === undefined ? {} : { novel }),
    }),
  );
  return foundTextOf(gold, mentions, facts, annotated);
}
