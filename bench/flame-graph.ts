/** One line of a stack as a profile of V8 has it. */
export interface Frame {
  readonly name: string;
  /** Where it stands, for a colour and for reading: a folder of `src`, a package, or `node`, `gc`, `wasm`. */
  readonly place: string;
}

export interface FlameNode {
  readonly frame: Frame;
  /** Of it and of all that it called, in ms. */
  ms: number;
  readonly children: Map<string, FlameNode>;
}

const [width, rowHeight, margin] = [1200, 17, 10];
/** Narrower ones cannot be told apart. */
const leastPixels = 0.7;
const pixelsOfLetter = 6.2;
const hues: Readonly<Record<string, number>> = { node: 210, gc: 0, wasm: 280 };

/**
 * A flame graph (Gregg 2016, "The flame graph") as an SVG that needs no script: the width of a box is the time of a function and of what it
 * called, what it called stands above it, and hovering tells the whole name and the share.
 */
export function flameGraph(root: FlameNode, title: string): string {
  const boxes: string[] = [];
  let depth = 0;
  function draw(node: FlameNode, x: number, level: number): void {
    const wide = (node.ms / root.ms) * (width - 2 * margin);
    if (wide < leastPixels) return;
    depth = Math.max(depth, level);
    if (level > 0) boxes.push(box(node, x, level, wide));
    let at = x;
    for (const child of [...node.children.values()].sort((a, b) => b.ms - a.ms)) {
      draw(child, at, level + 1);
      at += (child.ms / root.ms) * (width - 2 * margin);
    }
  }
  function box({ frame, ms }: FlameNode, x: number, level: number, wide: number): string {
    const whole = `${frame.name} (${frame.place}): ${ms.toFixed(0)} ms, ${((100 * ms) / root.ms).toFixed(1)} %`;
    const letters = Math.floor((wide - 4) / pixelsOfLetter);
    const label =
      letters < 3 ? "" : frame.name.length > letters ? `${frame.name.slice(0, letters - 1)}…` : frame.name;
    const y = -level * rowHeight;
    return `<g><title>${escaped(whole)}</title><rect x="${x.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="${rowHeight - 1}" rx="2" fill="hsl(${hueOf(frame.place)} 65% 72%)"/>${label === "" ? "" : `<text x="${(x + 3).toFixed(1)}" y="${y + 12}">${escaped(label)}</text>`}</g>`;
  }
  draw(root, margin, 0);
  const height = (depth + 1) * rowHeight + 3 * margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, monospace" font-size="11" role="img" aria-label="${escaped(title)}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/><text x="${margin}" y="${2 * margin}" font-size="13">${escaped(title)}</text>`,
    `<g transform="translate(0 ${height - margin})">${boxes.join("\n")}</g>`,
    "</svg>\n",
  ].join("\n");
}

function hueOf(place: string): number {
  return hues[place] ?? [...place].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
