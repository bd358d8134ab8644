import { GrowingBytes } from "./growing-bytes.js";
import { markup, more, recordEnd } from "./xml-markup.js";

/**
 * Cuts an XML file into its records without parsing it: the bytes from `<Name …>` to `</Name>`, for a few names.
 *
 * Each record is then parsed on its own, so that one that is broken (not well-formed, not UTF-8, cut off, nested
 * without end, enormous) costs itself alone, and its bytes are at hand for the dead-letter file. Comments, CDATA sections,
 * processing instructions and the document type are stepped over, so that nothing inside them passes for a record.
 */
export type XmlPiece =
  | { readonly kind: "record"; readonly name: string; readonly bytes: Buffer }
  /** A record that is cut off: another begins, or the file ends, before its end tag. */
  | { readonly kind: "fragment"; readonly name: string; readonly bytes: Buffer; readonly reason: string }
  | { readonly kind: "oversize"; readonly name: string; readonly bytes: Buffer }
  | { readonly kind: "doctype"; readonly text: string }
  /** What was seen besides records, when the file has ended. */
  | { readonly kind: "end"; readonly root: string | undefined; readonly closed: boolean };

export interface SplitOptions {
  readonly names: readonly string[];
  readonly limitBytes: number;
}

export async function* splitXml(
  chunks: AsyncIterable<Buffer>,
  options: SplitOptions,
): AsyncGenerator<XmlPiece> {
  const splitter = new Splitter(options);
  for await (const chunk of chunks) yield* splitter.add(chunk);
  yield* splitter.end();
}

/** What begins an oversize record is kept, to tell which one it was. */
const oversizeHeadBytes = 4096;
/** Of records without an end each is searched for it through so many bytes, or through all that is held. */
const leastTaken = 4096;

class Splitter {
  readonly #names: readonly string[];
  readonly #limitBytes: number;
  readonly #held = new GrowingBytes();
  #open: { readonly name: string; searched: number } | undefined;
  #root: string | undefined;
  #closed = false;
  #ended = false;

  constructor({ names, limitBytes }: SplitOptions) {
    this.#names = names;
    this.#limitBytes = limitBytes;
  }

  /** Takes at most as much at a time as it already holds, since a record that lacks its end is searched for it to the end of what is held. */
  *add(chunk: Buffer): Generator<XmlPiece> {
    for (let from = 0; from < chunk.length; ) {
      const to = from + Math.max(leastTaken, this.#held.view().length);
      this.#held.append(chunk.subarray(from, to));
      yield* this.#pieces();
      from = to;
    }
  }

  *end(): Generator<XmlPiece> {
    this.#ended = true;
    yield* this.#pieces();
    const recordIsRoot = this.#root !== undefined && this.#names.includes(this.#root);
    yield { kind: "end", root: this.#root, closed: this.#closed || recordIsRoot };
  }

  *#pieces(): Generator<XmlPiece> {
    for (let piece = this.#step(); piece !== more; piece = this.#step()) if (piece !== undefined) yield piece;
  }

  /** One step in what is held: a piece, undefined when something was stepped over, or `more`. */
  #step(): XmlPiece | undefined | typeof more {
    return this.#open === undefined ? this.#between() : this.#inside(this.#open);
  }

  #between(): XmlPiece | undefined | typeof more {
    const at = this.#held.view().indexOf("<");
    this.#held.drop(at < 0 ? this.#held.view().length : at);
    if (at < 0) return more;
    const mark = markup(this.#held.view(), this.#ended);
    if (mark === more) {
      if (this.#held.view().length > this.#limitBytes) this.#held.drop(this.#held.view().length);
      return more;
    }
    if (mark.kind === "start") {
      this.#root ??= mark.name;
      if (this.#names.includes(mark.name)) {
        if (mark.selfClosed) return { kind: "record", name: mark.name, bytes: this.#take(mark.length) };
        this.#open = { name: mark.name, searched: mark.length };
        return undefined;
      }
    }
    const bytes = this.#take(mark.length);
    if (mark.kind === "end" && mark.name === this.#root) this.#closed = true;
    return mark.kind === "doctype" ? { kind: "doctype", text: bytes.toString("latin1") } : undefined;
  }

  #inside(open: { readonly name: string; searched: number }): XmlPiece | typeof more {
    const { name } = open;
    const bytes = this.#held.view();
    const found = recordEnd(bytes, name, this.#names, open.searched, this.#ended);
    if (found.kind === "searched") {
      open.searched = found.at;
      if (bytes.length > this.#limitBytes) {
        this.#open = undefined;
        const head = this.#take(bytes.length).subarray(0, oversizeHeadBytes);
        return { kind: "oversize", name, bytes: head };
      }
      if (!this.#ended) return more;
    }
    this.#open = undefined;
    if (found.kind === "end") return { kind: "record", name, bytes: this.#take(found.at) };
    if (found.kind === "broken") {
      const reason = `another record begins before its </${name}>`;
      return { kind: "fragment", name, bytes: this.#take(found.at), reason };
    }
    return {
      kind: "fragment",
      name,
      bytes: this.#take(bytes.length),
      reason: `the file ends before its </${name}>`,
    };
  }

  #take(count: number): Buffer {
    const bytes = Buffer.from(this.#held.view().subarray(0, count));
    this.#held.drop(count);
    return bytes;
  }
}
