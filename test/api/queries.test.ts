import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentText } from "../../src/domain/document.js";
import { tripleOf } from "../../src/domain/triple.js";
import { type Asking, asking, type Data, type Example, openExample } from "./asking.js";

let example: Example;
let data: Asking["data"];

beforeAll(async () => {
  example = await openExample();
  data = asking(example.store).data;
});
afterAll(() => example.close());

const nodes = (connection: Data) => connection.edges.map((edge: Data) => edge.node);
const treatment = tripleOf("MESH:D008687", "treats", "MESH:D003924").key;

describe("the query of the first page", () => {
  it("gives triples with names, belief and the document of the best evidence", async () => {
    const { triples } = await data(
      `{ triples(first: 3) { edges { node { subject { id name } predicate object { id name } belief
         evidence(first: 1) { edges { node { document { id } } } } } } } }`,
    );
    expect(triples.edges).toHaveLength(3);
    const beliefs = nodes(triples).map((triple: Data) => triple.belief);
    expect(beliefs).toEqual([...beliefs].sort((a, b) => b - a));
    for (const triple of nodes(triples)) {
      expect(triple.subject.name).not.toBe("");
      expect(triple.object.id).toMatch(/^MESH:D\d+$/u);
      expect(nodes(triple.evidence)).toEqual([{ document: { id: expect.stringMatching(/^PMID:\d+$/u) } }]);
    }
  });
});

describe("concept", () => {
  it("has all that the graph holds of it", async () => {
    const { concept } = await data(
      `{ concept(id: "MESH:D003924") { id name category synonyms xrefs parentIds parents { name } taxon documents } }`,
    );
    expect(concept).toEqual({
      id: "MESH:D003924",
      name: "Diabetes Mellitus, Type 2",
      category: "Disease",
      synonyms: expect.arrayContaining(["T2DM", "NIDDM"]),
      xrefs: ["MONDO:0005148"],
      parentIds: ["MESH:D003920"],
      parents: [{ name: "Diabetes Mellitus" }],
      taxon: null,
      documents: 4,
    });
  });

  it("leaves parents out that the graph does not hold, and names the species of a gene", async () => {
    const { drug, gene } = await data(
      `{ drug: concept(id: "MESH:D008687") { parentIds parents { id } } gene: concept(id: "NCBIGene:6934") { taxon } }`,
    );
    expect(drug).toEqual({ parentIds: ["MESH:D001645"], parents: [] });
    expect(gene).toEqual({ taxon: "NCBITaxon:9606" });
  });

  it("is null when nothing refers to it", async () => {
    expect(await data(`{ concept(id: "MESH:D000000") { id } }`)).toEqual({ concept: null });
  });

  it("lists its triples from either end, by predicate", async () => {
    const { concept } = await data(
      `{ concept(id: "MESH:D001241") { all: triples { totalCount edges { node { predicate } } }
           causes: triples(predicate: causes) { totalCount edges { node { subject { id } object { name } } } } } }`,
    );
    expect(concept.all.totalCount).toBe(3);
    expect(nodes(concept.all).map((triple: Data) => triple.predicate)).toContain("interacts_with");
    expect(concept.causes).toEqual({
      totalCount: 1,
      edges: [{ node: { subject: { id: "MESH:D001241" }, object: { name: "Hemorrhage" } } }],
    });
  });
});

describe("concepts", () => {
  const find = `query ($text: String, $category: Category) {
    concepts(text: $text, category: $category) { edges { node { id } } } }`;
  const ids = async (variables: object) =>
    nodes((await data(find, { ...variables })).concepts).map((concept: Data) => concept.id);

  it("finds by name, by synonym and in spite of a typing error", async () => {
    expect((await ids({ text: "Metformin" }))[0]).toBe("MESH:D008687");
    expect((await ids({ text: "Glucophage" }))[0]).toBe("MESH:D008687");
    expect((await ids({ text: "metfromin" }))[0]).toBe("MESH:D008687");
  });

  it("lists without text by documents, of one category when asked", async () => {
    expect((await ids({}))[0]).toBe("MESH:D003924");
    expect(await ids({ text: "", category: "Gene" })).toEqual(["NCBIGene:6934"]);
  });
});

