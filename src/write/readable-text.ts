import type { AnnotatedDocument } from "../domain/annotation.js";
import type { Curie } from "../domain/curie.js";
import type { WordWeight } from "../domain/explanation.js";
import type { LinkedMention } from "../domain/link.js";
import type { RelationMention } from "../domain/relation.js";
import { markedSentence } from "./marked-sentence.js";

/** Words named for one mention or relation at most, the weightiest. */
const mostWords = 6;

/**
 * One document for people: its mentions with places (UTF-16), scores and concepts, then its relations, each with the
 * sentences that carry it; under each, where it is explained, the words that weigh most.
 */
export function toReadableText({ document, mentions, relations, concepts }: AnnotatedDocument): string {
  const names = new Map(concepts.map(({ id, name }) => [id, `${name} (${id})`]));
  const named = (id: Curie) => names.get(id) ?? id;
  return [
    `${document.id}${document.title === "" ? "" : `  ${oneLine(document.title)}`}`,
    ...mentions.flatMap((mention) => {
      const { type, start, end, text, score, link } = mention;
      const to = link.ids.length > 0 ? link.ids.map(named).join(", ") : `no concept (${link.nil})`;
      return [
        `  ${type.padEnd(8)} ${oneLine(text)} [${start}–${end}] ${score.toFixed(2)} → ${to}`,
        ...reasonsOf(mention),
      ];
    }),
    ...relations.flatMap((relation) => {
      const { subject, predicate, object, score, polarity, certainty } = relation;
      return [
        `  ${named(subject)} ${predicate} ${named(object)} ${score.toFixed(2)}, ${polarity}, ${certainty}`,
        ...relation.sentences.map(
          (sentence) => `           ${sentence.section}: ${markedSentence(sentence)}`,
        ),
        ...sourcesOf(relation),
      ];
    }),
    "\n",
  ].join("\n");
}

/** Words for and against, in nats of log-odds; those that round to nothing are left out. */
function reasonsOf({ explanation }: LinkedMention): readonly string[] {
  if (explanation === undefined) return [];
  const list = (words: readonly WordWeight[]) =>
    heaviest(words, (weight) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)}`);
  const telling = explanation.words.filter(({ weight }) => Math.abs(weight) >= 0.05);
  const [speaking, against] = [
    telling.filter(({ weight }) => weight > 0),
    telling.filter(({ weight }) => weight < 0),
  ];
  return [
    ...(speaking.length > 0 ? [`           for it: ${list(speaking)}`] : []),
    ...(against.length > 0 ? [`           against it: ${list(against)}`] : []),
  ];
}

function sourcesOf({ explanation }: RelationMention): readonly string[] {
  if (explanation === undefined) return [];
  return [
    `           read from: ${heaviest(explanation.words, (weight) => `${Math.round(100 * weight)} %`)}`,
  ];
}

function heaviest(words: readonly WordWeight[], shown: (weight: number) => string): string {
  return [...words]
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start)
    .slice(0, mostWords)
    .map(({ text, weight }) => `${oneLine(text)} ${shown(weight)}`)
    .join(", ");
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ");
}
