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

/** What begins at `bytes[0]`, a `<`. With `ended` it always tells: what is never closed goes on to the end. */
export function markup(bytes: Buffer, ended: boolean): Markup | typeof more {
  const unknown = ended ? ({ kind: "other", length: bytes.length } as const) : more;
  if (bytes.length < longestMark && !ended) return more;
  const section = sections.find(({ begin }) => begins(bytes, 0, begin));
  if (section !== undefined) return otherTo(after(bytes, section.end, section.begin.length)) ?? unknown;
  if (begins(bytes, 0, "<?")) return otherTo(after(bytes, "?>", 2)) ?? unknown;
  if (begins(bytes, 0, "<!")) {
    const end = doctypeEnd(bytes.subarray(0, longestDoctype));
    if (end < 0) return bytes.length < longestDoctype ? unknown : { kind: "doctype", length: longestDoctype };
    return { kind: "doctype", length: end };
  }
  const length = after(bytes, ">", 1);
  const another = bytes.indexOf("<", 1);
  // No tag holds a `<`: this one is stray, and what begins behind it may be a record.
  if (another > 0 && (length < 0 || another < length)) return { kind: "other", length: another };
  if (length < 0) return unknown;
  const isEnd = begins(bytes, 0, "</");
  const tag = bytes.toString("latin1", isEnd ? 2 : 1, length);
  const name = tag.slice(0, tag.search(nameEnd));
  return isEnd
    ? { kind: "end", name, length }
    : { kind: "start", name, selfClosed: tag.endsWith("/>"), length };
}

function otherTo(end: number): Markup | undefined {
  return end < 0 ? undefined : { kind: "other", length: end };
}

export type RecordEnd =
  | { readonly kind: "end" | "broken"; readonly at: number }
  /** Not found yet; go on searching at `at`. */
  | { readonly kind: "searched"; readonly at: number };

/**
 * Where the record that begins at `bytes[0]` ends: after its end tag, or where another record begins before it.
 * Each mark is searched for once over the bytes, so that the cost stays linear whatever they hold.
 */
export function recordEnd(
  bytes: Buffer,
  name: string,
  names: readonly string[],
  from: number,
  ended: boolean,
): RecordEnd {
  let at = from;
  let close = -1;
  let start = -1;
  let sought = false;
  /** Ends of comments or CDATA sections of which there are no more. */
  const absent = new Set<string>();
  for (;;) {
    if (!sought || (close >= 0 && close < at) || (start >= 0 && start < at)) {
      close = tagAt(bytes, `</${name}`, at, bytes.length);
      start = firstTagAt(bytes, names, at, close < 0 ? bytes.length : close);
      sought = true;
    }
    const limit = close < 0 ? bytes.length : close;
    const bang = bytes.subarray(at, limit).indexOf("<!");
    const plain = bang < 0 ? limit : at + bang;
    if (start >= 0 && start < plain) return { kind: "broken", at: start };
    if (bang < 0) break;
    if (bytes.length - plain < longestMark && !ended) return { kind: "searched", at: plain };
    const section = sections.find(({ begin }) => begins(bytes, plain, begin));
    const isLost = section === undefined || absent.has(section.end);
    const end = isLost ? -1 : after(bytes, section.end, plain + section.begin.length);
    if (end < 0 && section !== undefined) {
      if (!ended) return { kind: "searched", at: plain };
      absent.add(section.end);
    }
    at = end < 0 ? plain + 2 : end;
  }
  if (close < 0) return { kind: "searched", at: Math.max(at, bytes.length - longestEndTag) };
  const end = after(bytes, ">", close);
  const another = bytes.indexOf("<", close + 1);
  // An end tag that lost its `>` ends where the next tag begins, which may be another record's.
  if (another >= 0 && (end < 0 || another < end)) return { kind: "end", at: another };
  return end < 0 ? { kind: "searched", at: close } : { kind: "end", at: end };
}

const sections = [
  { begin: "<!--", end: "-->" },
  { begin: "<![CDATA[", end: "]]>" },
] as const;
const longestEndTag = 64;
/** Real document types take a few hundred bytes; one that has not ended here is none. */
const longestDoctype = 1024 * 1024;

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

function firstTagAt(bytes: Buffer, names: readonly string[], from: number, to: number): number {
  const found = names.map((name) => tagAt(bytes, `<${name}`, from, to)).filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

function begins(bytes: Buffer, at: number, mark: string): boolean {
  for (let n = 0; n < mark.length; n += 1) if (bytes[at + n] !== mark.charCodeAt(n)) return false;
  return true;
}

function after(bytes: Buffer, mark: string, from: number): number {
  const at = bytes.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}
