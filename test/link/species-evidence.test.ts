import { describe, expect, it } from "vitest";
import { contextOf, emptyContext, speciesMayBe } from "../../src/link/document-context.js";
import { organismsInText } from "../../src/link/organisms-in-text.js";
import { speciesEvidence } from "../../src/link/species-evidence.js";

const [human, mouse, rat, zebrafish] = [9606, 10090, 10116, 7955];

function contextIn(text: string, headings: readonly string[] = []) {
  const meshHeadings = headings.map((id) => ({ id, name: id, majorTopic: false }));
  return contextOf({ meshHeadings }, text, [], organismsInText(text));
}

describe("organisms in a text", () => {
  it("are told by names, words for people, strains and cell lines", () => {
    const text = "Women, a BALB/c mouse, Wistar animals, HEK293 cells, C. elegans and yeast";
    expect(organismsInText(text).map(({ taxon }) => taxon)).toEqual([
      human,
      mouse,
      mouse,
      rat,
      human,
      6239,
      4932,
    ]);
  });

  it("stand where the word stands, and words within others do not count", () => {
    expect(organismsInText("In murine cells")).toEqual([{ at: 3, taxon: mouse }]);
    expect(organismsInText("migration, humane, substrates")).toEqual([]);
  });
});

describe("evidence for a gene's species", () => {
  it("is human where no species is mentioned", () => {
    const context = contextIn("Fas was high.");
    expect(speciesEvidence(context, human, 0, [0])).toMatchObject({ unsaid: 1, document: 0 });
    expect(speciesEvidence(context, mouse, 0, [0]).unsaid).toBe(0);
  });

  it("tells the species before the gene from the one after it, in its sentence alone", () => {
    const text = "Rats were fed. In mice Fas rose, unlike in patients. Fas fell.";
    const context = contextIn(text);
    const at = text.indexOf("Fas");
    const places = [at, text.lastIndexOf("Fas")];
    expect(speciesEvidence(context, mouse, at, places)).toMatchObject({
      before: 1,
      after: 0,
      sentence: 0.5,
      latest: 1,
      name: 0.25,
    });
    expect(speciesEvidence(context, human, at, places)).toMatchObject({ before: 0, after: 1, sentence: 0.5 });
    expect(speciesEvidence(context, rat, at, places)).toMatchObject({ sentence: 0, title: 1 });
    expect(speciesEvidence(context, human, places[1]!, places)).toMatchObject({ sentence: 0, latest: 1 });
  });

  it("does not take the species that a gene is likened to", () => {
    const text = "the Paf1 homolog (Saccharomyces cerevisiae) and a homologue of the Drosophila gene in mice";
    expect(organismsInText(text).map(({ taxon }) => taxon)).toEqual([mouse]);
  });

  it("counts a word within the gene's own mention as before it", () => {
    const context = contextIn("The human IL2 gene and mice.");
    expect(speciesEvidence(context, human, 4, [4]).before).toBe(1);
  });

  it("takes a record's headings for the whole document", () => {
    const context = contextIn("Fas was high.", ["D051379"]);
    expect(speciesEvidence(context, mouse, 0, [0])).toMatchObject({ document: 1, main: 1, before: 0 });
  });

  it("admits genes of other species than human, mouse and rat only where they are mentioned", () => {
    expect(speciesMayBe(emptyContext, mouse)).toBe(true);
    expect(speciesMayBe(emptyContext, zebrafish)).toBe(false);
    expect(speciesMayBe(contextIn("in zebrafish embryos"), zebrafish)).toBe(true);
  });
});
