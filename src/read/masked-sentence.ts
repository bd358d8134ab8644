import type { GoldDocument, GoldMention } from "../domain/gold.js";
import { bareDocument } from "./bare-document.js";
import { RecordError } from "./failure.js";
import { maskPattern } from "./gold-format.js";

/** What stands for a mention in an anonymised sentence, by the type of what it hides. */
const typesOfMask: Readonly<Record<string, readonly string[]>> = {
  "@GENE$": ["Gene"],
  "@DISEASE$": ["Disease"],
  "@CHEMICAL$": ["Chemical"],
  "@DRUG$": ["Drug"],
  // BLUE's ChemProt, where one mention lies in the other.
  "@CHEM-GENE$": ["Chemical", "Gene"],
};

/** Labels that state no relation, and the one that GAD and EU-ADR write as a number. */
const none: ReadonlySet<string> = new Set(["0", "false", "none"]);
const association = "Association";

/** Column names of a row that is none. */
export function isHeader(line: string): boolean {
  return /^(?:index\t)?sentence\tlabel$/iu.test(line.trim());
}

/**
 * A sentence of which two mentions are replaced by what they are, and the relation of the two: GAD and EU-ADR as BioBERT's
 * authors made them, BLUE's ChemProt and DDI.
 *
 *     [index]  sentence with @GENE$ and @DISEASE$  label
 *
 * A label 1 is an `Association`; 0, `false` and `DDI-false` are none; `DDI-` is dropped from what else DDI says. Mentions
 * have their masks as ids; a mask that stands twice gives `@DRUG$` and `@DRUG$2`.
 *
 * @param number of the row in its file, from 1, for the document's id (`sentence:1`)
 * @throws RecordError when there are not two masks, or no label
 */
export function parseMaskedSentence(line: string, number: number): GoldDocument {
  const fields = line.split("\t");
  const [sentence = "", label = ""] = fields.slice(-2).map((field) => field.trim());
  if (fields.length < 2 || label === "")
    throw new RecordError("there is no sentence with a tab and a label after it");
  const document = bareDocument(`sentence:${number}`, "", [
    { kind: "abstract", role: "other", text: sentence },
  ]);
  const mentions: GoldMention[] = [];
  for (const { 0: mask, index } of sentence.matchAll(new RegExp(maskPattern, "gu"))) {
    for (const type of typesOfMask[mask] ?? []) {
      const earlier = mentions.filter(({ text }) => text === mask).length;
      const id = earlier === 0 ? mask : `${mask}${earlier + 1}`;
      mentions.push({ start: index, end: index + mask.length, type, text: mask, ids: [id] });
    }
  }
  const [first, second] = mentions;
  if (first === undefined || second === undefined || mentions.length > 2) {
    const known = Object.keys(typesOfMask).join(", ");
    throw new RecordError(`it has ${mentions.length} masked mentions; two were wanted (${known})`);
  }
  const stated = label.replace(/^DDI-/u, "");
  const type = stated === "1" || stated === "true" ? association : stated;
  return {
    document,
    mentions,
    relations: none.has(stated.toLowerCase())
      ? []
      : [{ type, subject: first.ids[0]!, object: second.ids[0]! }],
    mentionLevel: { sentences: [{ start: 0, end: sentence.length }] },
  };
}
