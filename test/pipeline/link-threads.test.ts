import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Document } from "../../src/domain/document.js";
import type { DocumentMentions } from "../../src/link/linker.js";
import { openLinkThreads } from "../../src/pipeline/link-threads.js";
import { type Linking, openLinking, openStages } from "../../src/pipeline/open-stages.js";
import { usualLinkThreads } from "../../src/pipeline/usual-link-threads.js";
import { readRecords } from "../../src/read/records.js";
import { damagedCopy, namesFolder } from "../encode/model-copy.js";
import { busyDuring } from "../event-loop.js";
import { modelOptions, sampleFile } from "../models.js";

/** The samples with what the extractor finds in them. */
async function sampleMentions(): Promise<readonly DocumentMentions[]> {
  const documents: Document[] = [];
  for await (const record of readRecords([sampleFile("01-baseline.xml")]))
    if (record.kind === "document") documents.push(record.document);
  const stages = await openStages(modelOptions);
  const encoded = await stages.encode(documents);
  await stages.close();
  return encoded;
}

describe("linkers in threads", () => {
  let read: readonly DocumentMentions[];
  let alone: Linking;
  let spread: Linking;
  beforeAll(async () => {
    read = await sampleMentions();
    [alone, spread] = (await Promise.all(
      [0, 2].map((linkThreads) => openLinking({ ...modelOptions, provisional: true, linkThreads })),
    )) as [Linking, Linking];
  });
  afterAll(() => Promise.all([alone?.close(), spread?.close()]));

  it("link as the event loop does, in the order of the documents", async () => {
    const linked = await alone.linkMentions(read);
    expect(linked.flat().length).toBeGreaterThan(500);
    expect(await spread.linkMentions(read)).toEqual(linked);
  });

  it("leave the event loop free while they do", async () => {
    expect(await busyDuring(() => spread.linkMentions(read))).toBeLessThan(0.5);
  });

  it("give the concepts with what they linked anew", async () => {
    const [linked, same] = await Promise.all([spread.relink(read), alone.relink(read)]);
    expect(linked).toEqual(same);
    expect(linked.flatMap(({ concepts }) => concepts).length).toBeGreaterThan(100);
  });

  it("are refused with their reason for a name encoder that is damaged", async () => {
    const models = mkdtempSync(join(tmpdir(), "litweave-link-threads-"));
    const damaged = damagedCopy(namesFolder, {
      rewrite: { "encoder.int8.onnx": (bytes) => bytes.subarray(1) },
    });
    symlinkSync(damaged, join(models, "names"));
    await expect(openLinkThreads({ ...modelOptions, models }, 1)).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(/encoder\.int8\.onnx has \d+ bytes/u),
    });
    rmSync(models, { recursive: true });
  });

  it("link no more when they are closed", async () => {
    const { models, terminology, cache } = modelOptions;
    const threads = await openLinkThreads({ models, terminology, cache }, 1);
    expect(await threads.linkDocuments([])).toEqual([]);
    await threads.close();
    await expect(threads.linkDocuments(read)).rejects.toThrow(/the linker is closed/u);
  });

  it("are one for four cores", () => {
    expect([1, 2, 3, 4, 8, 12, 64].map(usualLinkThreads)).toEqual([0, 0, 0, 1, 2, 3, 8]);
  });
});
