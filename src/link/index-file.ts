import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

/**
 * Named typed arrays in one file, read back with one sequential pass into one buffer.
 *
 * Layout: `LWIX`, format version (u32), length of the header (u32), CRC-32 of the header (u32), the header as JSON,
 * then the arrays, each at a multiple of eight. The header gives each array's type, place, length and CRC-32. Little endian.
 */
export const indexFormatVersion = 1;

const magic = 0x5849574c;
const headBytes = 16;

const types = { u8: Uint8Array, u32: Uint32Array, f32: Float32Array } as const;
type ArrayType = keyof typeof types;
export type IndexArray = Uint8Array | Uint32Array | Float32Array;
export type IndexArrays = Readonly<Record<string, IndexArray>>;

interface Section {
  readonly name: string;
  readonly type: ArrayType;
  /** Bytes from the end of the header. */
  readonly at: number;
  /** Elements. */
  readonly length: number;
  readonly crc: number;
}

interface Header {
  readonly fingerprint: string;
  readonly sections: readonly Section[];
}

const aligned = (bytes: number) => (bytes + 7) & ~7;

function bytesOf(array: IndexArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function typeOf(array: IndexArray): ArrayType {
  if (array instanceof Uint32Array) return "u32";
  return array instanceof Float32Array ? "f32" : "u8";
}

function writeWhole(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, Math.min(bytes.length - done, 1 << 30), position + done);
  }
}

/** Writes the file whole or not at all: beside its place first, then moved. */
export function writeIndexFile(path: string, fingerprint: string, arrays: IndexArrays): void {
  let at = 0;
  const sections = Object.entries(arrays).map(([name, array]) => {
    const section = { name, type: typeOf(array), at, length: array.length, crc: crc32(bytesOf(array)) };
    at += Math.ceil(array.byteLength / 8) * 8;
    return section;
  });
  const header = Buffer.from(JSON.stringify({ fingerprint, sections } satisfies Header));
  const head = Buffer.alloc(aligned(headBytes + header.length));
  head.writeUInt32LE(magic, 0);
  head.writeUInt32LE(indexFormatVersion, 4);
  head.writeUInt32LE(header.length, 8);
  head.writeUInt32LE(crc32(header), 12);
  header.copy(head, headBytes);

  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  const file = openSync(beside, "w");
  try {
    writeWhole(file, head, 0);
    for (const section of sections)
      writeWhole(file, bytesOf(arrays[section.name]!), head.length + section.at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

/** Reads `length` bytes into a buffer of their own, aligned for every array type. */
function readWhole(file: number, position: number, length: number): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const got = readSync(file, bytes, done, Math.min(length - done, 1 << 30), position + done);
    if (got === 0) return undefined;
    done += got;
  }
  return bytes;
}

function readHeader(file: number): { readonly header: Header; readonly end: number } | string {
  const head = readWhole(file, 0, headBytes);
  if (head === undefined) return "it is cut short";
  const view = new DataView(head.buffer);
  if (view.getUint32(0, true) !== magic) return "it is no index";
  const version = view.getUint32(4, true);
  if (version !== indexFormatVersion)
    return `it has format ${version}, this program writes ${indexFormatVersion}`;
  const length = view.getUint32(8, true);
  const bytes = readWhole(file, headBytes, length);
  if (bytes === undefined) return "it is cut short";
  if (crc32(bytes) !== view.getUint32(12, true)) return "its header is damaged";
  return {
    header: JSON.parse(Buffer.from(bytes).toString("utf8")) as Header,
    end: aligned(headBytes + length),
  };
}

/** What stands in an index file, or in words why it cannot be used. */
export type IndexReading = { readonly arrays: IndexArrays } | { readonly unusable: string };

export function readIndexFile(path: string, fingerprint: string): IndexReading {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return { unusable: "there is none yet" };
  const file = openSync(path, "r");
  try {
    const read = readHeader(file);
    if (typeof read === "string") return { unusable: read };
    const { header, end } = read;
    if (header.fingerprint !== fingerprint) {
      return { unusable: `it was built from ${header.fingerprint}, wanted is ${fingerprint}` };
    }
    const arrays: Record<string, IndexArray> = {};
    for (const section of header.sections) {
      const type = types[section.type];
      const bytes = readWhole(file, end + section.at, section.length * type.BYTES_PER_ELEMENT);
      if (bytes === undefined) return { unusable: "it is cut short" };
      if (crc32(bytes) !== section.crc) return { unusable: `its part ${section.name} is damaged` };
      arrays[section.name] = new type(bytes.buffer, 0, section.length);
    }
    return { arrays };
  } finally {
    closeSync(file);
  }
}
