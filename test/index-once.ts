import { openTerminology } from "../src/link/terminology.js";
import { modelOptions } from "./models.js";

/** Builds the index of the shipped terminology before any test needs it, so that no two workers build it at once. */
export async function setup(): Promise<void> {
  await openTerminology({ folder: modelOptions.terminology, cacheFolder: modelOptions.cache });
}
