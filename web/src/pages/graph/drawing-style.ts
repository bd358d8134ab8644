import type { EdgeSingular, NodeSingular, StylesheetJson } from "cytoscape";
import { categories } from "../../parts/category.js";
import { predicates } from "../../parts/predicate.js";
import type { Colours } from "./colours.js";
import { contested, type Edge, type Node } from "./network.js";

export const nodeOf = (element: NodeSingular) => element.data("node") as Node;
export const edgeOf = (element: EdgeSingular) => element.data("edge") as Edge;

/** Labels are as large at every zoom; in pixels of the screen. */
export const labelPixels = 12;

export const nodeSize = ({ documents, opened }: Node) =>
  Math.min(14 + 7 * Math.log10(1 + documents), 40) + (opened ? 8 : 0);

/** Thin to thick as belief goes from 0 to 1. */
export const edgeWidth = ({ belief }: Edge) => 1 + 5 * belief;

export function dashesOf(edge: Edge): readonly number[] {
  if (contested(edge)) return [9, 5];
  // Nobody affirms it: denied, or only asked.
  return edge.affirmed === 0 ? [2, 5] : [];
}

/** What an edge must show at once besides its belief: how many deny it, and that a retracted paper spoke of it. */
export function edgeMark({ denied, retracted }: Edge): string {
  return [denied > 0 && `✕${denied}`, retracted > 0 && `⊘${retracted}`].filter(Boolean).join(" ");
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
        width: (edge: EdgeSingular) => edgeWidth(edgeOf(edge)),
        "line-color": (edge: EdgeSingular) => colours.family[predicates[edgeOf(edge).predicate].family],
        "target-arrow-color": (edge: EdgeSingular) =>
          colours.family[predicates[edgeOf(edge).predicate].family],
        "target-arrow-shape": (edge: EdgeSingular) =>
          predicates[edgeOf(edge).predicate].symmetric ? "none" : "triangle",
        "arrow-scale": 0.9,
        "curve-style": "bezier",
        "control-point-step-size": 26,
        "line-style": (edge: EdgeSingular) => (dashesOf(edgeOf(edge)).length > 0 ? "dashed" : "solid"),
        "line-dash-pattern": (edge: EdgeSingular) => [...dashesOf(edgeOf(edge))],
        opacity: (edge: EdgeSingular) => (edge.cy().data("crowded") ? 0.45 : 0.85),
        label: (edge: EdgeSingular) => edgeMark(edgeOf(edge)),
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
