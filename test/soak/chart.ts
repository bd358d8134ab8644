/** A line of a panel. */
export interface Line {
  readonly name: string;
  /** One of the classes below. */
  readonly class: "first" | "second" | "third";
  /** Minutes and values. */
  readonly points: readonly (readonly [minute: number, value: number])[];
}

export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
  /** From 1 up, each tenfold as high as the last, for what has few values far above the others. */
  readonly tenfold?: boolean;
}

const [width, height, left, right, top, bottom] = [760, 190, 64, 150, 30, 24];

/** The browser says whether the ground is white or black. */
const style = `
text { font: 12px system-ui, sans-serif; fill: #333 }
.ground { fill: #fff } .title { font-weight: 600 } .axis { stroke: #8886; fill: none } .warm { fill: #8882 }
path { fill: none; stroke-width: 1.5 }
.first { stroke: #0b62c4 } .second { stroke: #b35900 } .third { stroke: #2c7a3f }
text.first { fill: #0b62c4; stroke: none } text.second { fill: #b35900; stroke: none } text.third { fill: #2c7a3f; stroke: none }
@media (prefers-color-scheme: dark) {
  .ground { fill: #0d1117 } text { fill: #ddd }
  .first { stroke: #6db3ff } .second { stroke: #ffb066 } .third { stroke: #7fd694 }
  text.first { fill: #6db3ff } text.second { fill: #ffb066 } text.third { fill: #7fd694 }
}`;

/** Panels one below the other over the same time. @param warmUp minutes that are shaded */
export function chart(panels: readonly Panel[], warmUp: number, label: string): string {
  const minutes = Math.max(
    ...panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(([x]) => x))),
  );
  const x = (minute: number) => left + (minute / minutes) * (width - left - right);
  const whole = panels.length * height + bottom;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * minutes);
  const axis = ticks.map(
    (minute) =>
      `<text x="${x(minute).toFixed(1)}" y="${whole - 8}" text-anchor="middle">${minute.toFixed(0)} min</text>`,
  );
  const drawn = panels.map((one, at) => panel(one, at * height, x, warmUp));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" role="img" aria-label="${label}">\n<style>${style}\n</style>\n<rect class="ground" width="${width}" height="${whole}"/>\n${[...drawn, ...axis].join("\n")}\n</svg>\n`;
}

function panel(
  { title, lines, tenfold = false }: Panel,
  from: number,
  x: (minute: number) => number,
  warmUp: number,
): string {
  const most = niceAbove(Math.max(...lines.flatMap(({ points }) => points.map(([, value]) => value))));
  const [floor, ceiling] = [from + height - 12, from + top];
  const share = (value: number) => (tenfold ? Math.log(Math.max(1, value)) / Math.log(most) : value / most);
  const y = (value: number) => floor - share(value) * (floor - ceiling);
  const marks = tenfold ? [1, 10, 100, 1_000, 10_000].filter((mark) => mark <= most) : [0, most / 2, most];
  const grid = marks.map((mark) => {
    const at = y(mark).toFixed(1);
    return `<path class="axis" d="M${left} ${at}H${width - right}"/><text x="${left - 8}" y="${at}" dy="4" text-anchor="end">${mark.toLocaleString("en")}</text>`;
  });
  const shade = `<rect class="warm" x="${left}" y="${ceiling}" width="${(x(warmUp) - left).toFixed(1)}" height="${floor - ceiling}"/>`;
  const paths = lines.map(({ points, class: name }) => {
    const steps = points.map(([minute, value]) => `${x(minute).toFixed(1)} ${y(value).toFixed(1)}`);
    return `<path class="${name}" d="M${steps.join("L")}"/>`;
  });
  const names = lines.map(
    ({ name, class: color }, at) =>
      `<text class="${color}" x="${width - right + 10}" y="${ceiling + 12 + at * 18}">${name}</text>`,
  );
  return [
    `<text class="title" x="${left}" y="${from + 18}">${title}</text>`,
    shade,
    ...grid,
    ...paths,
    ...names,
  ].join("\n");
}

/** The next of 1, 2, 5, 10, 20, … */
export function niceAbove(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value)!;
}
