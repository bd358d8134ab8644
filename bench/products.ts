/** The machine's own matrix products, of the encoder's shapes and types, with nothing around them. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { constant, type GraphParts, model, node, type Products, port } from "./onnx.js";

/** Seconds that all products of one window of `tokens` take, best of several runs. */
export interface ProductTimes {
  /** MatMulInteger, int8 in and int32 out. */
  readonly bare: number;
  /** DynamicQuantizeMatMul: the same products from float32 to float32, quantised and scaled. */
  readonly scaled: number;
  /** The two products of each attention, float32. */
  readonly attention: number;
}

const rounds = 30;

export async function productTimes(
  { dense, heads }: Products,
  tokens: number,
  width: number,
): Promise<ProductTimes> {
  const times = new Map<string, Promise<number>>();
  const total = async (kind: string, shapes: readonly (readonly [number, number])[], make: Measure) => {
    let sum = 0;
    for (const [a, b] of shapes) {
      const key = `${kind} ${a} ${b}`;
      if (!times.has(key)) times.set(key, make(tokens, a, b));
      sum += await times.get(key)!;
    }
    return sum;
  };
  return {
    bare: await total("bare", dense, bare),
    scaled: await total("scaled", dense, scaled),
    attention: await total(
      "attention",
      heads.map((count) => [count, width / count] as const),
      attention,
    ),
  };
}

/** Multiplications and additions of one window. */
export function operations({ dense, heads }: Products, tokens: number, width: number): number {
  const products = dense.reduce((sum, [from, to]) => sum + 2 * tokens * from * to, 0);
  return products + heads.length * 4 * tokens * tokens * width;
}

type Measure = (tokens: number, a: number, b: number) => Promise<number>;

const bare: Measure = (tokens, from, to) =>
  best(
    {
      nodes: [node("MatMulInteger", ["x", "w"], ["y"])],
      constants: [constant("w", "int8", [from, to], weights(from * to))],
      inputs: [port("x", "uint8", ["tokens", from])],
      outputs: [port("y", "int32")],
    },
    { x: new Tensor("uint8", new Uint8Array(weights(tokens * from).buffer), [tokens, from]) },
  );

const scaled: Measure = (tokens, from, to) =>
  best(
    {
      nodes: [node("DynamicQuantizeMatMul", ["x", "w", "s", "z", "b"], ["y"], "com.microsoft")],
      constants: [
        constant("w", "int8", [from, to], weights(from * to)),
        constant("s", "float", [to], new Float32Array(to).fill(0.01)),
        constant("z", "int8", [to], new Int8Array(to)),
        constant("b", "float", [to], new Float32Array(to)),
      ],
      inputs: [port("x", "float", ["tokens", from])],
      outputs: [port("y", "float")],
    },
    { x: new Tensor("float32", Float32Array.from(weights(tokens * from)), [tokens, from]) },
  );

const attention: Measure = (tokens, heads, size) => {
  const tensor = (shape: readonly number[]) =>
    new Tensor("float32", Float32Array.from(weights(shape.reduce((a, b) => a * b))), shape);
  return best(
    {
      nodes: [node("MatMul", ["q", "k"], ["scores"]), node("MatMul", ["scores", "v"], ["y"])],
      constants: [],
      inputs: ["q", "k", "v"].map((name) => port(name, "float", [heads, `${name}1`, `${name}2`])),
      outputs: [port("y", "float")],
    },
    {
      q: tensor([heads, tokens, size]),
      k: tensor([heads, size, tokens]),
      v: tensor([heads, tokens, size]),
    },
  );
};

async function best(parts: GraphParts, feeds: Readonly<Record<string, Tensor>>): Promise<number> {
  const session = await InferenceSession.create(new Uint8Array(model(parts)));
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await session.run(feeds);
    least = Math.min(least, performance.now() - from);
  }
  await session.release();
  return least / 1000;
}

/** Bytes without a pattern, the same each time. */
function weights(count: number): Int8Array {
  let state = 1;
  return Int8Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state % 255) - 127;
  });
}
