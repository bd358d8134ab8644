import type { Interval } from "../../evaluate/bootstrap.js";
import type { Scores } from "../../evaluate/counts.js";

export function percent(value: number): string {
  return value.toFixed(2);
}

/** With its sign: `+1.20`, `−0.35`. */
export function signed(value: number, digits = 2): string {
  const size = Math.abs(value).toFixed(digits);
  return Number(size) === 0 ? size : `${value < 0 ? "−" : "+"}${size}`;
}

export function range({ low, high }: Interval): string {
  return `${low.toFixed(1)}–${high.toFixed(1)}`;
}

/** Columns aligned right, but for the first. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) => {
    const cells = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!),
    );
    return `  ${cells.join("  ")}`.trimEnd();
  });
}

/** A row of precision, recall, F1 and counts under {@link scoreHead}. */
export function scoreRow(label: string, { precision, recall, f1, gold, found }: Scores, note = ""): string {
  const figures = [precision, recall, f1].map((value) => percent(value).padStart(9));
  return `  ${label.padEnd(22)}${figures.join("")}${String(gold).padStart(8)}${String(found).padStart(8)}  ${note}`.trimEnd();
}

export const scoreHead = `  ${"".padEnd(22)}precision   recall       F1    gold   found`;

/** `12 boundary, 3 type` */
export function countsLine(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}

/** For machines: every fraction to four decimals, which is finer than any corpus can tell. */
export function rounded(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, rounded(field)]));
}
