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
import { type MapFile, mapper } from "./map-file.js";

/**
 * Named typed arrays in one file, mapped into memory where the system can, else read.
 *
 * Layout: `LWIX`, format version (u32), length of the header (u32), CRC-32 of the header (u32), the header as JSON,
 * then the arrays, each at a multiple of eight. The header gives each array's type, place, length and CRC-32. Little endian.
 */
export const indexFormatVersion = 2;

const missing = "there is none yet";
const magic = 0x5849574c;
const headBytes = 16;

const types = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array } as const;
type ArrayType = keyof typeof types;
export type IndexArray = Uint8Array | Uint16Array | Uint32Array | Float32Array;
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
  if (array instanceof Uint16Array) return "u16";
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

/** `length` bytes of a file, in a buffer that is aligned for every array type; undefined when it ends before. */
type Bytes = (position: number, length: number) => Uint8Array<ArrayBuffer> | undefined;

function bytesRead(file: number): Bytes {
  return (position, length) => {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const got = readSync(file, bytes, done, Math.min(length - done, 1 << 30), position + done);
      if (got === 0) return undefined;
      done += got;
    }
    return bytes;
  };
}

function bytesMapped(region: ArrayBuffer): Bytes {
  return (position, length) => {
    // An empty part may stand behind the end.
    if (length === 0) return new Uint8Array(0);
    return position + length > region.byteLength ? undefined : new Uint8Array(region, position, length);
  };
}

function readHeader(bytes: Bytes): { readonly header: Header; readonly end: number } | string {
  const head = bytes(0, headBytes);
  if (head === undefined) return "it is cut short";
  const view = new DataView(head.buffer, head.byteOffset, headBytes);
  if (view.getUint32(0, true) !== magic) return "it is no index";
  const version = view.getUint32(4, true);
  if (version !== indexFormatVersion)
    return `it has format ${version}, this program writes ${indexFormatVersion}`;
  const length = view.getUint32(8, true);
  const text = bytes(headBytes, length);
  if (text === undefined) return "it is cut short";
  if (crc32(text) !== view.getUint32(12, true)) return "its header is damaged";
  return {
    header: JSON.parse(Buffer.from(text).toString("utf8")) as Header,
    end: aligned(headBytes + length),
  };
}

function readHeaderOf(bytes: Bytes, fingerprint: string): ReturnType<typeof readHeader> {
  const read = readHeader(bytes);
  if (typeof read === "string" || read.header.fingerprint === fingerprint) return read;
  return `it was built from ${read.header.fingerprint}, wanted is ${fingerprint}`;
}

/** Why an index file cannot be used, as far as its head tells; undefined when it can. */
export function indexProblem(path: string, fingerprint: string): string | undefined {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return missing;
  const file = openSync(path, "r");
  try {
    const read = readHeaderOf(bytesRead(file), fingerprint);
    return typeof read === "string" ? read : undefined;
  } finally {
    closeSync(file);
  }
}

function readArrays(bytes: Bytes, fingerprint: string): IndexReading {
  const read = readHeaderOf(bytes, fingerprint);
  if (typeof read === "string") return { unusable: read };
  const { header, end } = read;
  const arrays: Record<string, IndexArray> = {};
  for (const section of header.sections) {
    const type = types[section.type];
    const part = bytes(end + section.at, section.length * type.BYTES_PER_ELEMENT);
    if (part === undefined) return { unusable: "it is cut short" };
    if (crc32(part) !== section.crc) return { unusable: `its part ${section.name} is damaged` };
    arrays[section.name] = new type(part.buffer, part.byteOffset, section.length);
  }
  return { arrays };
}

/** What stands in an index file, or in words why it cannot be used. */
export type IndexReading = { readonly arrays: IndexArrays } | { readonly unusable: string };

/**
 * Opens an index file; every byte of it is held against the checksums. The arrays are the file's own pages where it could be
 * mapped: it must be replaced, as {@link writeIndexFile} does, never changed.
 *
 * @param map what maps a file; one that gives undefined leaves it to be read
 */
export function readIndexFile(path: string, fingerprint: string, map: MapFile = mapper()): IndexReading {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { unusable: missing };
  const file = openSync(path, "r");
  try {
    const region = found.size > 0 ? map(file, found.size) : undefined;
    return readArrays(region ? bytesMapped(region) : bytesRead(file), fingerprint);
  } finally {
    closeSync(file);
  }
}
