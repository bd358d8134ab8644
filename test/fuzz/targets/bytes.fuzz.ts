import { isDeepStrictEqual } from "node:util";
import { deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { plainBytes } from "../../../src/read/byte-source.js";
import { reasonOf } from "../../../src/read/failure.js";
import { formatOf } from "../../../src/read/source-format.js";
import { type FuzzTarget, hold } from "../target.js";
import { anyText } from "../texts.js";

/** What decompression and decoding say of bytes that are none of theirs. */
const faults = new Set([
  "Z_DATA_ERROR",
  "Z_BUF_ERROR",
  "Z_STREAM_ERROR",
  "Z_NEED_DICT",
  "ERR_ENCODING_INVALID_ENCODED_DATA",
  "ERR_ENCODING_NOT_SUPPORTED",
]);
/** What one file may become: gzip packs a thousand to one at best, and no more than a chunk of it is held. */
const mostHeld = 64 * 1024 * 1024;

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function opened(
  bytes: Buffer,
  size: number,
): Promise<{ readonly text: Buffer; readonly fault: string | undefined }> {
  const parts: Buffer[] = [];
  try {
    for await (const part of plainBytes(inChunks(bytes, size))) {
      hold(part.length <= mostHeld, "no more than a chunk of an unpacked file is held");
      parts.push(Buffer.from(part));
    }
    return { text: Buffer.concat(parts), fault: undefined };
  } catch (error) {
    if (!faults.has(String((error as { code?: unknown }).code))) throw error;
    hold(reasonOf(error) !== "", "a file that cannot be opened says why");
    return { text: Buffer.concat(parts), fault: reasonOf(error) };
  }
}

const xml = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>Größe</a>\n';
const record = '{"id":"11","title":"Größe"}\n';
const coded = fc
  .tuple(
    fc.constantFrom("UTF-8", "ISO-8859-1", "utf-16le", "x-user", "hex", "windows-1252", "us-ascii"),
    anyText,
  )
  .map(([name, text]) => Buffer.from(`<?xml version="1.0" encoding="${name}"?>${text}`));

/** Files as they lie on disk: packed, marked, in encodings of their own. */
export const target: FuzzTarget = {
  name: "bytes",
  covers: ["read/byte-source.ts", "read/gunzip.ts", "read/source-format.ts"],
  seeds: [
    gzipSync(record),
    Buffer.concat([gzipSync(record), gzipSync(xml)]),
    Buffer.from(xml, "latin1"),
    Buffer.from(`\ufeff${record}`),
    Buffer.from(`\ufeff${record}`, "utf16le"),
    Buffer.concat([gzipSync(record), deflateRawSync(record)]),
    gzipSync(Buffer.alloc(100_000)),
  ],
  grammar: fc.oneof(
    coded,
    coded.map((bytes) => gzipSync(bytes)),
    fc.tuple(coded, fc.nat({ max: 60 })).map(([bytes, end]) => gzipSync(bytes).subarray(0, end)),
    anyText.map((text) => Buffer.from(`\ufeff${text}`, "utf16le")),
  ),
  words: [
    "\u001f\u008b",
    'encoding="utf-16"',
    'encoding="latin1"',
    "<?xml ",
    "\ufeff",
    "PMID- ",
    "1|t|",
    '{"documents":[',
    "<collection>",
  ],
  async check(input) {
    const whole = await opened(input, Math.max(1, input.length));
    const cut = await opened(input, 1 + (input.length % 7));
    hold(
      cut.fault === whole.fault,
      "chunks of another size fail alike",
      () => `${cut.fault}, ${whole.fault}`,
    );
    if (whole.fault === undefined)
      hold(isDeepStrictEqual(cut.text, whole.text), "chunks of another size give the same bytes");
    formatOf(whole.text);
  },
};
