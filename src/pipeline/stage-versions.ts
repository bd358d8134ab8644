import { join } from "node:path";
import { fingerprintPart, fingerprintText } from "../domain/fingerprint.js";
import { guidelineHeads, readExtractorManifest, readRelationHead } from "../encode/extractor-manifest.js";
import { readNameManifest } from "../encode/name-encoder.js";
import { extractionRules } from "../extract/extraction-rules.js";
import { linkingRules } from "../link/linking-rules.js";
import { versionOf } from "../link/terminology.js";
import { readTerminologyManifest } from "../link/terminology-files.js";
import type { OpenStagesOptions } from "./open-stages.js";
import type { StageVersions } from "./stages.js";

/**
 * What documents would be processed by, from the manifests alone: no model and no index is opened.
 *
 * @throws LitweaveError `BAD_MODEL`, `BAD_TERMINOLOGY` naming the folder; `USAGE` when there is no such guideline
 */
export function stageVersions(options: OpenStagesOptions): StageVersions {
  const { models, provisional = false, minScore, linkSettings } = options;
  const folder = join(models, "joint");
  const joint = readExtractorManifest(folder);
  const folders = [folder, ...(options.relations ?? [])];
  const heads = folders.map((one) => readRelationHead(one, folder));
  const further = heads.slice(1).map((head) => `${head.name} ${head.version}`);
  const extractor = [`${joint.name} ${joint.version}`, ...further].join(" + ");
  const names = readNameManifest(join(models, "names"));
  const terminology = versionOf(readTerminologyManifest(options.terminology));
  const extraction = fingerprintPart({
    rules: extractionRules,
    extractor,
    files: joint.files,
    // The rules of decoding stand in the manifests, which their files' checksums do not cover.
    decoding: joint.decoding,
    relations: heads.map((head) => ({ files: head.files, relations: head.relations })),
    guideline: guidelineHeads(joint, options.guideline),
    minScore,
  });
  const linking = fingerprintPart({
    rules: linkingRules,
    terminology,
    names: { name: names.name, version: names.version, files: names.files, linking: names.linking },
    provisional,
    linkSettings,
  });
  return { extractor, terminology, fingerprint: fingerprintText({ extraction, linking }) };
}
