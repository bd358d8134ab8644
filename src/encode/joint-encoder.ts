import { fillBatches, type Row } from "./batches.js";
import { type EncoderThreads, openEncoderThreads, type ThreadOptions } from "./encoder-threads.js";
import { type ExtractorManifest, readExtractorManifest } from "./extractor-manifest.js";
import type { Occlusion } from "./occlude.js";
import type { Device } from "./session.js";
import type { Tokens } from "./tokenizer.js";
import type { ReadText } from "./window-encoder.js";

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

export interface EncoderOptions extends ThreadOptions {
  readonly layWindows: LayWindows;
  /**
   * Padded tokens in one run. On the CPU the default is 0: each window runs alone. Dynamic int8 takes its scale from
   * the whole batch, so in company a document's tags would depend on its neighbours and the graph on the order of
   * papers; and company gains nothing there. On a GPU, 16,384.
   */
  readonly batchTokens?: number;
}

const gpuBatchTokens = 16_384;

/**
 * Opens `models/joint`: manifest, and in threads of their own tokenizers and encoder graphs, all checked before
 * anything is kept.
 *
 * @throws LitweaveError `BAD_MODEL` naming both sides of what does not fit; `USAGE` when the device is not there
 */
export async function openJointEncoder(folder: string, options: EncoderOptions): Promise<JointEncoder> {
  const manifest = readExtractorManifest(folder);
  return new JointEncoder(manifest, await openEncoderThreads(folder, options), options);
}

/** A loaded encoder. Holds threads and native memory until {@link close}. */
export class JointEncoder {
  private readonly batchTokens: number;
  private readonly layWindows: LayWindows;

  constructor(
    readonly manifest: ExtractorManifest,
    private readonly threads: EncoderThreads,
    options: Pick<EncoderOptions, "layWindows" | "batchTokens">,
  ) {
    this.batchTokens = options.batchTokens ?? (threads.device === "cpu" ? 0 : gpuBatchTokens);
    this.layWindows = options.layWindows;
  }

  get device(): Device {
    return this.threads.device;
  }

  /**
   * One encoder pass over texts, each different one once. Windows of all of them are sorted by length and run in batches; each token is read
   * from the window that owns it.
   *
   * @returns one encoding per text, in their order, of equal texts the same; of an empty text an empty one
   */
  async encode(texts: readonly string[]): Promise<readonly Encoding[]> {
    const different = [...new Set(texts)];
    const encodings = new Map<string, Encoding>();
    for (const [at, encoding] of (await this.encodeAll(different)).entries()) {
      encodings.set(different[at]!, encoding);
    }
    return texts.map((text) => encodings.get(text)!);
  }

  private async encodeAll(texts: readonly string[]): Promise<readonly Encoding[]> {
    const { heads, tags, hiddenSize, decoding } = this.manifest;
    const read = await Promise.all(texts.map((text) => this.threads.tokenise(text)));
    const encodings = read.map(({ tokens }) => ({
      tokens,
      tagLogits: new Float32Array(tokens.ids.length * heads * tags.length),
      hidden: new Float32Array(tokens.ids.length * hiddenSize),
    }));
    const { windowTokens, windowOverlap } = decoding;
    const rows = read.flatMap(({ tokens }, document) =>
      this.layWindows(tokens.ids.length, windowTokens, windowOverlap).map((window) => ({
        document,
        ...window,
      })),
    );
    const batches = fillBatches(rows, this.batchTokens);
    await Promise.all(batches.map((batch) => this.run(batch, read, encodings)));
    return encodings;
  }

  private async run(
    batch: readonly (Row & Window)[],
    read: readonly ReadText[],
    encodings: readonly Encoding[],
  ): Promise<void> {
    const windows = batch.map(({ document, start, end, ownStart, ownEnd }) => {
      const { tokens, features } = read[document]!;
      const size = (features?.length ?? 0) / tokens.ids.length;
      return {
        ids: tokens.ids.slice(start, end),
        features: features?.slice(start * size, end * size),
        ownStart: ownStart - start,
        ownEnd: ownEnd - start,
      };
    });
    const answers = await this.threads.infer(windows);
    for (const [index, { document, ownStart, ownEnd }] of batch.entries()) {
      const { tagLogits, hidden } = answers[index]!;
      const tokens = ownEnd - ownStart;
      encodings[document]!.tagLogits.set(tagLogits, (ownStart * tagLogits.length) / tokens);
      encodings[document]!.hidden.set(hidden, (ownStart * hidden.length) / tokens);
    }
  }

  /**
   * Tag logits of a stretch of text as it is, then with each range of tokens hidden in turn, float32
   * [tokens, heads, 3] each. All run together, so that they share the scales of dynamic int8 and differ by what is
   * hidden alone.
   *
   * @throws LitweaveError `BAD_MODEL` when the manifest names no mask token
   */
  occlude(occlusion: Occlusion): Promise<readonly Float32Array[]> {
    return this.threads.occlude(occlusion);
  }

  async close(): Promise<void> {
    await this.threads.close();
  }
}
