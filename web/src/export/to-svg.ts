import { xml } from "./xml.js";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node as it stands on the drawing. */
export interface DrawnNode extends Point {
  readonly size: number;
  readonly colour: string;
  readonly category: string;
  readonly name: string;
  readonly labelled: boolean;
}

/** An edge as it stands on the drawing. */
export interface DrawnEdge {
  readonly from: Point;
  readonly to: Point;
  readonly colour: string;
  readonly width: number;
  readonly dashes: string;
  /** Which ends have one. */
  readonly arrows: { readonly from: boolean; readonly to: boolean };
  readonly title: string;
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly ink: string;
  readonly paper: string;
  readonly fontSize: number;
}

const margin = 60;
const r = (value: number) => value.toFixed(1);

/** Corners of the shapes that tell the categories apart, on a circle of radius 1. */
const corners: Readonly<Record<string, readonly number[]>> = {
  ChemicalEntity: [0, 60, 120, 180, 240, 300],
  Gene: [45, 135, 225, 315],
  OrganismTaxon: [-90, 30, 150],
  CellLine: [-90, -18, 54, 126, 198],
  SequenceVariant: [0, 90, 180, 270],
};

function shape({ x, y, size, colour, category }: DrawnNode): string {
  const angles = corners[category];
  if (!angles) return `<circle cx="${r(x)}" cy="${r(y)}" r="${r(size / 2)}" fill="${colour}"/>`;
  const points = angles.map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return `${r(x + (size / 2) * Math.cos(angle))},${r(y + (size / 2) * Math.sin(angle))}`;
  });
  return `<polygon points="${points.join(" ")}" fill="${colour}"/>`;
}

function arrow(from: Point, to: Point, { colour, width }: DrawnEdge): string {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const length = 6 + 1.5 * width;
  const points = [0, 2.7, -2.7].map((turn) =>
    turn === 0
      ? `${r(to.x)},${r(to.y)}`
      : `${r(to.x + length * Math.cos(angle + turn))},${r(to.y + length * Math.sin(angle + turn))}`,
  );
  return `<polygon points="${points.join(" ")}" fill="${colour}"/>`;
}

function line(edge: DrawnEdge): string {
  const { from, to, colour, width, dashes, arrows } = edge;
  const dash = dashes && ` stroke-dasharray="${dashes}"`;
  return (
    `<g><title>${xml(edge.title)}</title><path d="M${r(from.x)} ${r(from.y)} L${r(to.x)} ${r(to.y)}" fill="none" ` +
    `stroke="${colour}" stroke-width="${r(width)}"${dash}/>${arrows.to ? arrow(from, to, edge) : ""}${arrows.from ? arrow(to, from, edge) : ""}</g>\n`
  );
}

function label({ x, y, size, name }: DrawnNode, { ink, paper, fontSize }: Drawing): string {
  return (
    `<text x="${r(x)}" y="${r(y + size / 2 + fontSize)}" fill="${ink}" stroke="${paper}" stroke-width="${r(fontSize / 4)}" ` +
    `paint-order="stroke">${xml(name)}</text>\n`
  );
}

/** The drawing as it stands, for print: text stays text, and each line says which statements it is. */
export function toSvg(drawing: Drawing): string {
  const xs = drawing.nodes.map(({ x }) => x);
  const ys = drawing.nodes.map(({ y }) => y);
  const left = Math.min(...xs, 0) - margin;
  const top = Math.min(...ys, 0) - margin;
  const width = Math.max(...xs, 0) + margin - left;
  const height = Math.max(...ys, 0) + margin - top;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${r(left)} ${r(top)} ${r(width)} ${r(height)}" ` +
    `font-family="sans-serif" font-size="${r(drawing.fontSize)}" text-anchor="middle">\n` +
    `<rect x="${r(left)}" y="${r(top)}" width="${r(width)}" height="${r(height)}" fill="${drawing.paper}"/>\n` +
    drawing.edges.map(line).join("") +
    drawing.nodes.map((node) => `<g><title>${xml(node.name)}</title>${shape(node)}</g>\n`).join("") +
    drawing.nodes
      .filter(({ labelled }) => labelled)
      .map((node) => label(node, drawing))
      .join("") +
    "</svg>\n"
  );
}
