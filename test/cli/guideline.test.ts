import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { layPassages } from "../../src/domain/document.js";
import { openStages } from "../../src/pipeline/open-stages.js";
import { damagedCopy, jointFolder, namesFolder } from "../encode/model-copy.js";
import { modelOptions, sampleFile } from "../models.js";
import { litweave } from "./running.js";

/** The shipped models, whose extractor has a guideline by which its chemical head answers for diseases. */
function modelsWithGuideline(): string {
  const models = mkdtempSync(join(tmpdir(), "litweave-models-"));
  onTestFinished(() => rmSync(models, { recursive: true, force: true }));
  const joint = damagedCopy(jointFolder, {
    manifest: (manifest) => {
      const chemical = (manifest.entityTypes as readonly string[]).indexOf("Chemical");
      manifest.guidelines = { turned: { Disease: chemical } };
    },
  });
  symlinkSync(joint, join(models, "joint"));
  symlinkSync(namesFolder, join(models, "names"));
  return models;
}

const text = "Metformin lowers glucose in patients with type 2 diabetes.";
const document = {
  id: "PMID:1" as const,
  version: 1,
  revisedAt: "",
  title: "",
  passages: layPassages([{ kind: "abstract", role: "other", text }]),
  publicationTypes: [],
  meshHeadings: [],
  retracted: false,
  retracts: [],
};

describe("annotating under a guideline", { timeout: 240_000 }, () => {
  it("takes its heads, and keeps what it makes apart by the fingerprint", async () => {
    const models = modelsWithGuideline();
    const found = async (guideline?: string) => {
      const stages = await openStages({
        ...modelOptions,
        models,
        ...(guideline === undefined ? {} : { guideline }),
      });
      try {
        const [{ mentions } = { mentions: [] }] = await stages.encode([document]);
        const of = (type: string) => mentions.filter((one) => one.type === type).map((one) => one.text);
        return {
          fingerprint: stages.versions.fingerprint,
          diseases: of("Disease"),
          chemicals: of("Chemical"),
        };
      } finally {
        await stages.close();
      }
    };
    const own = await found();
    expect(own.diseases).toEqual(["type 2 diabetes"]);
    expect(own.chemicals).toContain("Metformin");
    const turned = await found("turned");
    expect(turned.diseases).toEqual(own.chemicals);
    expect(turned.chemicals).toEqual(own.chemicals);
    expect(turned.fingerprint).not.toBe(own.fingerprint);
  });

  it("is wrong usage when the model has no such guideline, and says which it has", async () => {
    const run = await litweave(
      "annotate",
      sampleFile("example.txt"),
      "--models",
      modelsWithGuideline(),
      "--guideline",
      "straight",
    );
    expect(run.exitCode).toBe(2);
    expect(run.logged).toMatch(/no guideline “straight”/u);
    expect(run.logged).toMatch(/it has turned/u);
  });
});
