/** Finding tags, comments and the like in bytes, without parsing what is between them. Names are ASCII. */

/** More bytes are needed to tell. */
export const more = Symbol("more bytes are needed");

export type Markup =
  | { readonly kind: "start"; readonly name: string; readonly selfClosed: boolean; readonly length: number }
  | { readonly kind: "end"; readonly name: string; readonly length: number }
  | { readonly kind: "doctype" | "other"; readonly length: number };

/** The longest mark that decides, `<![CDATA[`. */
const longestMark = 9;
const nameEnd = /[\s/>]/;

/** What begins at `bytes[0]`, a `<`. With `ended` it always tells, taking for text what is never closed. */
export function markup(bytes: Buffer, ended: boolean): Markup | typeof more {
  const unknown = ended ? ({ kind: "other", length: 1 } as const) : more;
  if (bytes.length < longestMark && !ended) return more;
  const stepOver = (end: number, kind: "doctype" | "other" = "other") =>
    end < 0 ? unknown : { kind, length: end };
  if (begins(bytes, 0, "<!")) {
    const end = declarationEnd(bytes, 0);
    return end === undefined ? stepOver(doctypeEnd(bytes), "doctype") : stepOver(end);
  }
  if (begins(bytes, 0, "<?")) return stepOver(after(bytes, "?>", 2));
  const length = after(bytes, ">", 1);
  if (length < 0) return unknown;
  const isEnd = begins(bytes, 0, "</");
  const tag = bytes.toString("latin1", isEnd ? 2 : 1, length);
  const name = tag.slice(0, tag.search(nameEnd));
  return isEnd
    ? { kind: "end", name, length }
    : { kind: "start", name, selfClosed: tag.endsWith("/>"), length };
}

export type RecordEnd =
  | { readonly kind: "end" | "broken"; readonly at: number }
  /** Not found yet; go on searching at `at`. */
  | { readonly kind: "searched"; readonly at: number };

/** Where the record that begins at `bytes[0]` ends: after its end tag, or where another record begins before it. */
export function recordEnd(
  bytes: Buffer,
  name: string,
  names: readonly string[],
  from: number,
  ended: boolean,
): RecordEnd {
  let at = from;
  for (;;) {
    const close = tagAt(bytes, `</${name}`, at, bytes.length);
    const limit = close < 0 ? bytes.length : close;
    const bang = bytes.subarray(at, limit).indexOf("<!");
    const plain = bang < 0 ? limit : at + bang;
    const starts = names.map((other) => tagAt(bytes, `<${other}`, at, plain)).filter((start) => start >= 0);
    if (starts.length > 0) return { kind: "broken", at: Math.min(...starts) };
    if (bang >= 0) {
      const end =
        bytes.length - plain < longestMark && !ended ? -1 : (declarationEnd(bytes, plain) ?? plain + 2);
      if (end < 0 && !ended) return { kind: "searched", at: plain };
      at = end < 0 ? plain + 2 : end;
      continue;
    }
    if (close < 0) return { kind: "searched", at: Math.max(at, bytes.length - 64) };
    const end = after(bytes, ">", close);
    return end < 0 ? { kind: "searched", at: close } : { kind: "end", at: end };
  }
}

/** Where the comment or CDATA section at `at` ends, −1 when it does not, undefined when it is neither. */
function declarationEnd(bytes: Buffer, at: number): number | undefined {
  if (begins(bytes, at, "<!--")) return after(bytes, "-->", at + 4);
  if (begins(bytes, at, "<![CDATA[")) return after(bytes, "]]>", at + 9);
  return undefined;
}

/** Where the document type at `bytes[0]` ends: its `>` outside quotes, comments and the internal subset; or −1. */
function doctypeEnd(bytes: Buffer): number {
  const token = /<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)|"[^"]*(?:"|$)|'[^']*(?:'|$)|[[\]>]/gs;
  const text = bytes.toString("latin1");
  let subset = false;
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === "[") subset = true;
    else if (found === "]") subset = false;
    else if (found === ">" && !subset) return index + 1;
  }
  return -1;
}

/** The first `prefix` in the range that is a whole tag name there, or −1. A name cut off by the end of bytes waits. */
function tagAt(bytes: Buffer, prefix: string, from: number, to: number): number {
  const range = bytes.subarray(from, to);
  for (let at = range.indexOf(prefix); at >= 0; at = range.indexOf(prefix, at + 1)) {
    const next = bytes[from + at + prefix.length];
    if (next !== undefined && nameEnd.test(String.fromCharCode(next))) return from + at;
  }
  return -1;
}

function begins(bytes: Buffer, at: number, mark: string): boolean {
  return bytes.toString("latin1", at, at + mark.length) === mark;
}

function after(bytes: Buffer, mark: string, from: number): number {
  const at = bytes.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}
