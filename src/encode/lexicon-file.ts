import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { LitweaveError } from "../domain/errors.js";

/** What the manifest says of the dictionary that the encoder was trained with. */
export interface LexiconScheme {
  readonly file: string;
  /** Bit t of an entry is type t; features 2t and 2t + 1 are its. */
  readonly types: readonly string[];
  /** Content words in the longest entry. */
  readonly maxWords: number;
}

/** Names as hashes, in columns. */
export interface LexiconEntries {
  readonly sums: Uint32Array;
  /** Where the sums with each upper half begin, and their count at the end: uint32 [65,537]. */
  readonly bounds: Uint32Array;
  readonly checks: Uint16Array;
  readonly masks: Uint8Array;
}

const magic = "LWLX";
const formatVersion = 1;
const headBytes = 16;
/** CRC-32 (u32), check (u16) and types (u8). */
const entryBytes = 7;

/**
 * Reads a `lexicon.bin` whose checksum was found right. Little endian, as are all hosts of ONNX Runtime for Node:
 * `LWLX`, version, count and most words (u32 each); then the entries in three columns: CRC-32 of the key in UTF-8
 * (u32, ascending), the low half of the CRC-32 of the same bytes from back to front (u16), types as bits (u8).
 *
 * @throws LitweaveError `BAD_MODEL` naming what the file has and what was wanted
 */
export function readLexicon(path: string, { types, maxWords }: LexiconScheme): LexiconEntries {
  const bytes = readFileSync(path);
  const refuse = (what: string): never => {
    throw new LitweaveError("BAD_MODEL", `${path} ${what}`, {
      hint: "lexicon and manifest belong to different models: restore the model folder",
    });
  };
  const begins = bytes.toString("latin1", 0, 4);
  if (begins !== magic) refuse(`begins with ${JSON.stringify(begins)}; “${magic}” was wanted`);
  if (bytes.length < headBytes) refuse(`has ${bytes.length} bytes; its head alone has ${headBytes}`);
  const [version, count, longest] = [4, 8, 12].map((at) => bytes.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  if (version !== formatVersion) refuse(`has format version ${version}; this program reads ${formatVersion}`);
  if (bytes.length !== headBytes + count * entryBytes) {
    refuse(
      `has ${bytes.length} bytes; its ${count} entries and head would be ${headBytes + count * entryBytes}`,
    );
  }
  if (longest !== maxWords) refuse(`has names of up to ${longest} words, its manifest says ${maxWords}`);
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const sums = new Uint32Array(buffer, byteOffset + headBytes, count);
  const checks = new Uint16Array(buffer, byteOffset + headBytes + 4 * count, count);
  const masks = new Uint8Array(buffer, byteOffset + headBytes + 6 * count, count);
  for (let i = 0; i < count; i += 1) {
    if (i > 0 && sums[i]! < sums[i - 1]!) refuse(`has entry ${i} out of order`);
    if (masks[i]! >> types.length !== 0) {
      refuse(
        `has an entry of types ${masks[i]!.toString(2)} in bits, its manifest has ${types.length} types`,
      );
    }
  }
  return { sums, bounds: boundsOf(sums), checks, masks };
}

/** The types of the key bytes[begin, end) with sum `sum`; of several with the same sum, of the one whose check agrees. */
export function typesOfKey(
  { sums, bounds, checks, masks }: LexiconEntries,
  sum: number,
  bytes: Uint8Array,
  begin: number,
  end: number,
): number {
  let at = firstAtLeast(sums, sum, bounds[sum >>> 16]!, bounds[(sum >>> 16) + 1]!);
  if (sums[at] !== sum) return 0;
  const check = crc32(bytes.slice(begin, end).reverse()) & 0xffff;
  for (; sums[at] === sum; at += 1) if (checks[at] === check) return masks[at]!;
  return 0;
}

/** Sums are spread evenly, so each stretch is short, 15 of a million; without this a look-up takes twice as long. */
function boundsOf(sums: Uint32Array): Uint32Array {
  const bounds = new Uint32Array(0x10001);
  for (const sum of sums) bounds[(sum >>> 16) + 1]! += 1;
  for (let half = 1; half < bounds.length; half += 1) bounds[half]! += bounds[half - 1]!;
  return bounds;
}

function firstAtLeast(values: Uint32Array, wanted: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
