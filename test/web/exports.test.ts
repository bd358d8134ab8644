import { MultiDirectedGraph } from "graphology";
import { parse } from "graphology-graphml";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import type { TripleFieldsFragment } from "../../web/src/api/generated.js";
import { toCsv } from "../../web/src/export/to-csv.js";
import { toGraphml } from "../../web/src/export/to-graphml.js";
import { toSvg } from "../../web/src/export/to-svg.js";

const nodes = [
  { id: "MESH:D1", name: 'A "drug" <of> sorts & \u0007kinds', category: "ChemicalEntity", documents: 3 },
  { id: "MESH:D2", name: "=SUM(A1), or not", category: "Disease", documents: 1 },
] as const;
const edge: TripleFieldsFragment = {
  id: "t1_1",
  subject: nodes[0],
  predicate: "treats",
  object: nodes[1],
  belief: 0.5,
  documents: 2,
  affirmed: 1,
  denied: 1,
  hedged: 0,
  questions: 0,
  concerns: 0,
  retracted: 0,
  firstYear: 1999,
  lastYear: null,
};

describe("the export of a view", () => {
  it("writes GraphML that a graph library reads back", () => {
    const parser = parse as unknown as (kind: typeof MultiDirectedGraph, text: string) => MultiDirectedGraph;
    const graph = parser(MultiDirectedGraph, toGraphml(nodes, [edge, { ...edge, id: "t1_2" }]));
    expect([graph.order, graph.size]).toEqual([2, 2]);
    expect(graph.getNodeAttributes("MESH:D1")).toEqual({
      name: 'A "drug" <of> sorts & kinds',
      category: "ChemicalEntity",
      documents: 3,
    });
    const [key] = graph.edges("MESH:D1", "MESH:D2");
    expect(graph.getEdgeAttributes(key)).toMatchObject({ predicate: "treats", belief: 0.5, firstYear: 1999 });
    expect(graph.getEdgeAttributes(key)).not.toHaveProperty("lastYear");
  });

  it("writes CSV whose cells are whole, and no formula", () => {
    const [header, row, end] = toCsv([edge]).split("\r\n");
    expect(header).toContain("subject,subject_name,predicate");
    expect(row).toBe(
      'MESH:D1,"A ""drug"" <of> sorts & \u0007kinds",treats,MESH:D2,"\'=SUM(A1), or not",0.5,2,1,1,0,0,0,1999,,t1_1',
    );
    expect(end).toBe("");
  });

  it("writes SVG that is well-formed, its text as text", () => {
    const drawn = nodes.map(({ name, category }, index) => ({
      x: index * 100,
      y: 0,
      size: 20,
      colour: "rgb(1, 2, 3)",
      category,
      name,
      labelled: true,
    }));
    const svg = toSvg({
      nodes: drawn,
      edges: [
        {
          from: { x: 10, y: 0 },
          to: { x: 90, y: 0 },
          colour: "red",
          width: 3,
          dashes: "9 5",
          arrows: { from: true, to: true },
          title: "A < B",
        },
      ],
      ink: "black",
      paper: "white",
      fontSize: 12,
    });
    const texts: string[] = [];
    const tags: string[] = [];
    const parser = new SaxesParser();
    parser.on("opentag", ({ name }) => tags.push(name));
    parser.on("text", (text) => text.trim() && texts.push(text.trim()));
    parser.on("error", (error) => {
      throw error;
    });
    parser.write(svg).close();
    expect(tags.filter((tag) => tag === "path" || tag === "polygon" || tag === "circle")).toHaveLength(5);
    expect(texts).toEqual(expect.arrayContaining(["A < B", "=SUM(A1), or not"]));
  });
});
