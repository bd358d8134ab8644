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
 * gets one node more, which shows the tags of all heads as the one row of labels the pipeline reads; a lexicon's input
 * gets a default, because the pipeline has nothing to give it.
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
    constants: [
      constant("row_of_labels", "int64", [3], BigInt64Array.of(0n, 0n, -1n)),
      ...(features > 0 ? [constant("lexicon", "float", [1, 1, features], new Float32Array(features))] : []),
    ],
    outputs: [port("logits", "float")],
  });
  const graph = readFileSync(join(models, "joint", manifest.encoder.cpu));
  writeFileSync(join(home, "onnx", "model_quantized.onnx"), Buffer.concat([graph, more]));
  env.allowRemoteModels = false;
  env.localModelPath = folder;
  const classify = await pipeline("token-classification", "joint", { dtype: "q8", device: "cpu" });
  return (texts) => classify(texts as string);
}
