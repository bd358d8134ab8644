import { LitweaveError } from "../../domain/errors.js";
import type { Span } from "../../domain/span.js";

/** An element as an XML parser gives it; text and elements stand in `children` in their order. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (string | Element)[];
}

export type CueKind = "negation" | "speculation";

/** A cue with the scope that its annotators gave it; places count in the sentence. */
export interface GoldCue extends Span {
  readonly kind: CueKind;
  readonly scope: Span;
}

export interface CueSentence {
  readonly id: string;
  readonly text: string;
  readonly cues: readonly GoldCue[];
}

export interface CueDocument {
  readonly id: string;
  readonly sentences: readonly CueSentence[];
}

/**
 * The documents of a file in BioScope's format (Vincze et al. 2008): in a `sentence` every `cue` names by `ref` the `xcope`
 * it belongs to. Parts of a cue (“either … or”) are cues of their own.
 *
 * @throws LitweaveError `BAD_INPUT` naming the sentence whose cue has no scope or no kind, or when there is no document
 */
export function readBioScope(root: Element, file: string): readonly CueDocument[] {
  const documents = [...below(root, "Document")].map((document, index): CueDocument => {
    const id = [...below(document, "DocID")][0];
    return {
      id: id === undefined ? `${file}:${index + 1}` : textOf(id),
      sentences: [...below(document, "sentence")].map((sentence) => readSentence(sentence, file)),
    };
  });
  if (documents.length > 0) return documents;
  throw new LitweaveError("BAD_INPUT", `${file} holds no document with sentences and cues`, {
    hint: "give a file of BioScope: <Document> with <sentence>, <xcope> and <cue>",
  });
}

/** Which part of a corpus: every fifth document, in the order of the file, is held out, the others are for development. */
export type Fold = "development" | "held-out" | "all";

export function foldOf<T>(documents: readonly T[], fold: Fold): readonly T[] {
  if (fold === "all") return documents;
  return documents.filter((_, index) => (index % 5 === 4) === (fold === "held-out"));
}

function readSentence(sentence: Element, file: string): CueSentence {
  const id = sentence.attributes.id ?? "";
  const cues: (Span & { readonly kind: string | undefined; readonly ref: string })[] = [];
  const scopes = new Map<string, Span>();
  let text = "";
  const walk = (element: Element) => {
    const start = text.length;
    for (const child of element.children) {
      if (typeof child === "string") text += child;
      else walk(child);
    }
    const span = { start, end: text.length };
    const { id: scope = "", ref = "", type } = element.attributes;
    if (element.name === "xcope") scopes.set(scope, span);
    if (element.name === "cue") cues.push({ ...span, kind: type, ref });
  };
  walk(sentence);
  const fail = (what: string): never => {
    throw new LitweaveError("BAD_INPUT", `${file}, sentence ${id}: ${what}`);
  };
  return {
    id,
    text,
    cues: cues.map(({ start, end, kind, ref }) => {
      if (kind !== "negation" && kind !== "speculation")
        return fail(`a cue's type is “${kind ?? ""}”, neither negation nor speculation`);
      const scope = scopes.get(ref) ?? fail(`the cue “${text.slice(start, end)}” refers to no scope`);
      return { start, end, kind, scope };
    }),
  };
}

function* below(element: Element, name: string): Generator<Element> {
  for (const child of element.children) {
    if (typeof child === "string") continue;
    if (child.name === name) yield child;
    else yield* below(child, name);
  }
}

function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
