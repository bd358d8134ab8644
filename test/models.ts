import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenStagesOptions } from "../src/pipeline/open-stages.js";

const root = fileURLToPath(new URL("../", import.meta.url));

/** The shipped models. Tests share one cache, so the terminology's index is built once a machine; each core has a test to run, so none links in threads. */
export const modelOptions: OpenStagesOptions = {
  models: join(root, "models"),
  terminology: join(root, "models", "terminology"),
  cache: join(process.env.LITWEAVE_TEST_SHELF ?? tmpdir(), "litweave-test-cache"),
  device: "cpu",
  linkThreads: 0,
};

export function sampleFile(name: string): string {
  return join(root, "samples", name);
}
