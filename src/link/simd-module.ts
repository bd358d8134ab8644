/**
 * WebAssembly with 128-bit SIMD, assembled by hand: Node runs it everywhere without a native package, and a loop is a few
 * dozen instructions. The names below are the opcodes' of the specification.
 */

/** What is used of the global `WebAssembly`, for which Node's types have no declaration. */
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => SimdMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: { readonly run: SimdLoop } };
};

export interface SimdMemory {
  readonly buffer: ArrayBuffer;
}

/** Takes and gives 32-bit numbers; addresses are bytes in the memory. */
export type SimdLoop = (...parameters: number[]) => number;

export const op = {
  // Alignment hints are 0; a v128 load is followed by its offset.
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  constant: 0x41,
  equalsZero: 0x45,
  lessUnsigned: 0x49,
  countTrailingZeros: 0x68,
  add: 0x6a,
  subtract: 0x6b,
  and: 0x71,
  shiftLeft: 0x74,
  store: [0x36, 0x00, 0x00],
  storeAt: [0x36, 0x00],
  ifSo: [0x04, 0x40],
  v128Load: [0xfd, 0x00, 0x00],
  v128Store: [0xfd, 0x0b, 0x00],
  v128AnyTrue: [0xfd, 0x53],
  i8Shuffle: [0xfd, 0x0d],
  i32GreaterSigned: [0xfd, 0x3b],
  v128Zero: [0xfd, 0x0c, ...new Uint8Array(16)],
  i16Splat: [0xfd, 0x10],
  i16AtLeastUnsigned: [0xfd, 0x36],
  i16Bitmask: [0xfd, 0x84, 0x01],
  i16ExtendLow: [0xfd, 0x87, 0x01],
  i16ExtendHigh: [0xfd, 0x88, 0x01],
  i32Dot: [0xfd, 0xba, 0x01],
  i32AddLanes: [0xfd, 0xae, 0x01],
  i32Lane: [0xfd, 0x1b],
} as const;

const [i32, v128] = [0x7f, 0x7b];
const pageBytes = 65_536;

/** LEB128, as offsets are given. */
export function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** LEB128 of a number that is not negative, as the operand of `constant`. */
export function literal(value: number): number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...literal(value >>> 7)];
}

const section = (id: number, ...content: number[]) => [id, ...unsigned(content.length), ...content];
const text = (name: string) => [name.length, ...Buffer.from(name)];

/** What a loop is made of: its parameters and its result are `i32`. */
export interface SimdCode {
  readonly parameters: number;
  /** Locals after the parameters, numbered on. */
  readonly numbers: number;
  /** Locals after those. */
  readonly vectors: number;
  readonly body: readonly number[];
}

/** The bytes of a module with one function, `run`, over one imported memory. */
export function simdModule({ parameters, numbers, vectors, body }: SimdCode): Uint8Array {
  const code = [2, numbers, i32, vectors, v128, ...body, op.end];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, parameters, ...new Array<number>(parameters).fill(i32), 1, i32),
    ...section(2, 1, ...text("js"), ...text("memory"), 2, 0, 1),
    ...section(3, 1, 0),
    ...section(7, 1, ...text("run"), 0, 0),
    ...section(10, 1, ...unsigned(code.length), ...code),
  ]);
}

export function simdMemory(bytes: number): SimdMemory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) + 1 });
}

/** Compiling takes less than a millisecond. */
export function simdLoop(module: Uint8Array, memory: SimdMemory): SimdLoop {
  return new WebAssembly.Instance(new WebAssembly.Module(module), { js: { memory } }).exports.run;
}
