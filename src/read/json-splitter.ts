import { GrowingBytes } from "./growing-bytes.js";

/** A record's bytes, with the key under which it stood when its file is one object of records by id. */
export interface JsonPiece {
  readonly key: string | undefined;
  readonly bytes: Buffer;
  readonly oversize: boolean;
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/**
 * Cuts one JSON value into its records without parsing it whole: the objects of an array (`[{…}, …]`), of an array
 * within an object (BioC's `{"source": …, "documents": [{…}, …]}`), and the members of an object by id
 * (`{"123": {…}, …}`). Other members of the outer object are stepped over, `infons` among them.
 *
 * Throws `SyntaxError` when the file ends within the value.
 */
export async function* splitJson(
  chunks: AsyncIterable<Buffer>,
  limitBytes: number,
): AsyncGenerator<JsonPiece> {
  const held = new GrowingBytes();
  /** Kinds of the containers that are open outside a record. */
  const outer: number[] = [];
  let at = 0;
  let inString = false;
  let escaped = false;
  let stringStart = 0;
  let lastString = "";
  /** Containers open in the record being read; 0 outside. */
  let depth = 0;
  let oversize = false;

  for await (const chunk of chunks) {
    held.append(chunk);
    let bytes = held.view();
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) {
          inString = false;
          if (depth === 0) lastString = bytes.toString("utf8", stringStart + 1, at);
        }
        continue;
      }
      if (byte === quote) {
        inString = true;
        stringStart = at;
        continue;
      }
      if (byte === openBrace || byte === openBracket) {
        if (depth > 0) depth += 1;
        else if (byte === openBrace && outer.length > 0) {
          held.drop(at);
          bytes = held.view();
          at = 0;
          depth = 1;
        } else outer.push(byte);
      } else if (byte === closeBrace || byte === closeBracket) {
        if (depth === 0) outer.pop();
        else if (--depth === 0) {
          const key = outer.at(-1) === openBrace ? lastString : undefined;
          const record = Buffer.from(bytes.subarray(0, at + 1));
          held.drop(at + 1);
          bytes = held.view();
          at = -1;
          if (key !== "infons") yield { key, bytes: record, oversize };
          oversize = false;
        }
      }
    }
    if (depth === 0 && !inString) {
      held.drop(at);
      at = 0;
    } else if (at > limitBytes) {
      oversize = depth > 0;
      held.truncate(limitBytes);
      at = limitBytes;
    }
  }
  if (outer.length > 0 || depth > 0) throw new SyntaxError("the JSON ends before it is closed");
}
