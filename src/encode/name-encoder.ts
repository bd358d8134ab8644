import { join } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import { LitweaveError } from "../domain/errors.js";
import type { Manifest } from "../domain/manifest.js";
import { fillBatches } from "./batches.js";
import { frameBatch } from "./framed-batch.js";
import { checkedFile, readManifest } from "./model-folder.js";
import { checkInterface, type Device, type DeviceOptions, floats, openSession } from "./session.js";
import { openTokenizer, type Tokenizer } from "./tokenizer.js";

export interface NameEncoderManifest extends Manifest {
  readonly kind: "name-encoder";
  readonly tokenizer: string;
  readonly maxTokens: number;
  /** Length of an embedding. */
  readonly dim: number;
  readonly encoder?: { readonly cpu: string; readonly gpu?: string };
  /** What the linker takes from the training: weights and thresholds. */
  readonly linking?: Readonly<Record<string, unknown>>;
}

/** Padded tokens in one run; 8 × 64 to 8 × 128 measured best on two cores. */
const batchTokens = 1_024;

/** @throws LitweaveError `BAD_MODEL` when the folder has no manifest of a name encoder, or one that cannot be */
export function readNameManifest(folder: string): NameEncoderManifest {
  const manifest = readManifest<NameEncoderManifest>(folder, "name-encoder");
  if (manifest.dim > 0 && manifest.maxTokens > 2) return manifest;
  throw new LitweaveError(
    "BAD_MODEL",
    `the manifest of ${folder} has dim ${manifest.dim} and maxTokens ${manifest.maxTokens}`,
    { hint: "export the model again" },
  );
}

/**
 * Opens `models/names`.
 *
 * @throws LitweaveError `BAD_MODEL` naming both sides of what does not fit; `USAGE` when the device is not there
 */
export async function openNameEncoder(folder: string, options: DeviceOptions = {}): Promise<NameEncoder> {
  const manifest = readNameManifest(folder);
  const { cpu, gpu } = manifest.encoder ?? { cpu: "encoder.int8.onnx", gpu: undefined };
  const tokenizer = openTokenizer(await checkedFile(folder, manifest, manifest.tokenizer));
  const { session, device } = await openSession(
    {
      cpu: () => checkedFile(folder, manifest, cpu),
      ...(gpu === undefined ? {} : { gpu: () => checkedFile(folder, manifest, gpu) }),
    },
    options,
  );
  await checkInterface(session, join(folder, device === "cpu" ? cpu : gpu!), {
    inputs: ["input_ids", "attention_mask"],
    outputs: { embedding: ["batch", manifest.dim] },
  });
  return new NameEncoder(manifest, device, tokenizer, session);
}

/** A loaded name encoder. Holds native memory until {@link close}; remembers no name. */
export class NameEncoder {
  constructor(
    readonly manifest: NameEncoderManifest,
    readonly device: Device,
    private readonly tokenizer: Tokenizer,
    private readonly session: InferenceSession,
  ) {}

  /**
   * L2-normalised embeddings, float32 [names, dim] in the order of `names`; names are cut at the manifest's maxTokens.
   *
   * On the CPU each name runs alone: dynamic int8 takes its scale from the whole batch, and a name's place among the
   * concepts must not depend on what it was asked with. `together` batches them, two to three times as fast, for
   * building an index.
   */
  async encode(
    names: readonly string[],
    options: { readonly together?: boolean } = {},
  ): Promise<Float32Array> {
    const { dim, maxTokens } = this.manifest;
    const budget = options.together || this.device !== "cpu" ? batchTokens : 0;
    const rows = names.map((name, document) => {
      const ids = this.tokenizer.tokenise(name).ids.subarray(0, maxTokens - 2);
      return { document, start: 0, end: ids.length, ids };
    });
    const embeddings = new Float32Array(names.length * dim);
    for (const batch of fillBatches(rows, budget)) {
      const { feeds } = frameBatch(
        batch.map((row) => row.ids),
        this.tokenizer.special,
      );
      const answer = floats(await this.session.run(feeds, ["embedding"]), "embedding");
      for (const [index, row] of batch.entries()) {
        embeddings.set(answer.subarray(index * dim, (index + 1) * dim), row.document * dim);
      }
    }
    return embeddings;
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}
