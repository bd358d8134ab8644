import { runningText } from "./jats-text.js";
import { elements, type XmlElement } from "./xml-tree.js";

/** Characters that cells may be repeated by in one table; a file may claim that anything spans any number of rows. */
const mostRepeated = 100_000;

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
      const width = Math.max(1, Number(cell.attributes.colspan) || 1);
      cells.push({
        column,
        width,
        left: (Number(cell.attributes.rowspan) || 1) - 1,
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