describe("triples", () => {
  const keys = async (filter: string) =>
    nodes((await data(`{ triples(${filter}) { edges { node { id } } } }`)).triples).map(
      (node: Data) => node.id,
    );

  it("are narrowed by each argument", async () => {
    expect(await keys(`subject: "MESH:D008687", object: "MESH:D003924"`)).toEqual([treatment]);
    expect(await keys(`predicate: treats, involving: "MESH:D003924"`)).toEqual([treatment]);
    expect(await keys(`predicates: [treats, interacts_with]`)).toHaveLength(3);
    expect(await keys(`predicates: []`)).toHaveLength(7);
    const strong = nodes((await data(`{ triples(minBelief: 0.7) { edges { node { belief } } } }`)).triples);
    expect(strong.length).toBeGreaterThan(0);
    expect(strong.every((triple: Data) => triple.belief >= 0.7)).toBe(true);
  });

  it("come in the order asked for", async () => {
    const byDocuments = await keys(`order: documents, first: 1`);
    expect(byDocuments).toEqual([treatment]);
    const years = nodes(
      (await data(`{ triples(order: lastYear) { edges { node { lastYear } } } }`)).triples,
    ).map((triple: Data) => triple.lastYear ?? 0);
    expect(years).toEqual([...years].sort((a, b) => b - a));
  });

  it("do not hold what a retracted paper said", async () => {
    expect(await keys(`subject: "MESH:D001241", object: "MESH:D003924"`)).toEqual([]);
  });
});

describe("triple", () => {
  it("counts the documents for and against it, by year", async () => {
    const { triple } = await data(
      `query ($id: ID!) { triple(id: $id) { id documents affirmed denied hedged firstYear lastYear timeline { year documents } } }`,
      { id: treatment },
    );
    expect(triple).toEqual({
      id: treatment,
      documents: 3,
      affirmed: 2,
      denied: 1,
      hedged: 0,
      firstYear: 1998,
      lastYear: 2012,
      timeline: [
        { year: 1998, documents: 1 },
        { year: 2005, documents: 1 },
        { year: 2012, documents: 1 },
      ],
    });
  });

  it("shows documents without a date last in its timeline", async () => {
    const { triples } = await data(
      `{ triples(involving: "NCBIGene:6934") { edges { node { firstYear lastYear timeline { year documents } } } } }`,
    );
    expect(nodes(triples)).toEqual([
      { firstYear: null, lastYear: null, timeline: [{ year: null, documents: 1 }] },
    ]);
  });

  it("is null when the graph does not hold it", async () => {
    expect(await data(`{ triple(id: "t1_00000000000000000000000000000000") { id } }`)).toEqual({
      triple: null,
    });
  });
});

