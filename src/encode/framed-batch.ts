import { Tensor } from "onnxruntime-node";
import { int64Tensor } from "./session.js";
import type { SpecialIds } from "./tokenizer-file.js";

/** input_ids and attention_mask int64 [rows, longest + 2]: each row between its begin and end token, padded on the right. */
export function frameBatch(
  rows: readonly Int32Array[],
  special: SpecialIds,
): { readonly width: number; readonly feeds: Readonly<Record<"input_ids" | "attention_mask", Tensor>> } {
  const width = rows.reduce((longest, row) => Math.max(longest, row.length), 0) + 2;
  const ids = new BigInt64Array(rows.length * width).fill(BigInt(special.pad));
  const mask = new BigInt64Array(rows.length * width);
  for (const [index, row] of rows.entries()) {
    const at = index * width;
    ids[at] = BigInt(special.begin);
    for (let i = 0; i < row.length; i += 1) ids[at + 1 + i] = BigInt(row[i]!);
    ids[at + 1 + row.length] = BigInt(special.end);
    mask.fill(1n, at, at + row.length + 2);
  }
  const shape = [rows.length, width];
  return { width, feeds: { input_ids: int64Tensor(ids, shape), attention_mask: int64Tensor(mask, shape) } };
}

/** float32 [rows, width, size]: each row's values where {@link frameBatch} puts its tokens, zeros at special tokens and padding. */
export function frameValues(rows: readonly Float32Array[], width: number, size: number): Tensor {
  const values = new Float32Array(rows.length * width * size);
  for (const [index, row] of rows.entries()) values.set(row, (index * width + 1) * size);
  return new Tensor("float32", values, [rows.length, width, size]);
}
