import { join } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import { fillBatches, type Row } from "./batches.js";
import { type ExtractorManifest, readExtractorManifest } from "./extractor-manifest.js";
import { frameBatch, frameValues } from "./framed-batch.js";
import { type Lexicon, openLexicon } from "./lexicon.js";
import { checkedFile } from "./model-folder.js";
import { type InputRow, type Occlusion, occludedRows } from "./occlude.js";
import { checkInterface, type Device, type DeviceOptions, floats, openSession } from "./session.js";
import { openTokenizer, type Tokenizer, type Tokens } from "./tokenizer.js";

/** What the encoder needs of a window: tokens seen, and tokens answered for. */
interface Window {
  readonly start: number;
  readonly end: number;
  readonly ownStart: number;
  readonly ownEnd: number;
}

/** Lays windows of at most `size` content tokens over `tokens`; `segment` brings the rule. */
export type LayWindows = (tokens: number, size: number, overlap: number) => readonly Window[];

/** One document after the encoder pass. */
export interface Encoding {
  readonly tokens: Tokens;
  /** float32 [tokens, heads, 3]: O, B, I; the first heads are the entity types' own. */
  readonly tagLogits: Float32Array;
  /** float32 [tokens, width]. */
  readonly hidden: Float32Array;
}

interface FeaturedEncoding extends Encoding {
  /** float32 [tokens, lexicon's width], of an encoder that takes them. */
  readonly features: Float32Array | undefined;
}

export interface EncoderOptions extends DeviceOptions {
  readonly layWindows: LayWindows;
  /**
   * Padded tokens in one run. On the CPU the default is 0: each window runs alone. Dynamic int8 takes its scale from
   * the whole batch, so in company a document's tags would depend on its neighbours and the graph on the order of
   * papers. At the length of an abstract alone is also faster: 1 × 384 runs at 11.9k tokens/s on two cores, 2 × 384 at
   * 9.6k. On a GPU, 16,384.
   */
  readonly batchTokens?: number;
}

const gpuBatchTokens = 16_384;

/**
 * Opens `models/joint`: manifest, tokenizer and encoder graph, all checked before anything is kept.
 *
 * @throws LitweaveError `BAD_MODEL` naming both sides of what does not fit; `USAGE` when the device is not there
 */
export async function openJointEncoder(folder: string, options: EncoderOptions): Promise<JointEncoder> {
  const manifest = readExtractorManifest(folder);
  const { cpu, gpu } = manifest.encoder;
  const tokenizer = openTokenizer(
    await checkedFile(folder, manifest, manifest.tokenizer),
    manifest.specialTokenIds,
  );
  const lexicon =
    manifest.lexicon &&
    openLexicon(await checkedFile(folder, manifest, manifest.lexicon.file), manifest.lexicon);
  const { session, device } = await openSession(
    {
      cpu: () => checkedFile(folder, manifest, cpu),
      ...(gpu === undefined ? {} : { gpu: () => checkedFile(folder, manifest, gpu) }),
    },
    options,
  );
  await checkInterface(session, join(folder, device === "cuda" ? gpu! : cpu), {
    inputs: ["input_ids", "attention_mask", ...(lexicon ? ["lexicon"] : [])],
    ...(lexicon && { inputSizes: { lexicon: ["batch", "tokens", lexicon.width] } }),
    outputs: {
      tag_logits: ["batch", "tokens", manifest.heads, manifest.tags.length],
      hidden: ["batch", "tokens", manifest.hiddenSize],
    },
  });
  return new JointEncoder(manifest, device, tokenizer, lexicon, session, options);
}

/** A loaded encoder. Holds native memory until {@link close}. */
export class JointEncoder {
  private readonly batchTokens: number;
  private readonly layWindows: LayWindows;

