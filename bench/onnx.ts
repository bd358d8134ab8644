/**
 * As much of ONNX's protobuf as the benches need (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto): messages are
 * written field by field, and read as a list of fields. In protobuf a message that comes twice is merged, so a graph is
 * extended by writing more of it at the end of the file.
 */
import { readFileSync } from "node:fs";

type Field = readonly [number, number | string | Uint8Array];

/** One message: numbers as varints, text and bytes with their length. */
export function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([tag, value]) => {
      if (typeof value === "number") return [varint(tag * 8), varint(value)];
      const bytes = Buffer.from(value as Uint8Array);
      return [varint(tag * 8 + 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** Fields of a message: numbers, or bytes (views) for everything with a length. */
export function* fieldsOf(bytes: Uint8Array): Generator<readonly [number, number | Uint8Array]> {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++]!;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = number();
    const [tag, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) yield [tag, number()];
    else if (wire === 2) {
      const length = number();
      yield [tag, bytes.subarray(at, at + length)];
      at += length;
    } else at += wire === 1 ? 8 : 4;
  }
}

export function all(bytes: Uint8Array, tag: number): readonly Uint8Array[] {
  return [...fieldsOf(bytes)].flatMap(([found, value]) => (found === tag ? [value as Uint8Array] : []));
}

export const types = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
type Type = keyof typeof types;

export const node = (operator: string, inputs: readonly string[], outputs: readonly string[], domain = "") =>
  message(
    ...inputs.map((name) => [1, name] as const),
    ...outputs.map((name) => [2, name] as const),
    [3, outputs[0]!],
    [4, operator],
    [7, domain],
  );

export const constant = (name: string, type: Type, shape: readonly number[], values: NodeJS.TypedArray) =>
  message(
    ...shape.map((size) => [1, size] as const),
    [2, types[type]],
    [8, name],
    [9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)],
  );

/** An input or output; sizes without a number are free. */
export function port(name: string, type: Type, shape?: readonly (number | string)[]): Buffer {
  const sizes = shape?.map((size) => [1, message([typeof size === "number" ? 1 : 2, size])] as const);
  const tensor = message([1, types[type]], ...(sizes ? ([[2, message(...sizes)]] as const) : []));
  return message([1, name], [2, message([1, tensor])]);
}

export interface GraphParts {
  readonly nodes: readonly Buffer[];
  readonly constants: readonly Buffer[];
  readonly inputs?: readonly Buffer[];
  readonly outputs: readonly Buffer[];
}

/** The graph's field of a model. */
export function graphField({ nodes, constants, inputs = [], outputs }: GraphParts): Buffer {
  const parts = (tag: number, values: readonly Buffer[]) => values.map((value) => [tag, value] as const);
  const fields = [...parts(1, nodes), ...parts(5, constants), ...parts(11, inputs), ...parts(12, outputs)];
  return message([7, message(...fields)]);
}

export function model(parts: GraphParts): Buffer {
  const operators = [
    [8, message([1, ""], [2, 20])],
    [8, message([1, "com.microsoft"], [2, 1])],
  ] as const;
  return Buffer.concat([message([1, 9], ...operators), graphField(parts)]);
}

/** The matrix products of an int8 encoder: weights [in, out] of those with a constant, and heads of each attention. */
export interface Products {
  readonly dense: readonly (readonly [number, number])[];
  readonly heads: readonly number[];
}

export function productsOf(path: string): Products {
  const [graph] = all(readFileSync(path), 7);
  const shapes = new Map(
    all(graph!, 5).map((tensor) => {
      const sizes = [...fieldsOf(tensor)].flatMap(([tag, value]) => (tag === 1 ? [value as number] : []));
      return [text(all(tensor, 8)[0]), sizes] as const;
    }),
  );
  const dense: (readonly [number, number])[] = [];
  const heads: number[] = [];
  for (const one of all(graph!, 1)) {
    const operator = text(all(one, 4)[0]);
    const weight = shapes.get(text(all(one, 1)[1]));
    if (operator === "DynamicQuantizeMatMul" && weight) dense.push([weight[0]!, weight[1]!]);
    if (operator === "If") {
      const branch = all(one, 5).find((attribute) => text(all(attribute, 1)[0]) === "then_branch");
      heads.push(headsOf(all(all(branch!, 6)[0]!, 1)[0]!));
    }
    if (operator === "MultiHeadAttention") heads.push(headsOf(one));
  }
  return { dense, heads };
}

function headsOf(attention: Uint8Array): number {
  const attribute = all(attention, 5).find((bytes) => text(all(bytes, 1)[0]) === "num_heads");
  return [...fieldsOf(attribute!)].find(([tag]) => tag === 3)![1] as number;
}

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}
