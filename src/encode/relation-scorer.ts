import { join } from "node:path";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { labelCount, readRelationHead } from "./extractor-manifest.js";
import { checkedFile } from "./model-folder.js";
import { checkInterface, type DeviceOptions, floats, int64Tensor, openSession } from "./session.js";

/** The relation head's question about one document. Shapes: M mentions, E entities, P pairs. */
export interface PairQuestion {
  /** float32 [tokens, width]. */
  readonly hidden: Float32Array;
  /** The sentence in which each token starts, counted up [tokens]. */
  readonly sentences: readonly number[];
  /** Token ranges, half-open, [M, 2] flattened. */
  readonly mentionSpans: readonly number[];
  /** Entity of each mention [M]. */
  readonly mentionEntity: readonly number[];
  /** Index in the manifest's `entityTypes` of each entity [E]. */
  readonly entityTypes: readonly number[];
  /** Entity indices [P, 2] flattened. */
  readonly pairs: readonly number[];
}

export interface PairAnswer {
  /** float32 [P, labels], the groups one after the other. */
  readonly logits: Float32Array;
  /** float32 [P], a logit. */
  readonly novelty: Float32Array;
  /** float32 [P, tokens]; rows sum to 1. */
  readonly attention: Float32Array;
}

/**
 * Opens the relation head of `models/joint`, or one that lies apart. It is float32 and small, and always runs on the CPU.
 *
 * @param base the extractor's folder, where the head reads another folder's encoder
 * @throws LitweaveError `BAD_MODEL` naming both sides of what does not fit
 */
export async function openRelationScorer(
  folder: string,
  options: Omit<DeviceOptions, "device"> = {},
  base: string = folder,
): Promise<RelationScorer> {
  const manifest = readRelationHead(folder, base);
  const { file } = manifest.relations;
  const { session } = await openSession(
    { cpu: () => checkedFile(folder, manifest, file) },
    { ...options, device: "cpu" },
  );
  await checkInterface(session, join(folder, file), {
    inputs: ["hidden", "sentences", "mention_spans", "mention_entity", "entity_types", "pairs"],
    inputSizes: { hidden: ["tokens", manifest.hiddenSize] },
    outputs: {
      logits: ["pairs", labelCount(manifest)],
      novelty: ["pairs"],
      attention: ["pairs", "tokens"],
    },
  });
  return new RelationScorer(manifest.hiddenSize, session);
}

/** A loaded relation head. Holds native memory until {@link close}. */
export class RelationScorer {
  constructor(
    private readonly hiddenSize: number,
    private readonly session: InferenceSession,
  ) {}

  async score(question: PairQuestion): Promise<PairAnswer> {
    const int64 = (values: readonly number[], ...shape: readonly number[]) =>
      int64Tensor(BigInt64Array.from(values, BigInt), shape);
    const { hidden, sentences, mentionSpans, mentionEntity, entityTypes, pairs } = question;
    const outputs = await this.session.run({
      hidden: new Tensor("float32", hidden, [hidden.length / this.hiddenSize, this.hiddenSize]),
      sentences: int64(sentences, sentences.length),
      mention_spans: int64(mentionSpans, mentionEntity.length, 2),
      mention_entity: int64(mentionEntity, mentionEntity.length),
      entity_types: int64(entityTypes, entityTypes.length),
      pairs: int64(pairs, pairs.length / 2, 2),
    });
    return {
      logits: floats(outputs, "logits"),
      novelty: floats(outputs, "novelty"),
      attention: floats(outputs, "attention"),
    };
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}
