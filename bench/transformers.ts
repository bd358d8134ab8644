/** The same encoder in `@huggingface/transformers`: the same graph, given the output and the folder that it expects. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env, pipeline } from "@huggingface/transformers";
import type { ExtractorManifest } from "../src/encode/extractor-manifest.js";
import { readTokenizerFile } from "../src/encode/tokenizer-file.js";
import { constant, graphField, node, port } from "./onnx.js";

/** A text to what the pipeline finds in it. */
type Classify = (texts: string | string[]) => Promise<unknown>;

/**
 * Writes `folder/joint` and opens its token-classification pipeline on the CPU, with the library's own defaults. The graph
 * gets one node more, which shows the tags of all heads as the one row of labels the pipeline reads. A lexicon's input is
 * filled with zeros behind the pipeline's back, for it has nothing to give; making them costs next to nothing.
 */
export async function openTransformers(
  models: string,
  manifest: ExtractorManifest,
  folder: string,
): Promise<Classify> {
  const home = join(folder, "joint");
  mkdirSync(join(home, "onnx"), { recursive: true });
  const labels = Array.from({ length: manifest.heads }, (_, head) =>
    manifest.tags.map((tag) => (tag === "O" ? "O" : `${tag}-${head}`)),
  ).flat();
  const write = (name: string, value: unknown) => writeFileSync(join(home, name), JSON.stringify(value));
  write("config.json", {
    model_type: "bert",
    architectures: ["BertForTokenClassification"],
    id2label: Object.fromEntries(labels.entries()),
  });
  const { added_tokens: added } = readTokenizerFile(join(models, "joint", manifest.tokenizer));
  const specials = Object.entries(manifest.specialTokenIds ?? {}).map(([name, id]) => [
    `${name}_token`,
    added.find((token) => token.id === id)?.content,
  ]);
  write("tokenizer_config.json", {
    tokenizer_class: "BertTokenizer",
    model_max_length: manifest.maxTokens,
    ...Object.fromEntries(specials),
  });
  copyFileSync(join(models, "joint", manifest.tokenizer), join(home, "tokenizer.json"));
  const features = 2 * (manifest.lexicon?.types.length ?? 0);
  const more = graphField({
    nodes: [node("Reshape", ["tag_logits", "row_of_labels"], ["logits"])],
    constants: [constant("row_of_labels", "int64", [3], BigInt64Array.of(0n, 0n, -1n))],
    outputs: [port("logits", "float")],
  });
  const graph = readFileSync(join(models, "joint", manifest.encoder.cpu));
  writeFileSync(join(home, "onnx", "model_quantized.onnx"), Buffer.concat([graph, more]));
  env.allowRemoteModels = false;
  env.localModelPath = folder;
  const classify = await pipeline("token-classification", "joint", { dtype: "q8", device: "cpu" });
  if (features > 0) giveNoNames(classify.model as unknown as Model, features);
  return (texts) => classify(texts as string);
}

interface Shaped {
  readonly dims: readonly number[];
}

type Feeds = Readonly<Record<string, Shaped>>;

interface Model {
  readonly sessions: {
    readonly model: {
      readonly inputNames: readonly string[];
      run(feeds: Feeds, ...rest: unknown[]): unknown;
    };
  };
}

/** Every run of the model is told that the lexicon knows no word of the text. */
function giveNoNames({ sessions: { model: session } }: Model, features: number): void {
  const run = session.run.bind(session);
  const asked = session.inputNames.filter((name) => name !== "lexicon");
  Object.defineProperty(session, "inputNames", { value: asked });
  session.run = (feeds, ...rest) => {
    const dims = [...feeds.input_ids!.dims, features];
    const Tensor = feeds.input_ids!.constructor as new (
      type: string,
      data: Float32Array,
      dims: readonly number[],
    ) => Shaped;
    const zeros = new Float32Array(dims.reduce((product, size) => product * size, 1));
    return run({ ...feeds, lexicon: new Tensor("float32", zeros, dims) }, ...rest);
  };
}
