import { runningText } from "./jats-text.js";
import { elements, type XmlElement } from "./xml-tree.js";

/** Characters that cells may be repeated by in one table; a file may claim that anything spans any number of rows. */
const mostRepeated = 100_000;

/** As HTML has it for all who read tables; beyond 2^53 a column and the next are one number. */
const [mostColumns, mostRows] = [1_000, 65_534];

interface Cell {
  readonly column: number;
  readonly width: number;
  /** Rows below that it stands in too. */
  readonly left: number;
  readonly text: string;
}

/**
 * A table as text: a line a row, cells between ` | `. A cell that spans rows stands in each of them, so that every row can be
 * read by itself (`metformin` before each of its doses); one that spans columns stands once.
 */
export function tableText(table: XmlElement): string {
  const rows = elements(table).flatMap((part) => (part.name === "tr" ? [part] : elements(part, "tr")));
  let spanning: ReadonlyMap<number, Cell> = new Map();
  let repeated = 0;
  const lines = rows.map((row) => {
    const cells: Cell[] = [];
    let column = 0;
    const carry = () => {
      for (let above = spanning.get(column); above !== undefined; above = spanning.get(column)) {
        repeated += above.text.length + 1;
        cells.push({ ...above, left: above.left - 1 });
        column += above.width;
      }
    };
    for (const cell of elements(row).filter(({ name }) => name === "td" || name === "th")) {
      carry();
      const width = spanOf(cell.attributes.colspan, mostColumns);
      cells.push({
        column,
        width,
        left: spanOf(cell.attributes.rowspan, mostRows) - 1,
        text: runningText(cell),
      });
      column += width;
    }
    carry();
    const below = repeated > mostRepeated ? [] : cells.filter(({ left }) => left > 0);
    spanning = new Map(below.map((cell) => [cell.column, cell]));
    return cells.map(({ text }) => text);
  });
  return lines
    .filter((cells) => cells.some((text) => text !== ""))
    .map((cells) => cells.join(" | "))
    .join("\n");
}

function spanOf(claimed: string | undefined, most: number): number {
  return Math.min(most, Math.max(1, Math.trunc(Number(claimed)) || 1));
}
