import { join } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import { type ExtractorManifest, readExtractorManifest } from "./extractor-manifest.js";
import { frameBatch, frameValues } from "./framed-batch.js";
import { type Lexicon, openLexicon } from "./lexicon.js";
import { checkedFile } from "./model-folder.js";
import { type InputRow, type Occlusion, occludedRows } from "./occlude.js";
import { checkInterface, type Device, type DeviceOptions, floats, openSession } from "./session.js";
import { openTokenizer, type Tokenizer, type Tokens } from "./tokenizer.js";

/** A text as the encoder takes it. */
export interface ReadText {
  readonly tokens: Tokens;
  /** float32 [tokens, lexicon's width], of an encoder that takes them. */
  readonly features: Float32Array | undefined;
}

/** What the encoder sees at once, and tokens [ownStart, ownEnd) of it that are answered for. */
export interface WindowRow extends InputRow {
  readonly ownStart: number;
  readonly ownEnd: number;
}

/** Of a window's own tokens: tag logits float32 [tokens, heads, 3], hidden states float32 [tokens, width]. */
export interface WindowAnswer {
  readonly tagLogits: Float32Array;
  readonly hidden: Float32Array;
}

/**
 * Opens tokenizer, lexicon and encoder graph of `models/joint`, all checked before anything is kept.
 *
 * @throws LitweaveError `BAD_MODEL` naming both sides of what does not fit; `USAGE` when the device is not there
 */
export async function openWindowEncoder(folder: string, options: DeviceOptions): Promise<WindowEncoder> {
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
  await checkInterface(session, join(folder, device === "cpu" ? cpu : gpu!), {
    inputs: ["input_ids", "attention_mask", ...(lexicon ? ["lexicon"] : [])],
    ...(lexicon && { inputSizes: { lexicon: ["batch", "tokens", lexicon.width] } }),
    outputs: {
      tag_logits: ["batch", "tokens", manifest.heads, manifest.tags.length],
      hidden: ["batch", "tokens", manifest.hiddenSize],
    },
  });
  return new WindowEncoder(manifest, device, tokenizer, lexicon, session);
}

/** What one thread holds: a tokenizer and a session. Its runs block the thread. */
export class WindowEncoder {
  constructor(
    private readonly manifest: ExtractorManifest,
    readonly device: Device,
    private readonly tokenizer: Tokenizer,
    private readonly lexicon: Lexicon | undefined,
    private readonly session: InferenceSession,
  ) {}

  tokenise(text: string): ReadText {
    const tokens = this.tokenizer.tokenise(text);
    return { tokens, features: this.lexicon?.features(text, tokens) };
  }

  /** One run over windows, padded to the longest. Answers share no memory. */
  async infer(windows: readonly WindowRow[]): Promise<readonly WindowAnswer[]> {
    const { width, tagLogits, hidden } = await this.run(windows);
    return windows.map(({ ownStart, ownEnd }, row) => {
      const own = (values: Float32Array, size: number) =>
        values.slice((row * width + 1 + ownStart) * size, (row * width + 1 + ownEnd) * size);
      return { tagLogits: own(tagLogits, this.tagSize), hidden: own(hidden, this.manifest.hiddenSize) };
    });
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
    const { width, tagLogits } = await this.run(rows);
    const tokens = occlusion.tokens.ids.length;
    return rows.map((_, row) =>
      tagLogits.slice((row * width + 1) * this.tagSize, (row * width + 1 + tokens) * this.tagSize),
    );
  }

  /** Outputs [rows, width, …], where a row's tokens begin at 1. */
  private async run(rows: readonly InputRow[]) {
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

  private get tagSize(): number {
    return this.manifest.heads * this.manifest.tags.length;
  }
}
