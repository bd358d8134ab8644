import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layPassages } from "../../src/domain/document.js";
import { type Encoding, type JointEncoder, openJointEncoder } from "../../src/encode/joint-encoder.js";
import { decodeMentions } from "../../src/extract/decode-mentions.js";
import { windowsOf } from "../../src/segment/windows.js";
import { jointFolder } from "./model-copy.js";

const million = 1_000_000;

describe("bad input on the shipped model", () => {
  let encoder: JointEncoder;
  beforeAll(async () => {
    encoder = await openJointEncoder(jointFolder, { device: "cpu", layWindows: windowsOf });
  });
  afterAll(() => encoder.close());

  async function read(
    text: string,
  ): Promise<{ readonly encoding: Encoding; readonly found: readonly string[] }> {
    const [encoding] = await encoder.encode([text]);
    const document = { passages: layPassages([{ kind: "abstract", role: "other", text }]) };
    const mentions = decodeMentions(document, encoding!, encoder.manifest);
    for (const { start, end, text: surface } of mentions) expect(surface).toBe(text.slice(start, end));
    return { encoding: encoding!, found: mentions.map((mention) => mention.text) };
  }

  it.each([
    ["an empty text", ""],
    ["white space", " \t\r\n\u00a0\u2003\u3000"],
    ["characters that are dropped", "\0\u0001\u007f\u200b\u00ad\ufeff\ufffd"],
    ["lone surrogates", "\udc00\ud800 \udfff\ud83d"],
  ])("finds nothing in %s", async (_, text) => {
    const { encoding, found } = await read(text);
    expect(encoding.tokens.ids).toHaveLength(0);
    expect(encoding.tagLogits).toHaveLength(0);
    expect(found).toEqual([]);
  });

  it.each([
    ["10^6 characters without a space", "a".repeat(million)],
    ["10^6 combining marks behind one letter", `a${"\u0301".repeat(million - 1)}`],
    ["10^6 characters of white space", " ".repeat(million)],
    ["10^6 NULs", "\0".repeat(million)],
    ["10^5 emoji without a space", "💊".repeat(100_000)],
    ["10^6 characters of one base sequence", "acgt".repeat(million / 4)],
  ])("is done with %s in seconds, at one token or none", async (_, text) => {
    const began = performance.now();
    const { encoding, found } = await read(text);
    expect((performance.now() - began) / 1_000).toBeLessThan(30);
    expect(encoding.tokens.ids.length).toBeLessThanOrEqual(1);
    expect(found.length).toBeLessThanOrEqual(1);
  });

  it("gives up on the long word alone: what stands around it is found", async () => {
    const sentence = "Metformin lowers glucose in patients with type 2 diabetes mellitus.";
    const { found } = await read(`${sentence} ${"acgt".repeat(10_000)} ${sentence}`);
    expect(found.filter((text) => text === "Metformin")).toHaveLength(2);
    expect(found.filter((text) => text.startsWith("type 2 diabetes"))).toHaveLength(2);
  });

  it("finds no mention in emoji alone", async () => {
    const { encoding, found } = await read("😀 💊 🧬 👩‍🔬 🏳️‍🌈 🤢 ".repeat(50));
    expect(encoding.tokens.ids.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });

  it("reads past control characters, NUL and lone surrogates, with places in the text as it came", async () => {
    const text = "Met\0formin\ud800 lowers\u0007 glucose in\udc00 patients with diabetes\u200b mellitus.";
    const { found } = await read(text);
    expect(found).toContain("Met\0formin");
    expect(found.some((one) => one.startsWith("diabetes"))).toBe(true);
  });
});
