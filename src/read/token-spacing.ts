/** Tokens before which no white space stands. */
const closing: ReadonlySet<string> = new Set([..."-–/@.,;:!?)]}%”'’", "'s", "’s"]);
/** Tokens after which none stands. */
const opening: ReadonlySet<string> = new Set([..."-–/@([{“‘"]);
const comparing: ReadonlySet<string> = new Set([..."<>=≤≥"]);

/** Text made of tokens, with where each token and sentence stands in it, in UTF-16 units. */
interface RunningText {
  readonly text: string;
  readonly tokens: readonly { readonly start: number; readonly end: number }[];
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Rebuilds running text from tokens as a corpus cuts them, with natural spacing, so that a model meets text like any
 * other. A sentence that ends without a stop, as titles do, ends its line. The training tools space tokens by the same rules.
 */
export function runningText(sentences: readonly (readonly string[])[]): RunningText {
  let text = "";
  const tokens: { start: number; end: number }[] = [];
  const spans: { start: number; end: number }[] = [];
  for (const sentence of sentences) {
    if (text !== "") text += /[.!?]$/u.test(text) ? " " : "\n";
    const start = text.length;
    for (const [index, token] of sentence.entries()) {
      if (index > 0 && isSpaced(sentence, index)) text += " ";
      tokens.push({ start: text.length, end: text.length + token.length });
      text += token;
    }
    spans.push({ start, end: text.length });
  }
  return { text, tokens, sentences: spans };
}

/** Whether white space stands before a token that is not its sentence's first. */
function isSpaced(sentence: readonly string[], index: number): boolean {
  const [first = "", before = "", token = ""] = [sentence[index - 2], sentence[index - 1], sentence[index]];
  if (token === "." && comparing.has(before)) return true;
  if ((before === "'" || before === "’") && token === "s") return false;
  if (closing.has(token) || opening.has(before)) return false;
  const inNumber = /^[.,:]$/u.test(before) && (/^\d+$/u.test(first) || comparing.has(first));
  if (inNumber && /^\d/u.test(token)) return false;
  // “i.e.”, “e.g.”
  return !(before === "." && /^\p{Ll}$/u.test(first) && token.length === 1);
}
