import type { EdgeSingular, NodeSingular, StylesheetJson } from "cytoscape";
import { categories } from "../../parts/category.js";
import { predicates } from "../../parts/predicate.js";
import { arrowsOf, type Bundle } from "./bundles.js";
import type { Colours } from "./colours.js";
import { contested, type Node } from "./network.js";

export const nodeOf = (element: NodeSingular) => element.data("node") as Node;
export const bundleOf = (element: EdgeSingular) => element.data("bundle") as Bundle;

/** Labels are as large at every zoom; in pixels of the screen. */
export const labelPixels = 12;

export const nodeSize = ({ documents, opened }: Node) =>
  Math.min(14 + 7 * Math.log10(1 + documents), 40) + (opened ? 8 : 0);

/** Thin to thick as belief in the most believed statement goes from 0 to 1. */
export const edgeWidth = ({ edges: [{ belief }] }: Bundle) => 1 + 5 * belief;

/** Statements of one kind have its colour, those of several the colour of text. */
export function edgeColour({ edges }: Bundle, { family, ink }: Colours): string {
  const kinds = new Set(edges.map(({ predicate }) => predicates[predicate].family));
  const [kind] = kinds;
  return kinds.size === 1 && kind ? family[kind] : ink;
}

export function dashesOf({ edges }: Bundle): readonly number[] {
  if (edges.some(contested)) return [9, 5];
  // Nobody affirms any: denied, or only asked.
  return edges.every(({ affirmed }) => affirmed === 0) ? [2, 5] : [];
}

/** What a line must show at once besides belief: how many statements it is, how many papers deny one, how many retracted ones spoke. */
export function edgeMark({ edges }: Bundle): string {
  const sum = (kind: "denied" | "retracted") => edges.reduce((total, edge) => total + edge[kind], 0);
  const marks = [
    ["≡", edges.length > 1 ? edges.length : 0],
    ["✕", sum("denied")],
    ["⊘", sum("retracted")],
  ] as const;
  return marks.flatMap(([glyph, many]) => (many > 0 ? [`${glyph}${many}`] : [])).join(" ");
}

export function drawingStyle(colours: Colours): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        width: (node: NodeSingular) => nodeSize(nodeOf(node)),
        height: (node: NodeSingular) => nodeSize(nodeOf(node)),
        shape: (node: NodeSingular) => categories[nodeOf(node).category].shape as "ellipse",
        "background-color": (node: NodeSingular) => colours.category[nodeOf(node).category],
        "border-width": (node: NodeSingular) => (nodeOf(node).opened ? 3 : 0),
        "border-color": colours.ink,
      },
    },
    {
      selector: "node.labelled",
      style: {
        label: (node: NodeSingular) => nodeOf(node).name,
        color: colours.ink,
        "font-family": "system-ui, sans-serif",
        "font-size": (node: NodeSingular) => labelPixels / node.cy().zoom(),
        "text-valign": "bottom",
        "text-margin-y": (node: NodeSingular) => 3 / node.cy().zoom(),
        "text-outline-color": colours.paper,
        "text-outline-width": (node: NodeSingular) => 2.5 / node.cy().zoom(),
        "text-wrap": "ellipsis",
        "text-max-width": (node: NodeSingular) => `${mostLabelPixels / node.cy().zoom()}px`,
        "min-zoomed-font-size": 0,
        "z-index": 10,
      },
    },
    {
      selector: "edge",
      style: {
        width: (edge: EdgeSingular) => edgeWidth(bundleOf(edge)),
        "line-color": (edge: EdgeSingular) => edgeColour(bundleOf(edge), colours),
        "source-arrow-color": (edge: EdgeSingular) => edgeColour(bundleOf(edge), colours),
        "target-arrow-color": (edge: EdgeSingular) => edgeColour(bundleOf(edge), colours),
        "source-arrow-shape": (edge: EdgeSingular) => (arrowsOf(bundleOf(edge)).from ? "triangle" : "none"),
        "target-arrow-shape": (edge: EdgeSingular) => (arrowsOf(bundleOf(edge)).to ? "triangle" : "none"),
        "arrow-scale": 0.9,
        "curve-style": "bezier",
        "line-style": (edge: EdgeSingular) => (dashesOf(bundleOf(edge)).length > 0 ? "dashed" : "solid"),
        "line-dash-pattern": (edge: EdgeSingular) => [...dashesOf(bundleOf(edge))],
        opacity: (edge: EdgeSingular) => (edge.cy().data("crowded") ? 0.45 : 0.85),
        label: (edge: EdgeSingular) => edgeMark(bundleOf(edge)),
        color: colours.ink,
        "font-size": 11,
        "min-zoomed-font-size": 7,
        "text-outline-color": colours.paper,
        "text-outline-width": 3,
      },
    },
    {
      selector: "edge.chosen",
      style: {
        opacity: 1,
        "underlay-color": colours.accent,
        "underlay-opacity": 0.35,
        "underlay-padding": 7,
      },
    },
    {
      selector: "node.chosen",
      style: { "underlay-color": colours.accent, "underlay-opacity": 0.35, "underlay-padding": 9 },
    },
    {
      selector: "node.pinned",
      style: { "border-width": 3, "border-style": "double", "border-color": colours.ink },
    },
    { selector: ".faded", style: { opacity: 0.3 } },
    { selector: "core", style: { "active-bg-opacity": 0.08 } as object },
  ] as StylesheetJson;
}

/** Longer names end in an ellipsis; the panel and the list have them whole. */
export const mostLabelPixels = 170;