  constructor(
    readonly manifest: ExtractorManifest,
    readonly device: Device,
    private readonly tokenizer: Tokenizer,
    private readonly lexicon: Lexicon | undefined,
    private readonly session: InferenceSession,
    options: Pick<EncoderOptions, "layWindows" | "batchTokens">,
  ) {
    this.batchTokens = options.batchTokens ?? (device === "cuda" ? gpuBatchTokens : 0);
    this.layWindows = options.layWindows;
  }

  /**
   * One encoder pass over texts. Windows of all of them are sorted by length and run in batches; each token is read
   * from the window that owns it. Beside the answers, memory holds one batch.
   *
   * @returns one encoding per text, in their order; of an empty text an empty one
   */
  async encode(texts: readonly string[]): Promise<readonly Encoding[]> {
    const { decoding, heads, tags, hiddenSize } = this.manifest;
    const tagWidth = heads * tags.length;
    const encodings = texts.map((text) => {
      const tokens = this.tokenizer.tokenise(text);
      return {
        tokens,
        features: this.lexicon?.features(text, tokens),
        tagLogits: new Float32Array(tokens.ids.length * tagWidth),
        hidden: new Float32Array(tokens.ids.length * hiddenSize),
      };
    });
    const { windowTokens, windowOverlap } = decoding;
    const rows = encodings.flatMap(({ tokens }, document) =>
      this.layWindows(tokens.ids.length, windowTokens, windowOverlap).map((window) => ({
        document,
        ...window,
      })),
    );
    for (const batch of fillBatches(rows, this.batchTokens)) await this.run(batch, encodings, tagWidth);
    return encodings.map(({ tokens, tagLogits, hidden }) => ({ tokens, tagLogits, hidden }));
  }

  private async run(
    batch: readonly (Row & Window)[],
    encodings: readonly FeaturedEncoding[],
    tagWidth: number,
  ): Promise<void> {
    const rows = batch.map(({ document, start, end }) => {
      const { tokens, features } = encodings[document]!;
      const size = this.lexicon?.width ?? 0;
      return {
        ids: tokens.ids.subarray(start, end),
        features: features?.subarray(start * size, end * size),
      };
    });
    const { width, tagLogits, hidden } = await this.infer(rows);
    for (const [index, row] of batch.entries()) {
      const first = index * width + 1 + row.ownStart - row.start;
      const count = row.ownEnd - row.ownStart;
      const copy = (from: Float32Array, to: Float32Array, size: number) =>
        to.set(from.subarray(first * size, (first + count) * size), row.ownStart * size);
      copy(tagLogits, encodings[row.document]!.tagLogits, tagWidth);
      copy(hidden, encodings[row.document]!.hidden, this.manifest.hiddenSize);
    }
  }

  /**
   * Tag logits of a stretch of text as it is, then with each range of tokens hidden in turn, float32
   * [tokens, heads, 3] each. All run together, so that they share the scales of dynamic int8 and differ by what is
   * hidden alone.
   *
   * @throws LitweaveError `BAD_MODEL` when the manifest names no mask token
   */
  async occlude(occlusion: Occlusion): Promise<readonly Float32Array[]> {
    const rows = occludedRows(occlusion, this.manifest, this.lexicon);
    const { width, tagLogits } = await this.infer(rows);
    const size = this.manifest.heads * this.manifest.tags.length;
    const tokens = occlusion.tokens.ids.length;
    return rows.map((_, row) =>
      tagLogits.subarray((row * width + 1) * size, (row * width + 1 + tokens) * size),
    );
  }

  /** One run: outputs [rows, width, …], where a row's tokens begin at 1. */
  private async infer(rows: readonly InputRow[]) {
    const { width, feeds } = frameBatch(
      rows.map(({ ids }) => ids),
      this.tokenizer.special,
    );
    const lexicon = this.lexicon && {
      lexicon: frameValues(
        rows.map(({ features }) => features!),
        width,
        this.lexicon.width,
      ),
    };
    const outputs = await this.session.run({ ...feeds, ...lexicon }, ["tag_logits", "hidden"]);
    return { width, tagLogits: floats(outputs, "tag_logits"), hidden: floats(outputs, "hidden") };
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}
