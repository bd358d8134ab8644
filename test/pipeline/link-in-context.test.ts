import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LinkRequest } from "../../src/domain/link-request.js";
import { linkInContext } from "../../src/pipeline/link-in-context.js";
import { type Linking, openLinking } from "../../src/pipeline/open-stages.js";
import { modelOptions } from "../models.js";

let linking: Linking;
beforeAll(async () => {
  linking = await openLinking(modelOptions);
});
afterAll(() => linking?.close());

async function linkOf(request: LinkRequest, topK?: number) {
  return (await linkInContext(linking, [request], topK))[0]!;
}

describe("linkInContext", () => {
  it("links a name that stands alone as the linker does", async () => {
    for (const mention of ["aspirin", "breast and ovarian cancer", "no such thing at all"]) {
      const { candidates, ...link } = await linking.linkName(mention);
      const asked = await linkOf({ mention });
      expect(asked).toMatchObject(link);
      expect(candidates.slice(0, asked.candidates.length)).toEqual(asked.candidates);
    }
  });

  it("writes out what the context defines", async () => {
    const context = "We studied ataxia telangiectasia (AT) in children.";
    const link = await linkOf({ mention: "AT", category: "Disease", context });
    expect(link.ids).toEqual(["MESH:D001260"]);
    expect(link.steps[0]).toEqual({ rule: "abbreviation", text: "ataxia telangiectasia" });
  });

  it.each([
    ["Wild-type mice were compared with mice that lack p53.", "NCBIGene:22059"],
    ["In patients, p53 was often mutated.", "NCBIGene:7157"],
    ["p53 was studied.", "NCBIGene:7157"],
  ])("takes the gene of the species that “%s” names", async (context, id) => {
    expect((await linkOf({ mention: "p53", category: "Gene", context })).ids).toEqual([id]);
  });

  it("takes the caller's word for the species, though the context does not name it", async () => {
    const others = [{ name: "mice", category: "OrganismTaxon" as const }];
    expect((await linkOf({ mention: "p53", category: "Gene", others })).ids).toEqual(["NCBIGene:22059"]);
  });

  it("tries every category when none is given", async () => {
    const context = "Aspirin was given to mice that lack p53.";
    expect((await linkOf({ mention: "p53", context })).ids).toEqual(["NCBIGene:22059"]);
    expect((await linkOf({ mention: "aspirin", context })).ids).toEqual(["MESH:D001241"]);
  });

  it("links a mention that the context does not hold", async () => {
    const context = "It was given to mice.";
    expect((await linkOf({ mention: "aspirin", context })).ids).toEqual(["MESH:D001241"]);
  });

  it.each([1, 3, 6, 20, 100])("shows %d candidates, and chooses the same", async (topK) => {
    for (const request of [
      { mention: "kidney tumours", category: "Disease" as const },
      { mention: "kidney tumours", category: "Disease" as const, context: "Kidney tumours of mice." },
    ]) {
      const usual = await linkOf(request);
      const link = await linkOf(request, topK);
      expect(link.candidates).toHaveLength(topK);
      expect({ ...link, candidates: [] }).toEqual({ ...usual, candidates: [] });
      expect(link.ids.every((id) => link.candidates.some((one) => one.id === id))).toBe(true);
      const runnersUp = link.candidates.filter(({ id }) => !link.ids.includes(id));
      const totals = runnersUp.map(({ score }) => score.total);
      expect(totals).toEqual([...totals].sort((a, b) => b - a));
    }
  });

  it("always shows all that is chosen", async () => {
    const link = await linkOf({ mention: "breast and ovarian cancer", category: "Disease" }, 1);
    expect(link.ids).toEqual(["MESH:D001943", "MESH:D010051"]);
    expect(link.candidates.map(({ id }) => id)).toEqual(link.ids);
  });

  it("answers a batch as it answers each alone, in the order given", async () => {
    const requests: readonly LinkRequest[] = [
      { mention: "p53", category: "Gene", context: "Mice that lack p53." },
      { mention: "aspirin" },
      { mention: "p53", category: "Gene" },
      { mention: "aspirin" },
      { mention: "AT", category: "Disease", context: "Ataxia telangiectasia (AT) is rare." },
    ];
    const alone = await Promise.all(requests.map((request) => linkOf(request)));
    expect(await linkInContext(linking, requests)).toEqual(alone);
  });
});
