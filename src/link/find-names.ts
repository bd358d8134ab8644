import type { FoundName } from "../domain/found-name.js";
import { formsLike, nameAt, usesSymbols } from "./name-index.js";
import type { NameLayer } from "./name-layer.js";
import { normalForm } from "./normal-form.js";
import { listAt } from "./number-lists.js";
import { counted, emptyWords, romanAfterCounted } from "./spelling.js";

/** Words of the longest name that is looked for. */
const mostWords = 8;

/** Letters of a name up to which capitals count: "aids" is not AIDS, and "PET" is no pet. */
const shortName = 4;

/** Whether a short stretch of text may be the name: written alike but for the case of a first letter. */
function spelledAlike(name: string, surface: string): boolean {
  const rest = (text: string) => text.slice(1);
  return name.toLowerCase() === surface.toLowerCase() && rest(name) === rest(surface);
}

interface Word {
  readonly start: number;
  readonly end: number;
  /** In normal form; empty for a mark that stands alone. */
  readonly form: string;
}

function wordsOf(text: string): readonly Word[] {
  let before = "";
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: raw, index: start }) => {
    const alone = normalForm(raw);
    const form = counted.has(before) ? (romanAfterCounted.get(alone) ?? alone) : alone;
    before = form;
    return { start, end: start + raw.length, form };
  });
}

/** What a name does not reach over: a gap with more than a space, a hyphen, a comma or the like. */
const gap = /^(?:\s{0,2}[-–/,'’]?\s{0,2}|\s\()$/u;

/** Where the name that begins with word `first` may end: the words up to the first wide gap. */
function reachOf(text: string, words: readonly Word[], first: number): number {
  let last = first;
  while (last + 1 < words.length && last + 1 - first < mostWords) {
    if (!gap.test(text.slice(words[last]!.end, words[last + 1]!.start))) break;
    last += 1;
  }
  return last;
}

/**
 * The names of a layer that a text writes, in order and without overlap: at each word the longest that has the look-up key
 * of the words from there on. A dictionary match, which knows no context and costs a hash look-up a word and length.
 */
export function findNames(text: string, layer: NameLayer): readonly FoundName[] {
  const words = wordsOf(text);
  const symbols = usesSymbols(layer.category);
  const found: FoundName[] = [];

  function idsOf(first: Word, last: Word, form: string): FoundName["ids"] {
    const surface = text.slice(first.start, last.end);
    const rows = [...formsLike(layer.names, form, symbols)].flatMap((one) => [
      ...listAt(layer.names.formRows, one),
    ]);
    const fitting =
      surface.length > shortName
        ? rows
        : rows.filter((row) => spelledAlike(nameAt(layer.names, row), surface));
    return [...new Set(fitting.map((row) => layer.owners.id(layer.names.rowConcept[row]!)))];
  }

  function longestFrom(first: number): number {
    const begin = words[first]!;
    if (begin.form === "" || emptyWords.has(begin.form)) return first;
    const reach = reachOf(text, words, first);
    const forms: string[] = [];
    for (let last = first; last <= reach; last += 1) {
      forms.push([forms.at(-1) ?? "", words[last]!.form].filter((form) => form !== "").join(" "));
    }
    for (let last = reach; last >= first; last -= 1) {
      const end = words[last]!;
      if (end.form === "" || emptyWords.has(end.form)) continue;
      const ids = idsOf(begin, end, forms[last - first]!);
      if (ids.length === 0) continue;
      found.push({ start: begin.start, end: end.end, ids });
      return last;
    }
    return first;
  }

  for (let at = 0; at < words.length; at += 1) at = longestFrom(at);
  return found;
}