describe("evidence", () => {
  it("shows sentences whose spans mark both mentions in the document's text", async () => {
    const { triple } = await data(
      `query ($id: ID!) { triple(id: $id) { evidence { totalCount edges { node {
         id polarity certainty cues { start end } sectionWeight reliability novelty score year label extractor terminology document { text }
         sentences { text start end section role polarity certainty cues { start end }
           subjectSpans { start end } objectSpans { start end } } } } } } }`,
      { id: treatment },
    );
    expect(triple.evidence.totalCount).toBe(3);
    const [best, , last] = nodes(triple.evidence);
    expect(best).toMatchObject({ polarity: "affirmed", certainty: "asserted", score: 0.9, year: 1998 });
    expect(best).toMatchObject({ label: "example:treats", extractor: "example@1", terminology: "example@1" });
    expect(best).toMatchObject({ sectionWeight: 1, reliability: 0.9, cues: [] });
    expect(last).toMatchObject({ polarity: "negated", year: 2012 });
    const [cue] = last.cues;
    expect(last.document.text.slice(cue.start, cue.end)).toBe("did not");
    expect(last.sentences[0]).toMatchObject({ section: "RESULTS", role: "results", polarity: "negated" });
    expect(last.sentences[0].cues).toEqual(last.cues);
    for (const { document, sentences } of nodes(triple.evidence)) {
      const [sentence] = sentences;
      expect(document.text.slice(sentence.start, sentence.end)).toBe(sentence.text);
      const [subject] = sentence.subjectSpans;
      const [object] = sentence.objectSpans;
      expect(document.text.slice(subject.start, subject.end).toLowerCase()).toBe("metformin");
      expect(document.text.slice(object.start, object.end)).toBe("type 2 diabetes");
    }
  });

  it("is narrowed to one polarity, and counted so", async () => {
    const { triple } = await data(
      `query ($id: ID!) { triple(id: $id) {
         for: evidence(polarity: affirmed) { totalCount edges { node { polarity } } }
         against: evidence(polarity: negated) { totalCount edges { node { polarity } } } } }`,
      { id: treatment },
    );
    expect(triple.for).toEqual({
      totalCount: 2,
      edges: [{ node: { polarity: "affirmed" } }, { node: { polarity: "affirmed" } }],
    });
    expect(triple.against).toEqual({ totalCount: 1, edges: [{ node: { polarity: "negated" } }] });
  });
});

describe("document", () => {
  it("shows its record, its text and what it mentions", async () => {
    const { document } = await data(
      `{ document(id: "PMID:9004") { id pmid title text year publishedAt journal publicationTypes status
           meshHeadings { id name majorTopic } passages { kind role label offset text }
           mentions { start end text type score link { ids nil score steps { rule text } concepts { name }
             candidates { id name matchedName chosen score { total dense sparse exact context } } } } } }`,
    );
    expect(document).toMatchObject({
      id: "PMID:9004",
      pmid: "9004",
      title: "A rare harm",
      year: 2009,
      publishedAt: "2009-03",
      journal: "Journal of Examples",
      publicationTypes: ["Journal Article"],
      status: "live",
      meshHeadings: [{ id: "MESH:D006801", name: "Humans", majorTopic: false }],
    });
    expect(document.passages[1]).toMatchObject({
      kind: "abstract",
      role: "results",
      label: "RESULTS",
      offset: 12,
    });
    expect(documentText(document)).toBe(document.text);
    expect(document.mentions.map((mention: Data) => mention.text)).toEqual(["metformin", "lactic acidosis"]);
    for (const { start, end, text, link } of document.mentions) {
      expect(document.text.slice(start, end)).toBe(text);
      expect(link.candidates[0]).toMatchObject({ id: link.ids[0], chosen: true, score: { exact: 1 } });
      expect(link.concepts).toEqual([{ name: link.candidates[0].name }]);
      expect(link.nil).toBeNull();
    }
  });

  it("says that it is retracted, and then mentions nothing", async () => {
    const { document } = await data(`{ document(id: "PMID:9008") { title status mentions { text } } }`);
    expect(document).toEqual({ title: "A claim that did not last", status: "retracted", mentions: [] });
  });

  it("is null when it was never read, or is deleted", async () => {
    const answer = await data(
      `{ never: document(id: "PMID:1") { id } deleted: document(id: "PMID:9999") { id } }`,
    );
    expect(answer).toEqual({ never: null, deleted: null });
  });
});

describe("stats", () => {
  it("count what the graph holds", async () => {
    const { stats } = await data(
      "{ stats { documents retracted deleted concepts triples evidence mentions } }",
    );
    expect(stats).toEqual({
      documents: 7,
      retracted: 1,
      deleted: 1,
      concepts: 9,
      triples: 7,
      evidence: 9,
      mentions: 16,
    });
  });
});
