import type { XmlElement } from "./xml-tree.js";

/**
 * The text of an element with inline markup (`<i>`, `<sub>`, MathML …), exactly as its author gave it.
 *
 * Some exports were indented by a program that treated prose like data, and put each piece of it on a line of its own:
 *
 *     <ArticleTitle>
 *         Growth of
 *         <i>E. coli</i>
 *         .
 *     </ArticleTitle>
 *
 * Such an element shows itself: its content begins with a line break and ends with one that is indented no deeper.
 * Then one line break with exactly the indentation of the pieces is taken away wherever a piece begins or ends, and the one
 * before the end tag. White space beyond it (`Growth of ␠`) is the author's and stays, as do line breaks within a piece.
 * An element that does not begin and end so is left as it is.
 */
export function inlineText(element: XmlElement): string {
  const pieces = isPretty(element.children) ? unindent(element.children) : element.children;
  return pieces.map((piece) => (typeof piece === "string" ? piece : pieceText(piece))).join("");
}

function pieceText(element: XmlElement): string {
  const name = element.name.slice(element.name.indexOf(":") + 1);
  return name === "math" ? mathText(element) : inlineText(element);
}

const lineStart = /^\n([ \t]*)/;
const lineEnd = /\n([ \t]*)$/;

type Pieces = XmlElement["children"];

function isPretty(pieces: Pieces): boolean {
  const first = indentOf(pieces[0], lineStart);
  const last = indentOf(pieces.at(-1), lineEnd);
  return first !== undefined && last !== undefined && last <= first;
}

function indentOf(piece: string | XmlElement | undefined, pattern: RegExp): number | undefined {
  return typeof piece === "string" ? pattern.exec(piece)?.[1]?.length : undefined;
}

/** The pieces without the indentation between them; see {@link inlineText}. */
function unindent(pieces: Pieces): Pieces {
  const last = pieces.length - 1;
  const unclosed = pieces.map((piece, at) => (at === last ? without(lineEnd, piece) : piece));
  // The author's own spaces can only make an indentation look deeper, so the shallowest is the true one.
  const depths = unclosed.flatMap((piece, at) => [
    indentOf(piece, lineStart),
    at === last ? undefined : indentOf(piece, lineEnd),
  ]);
  const indent = Math.min(...depths.filter((depth) => depth !== undefined));
  if (!Number.isFinite(indent)) return unclosed;
  const begin = new RegExp(`^\\n[ \\t]{${indent}}`);
  const end = new RegExp(`\\n[ \\t]{${indent}}$`);
  return unclosed.map((piece, at) => without(begin, at === last ? piece : without(end, piece)));
}

function without(pattern: RegExp, piece: string | XmlElement): string | XmlElement {
  return typeof piece === "string" ? piece.replace(pattern, "") : piece;
}

/** White space between MathML elements means nothing; within its tokens it counts as one space (MathML 3, 2.1.7). */
export function mathText(element: XmlElement): string {
  const hasElements = element.children.some((child) => typeof child !== "string");
  return element.children
    .map((child) => {
      if (typeof child === "string") return hasElements ? "" : child.replace(/[ \t\n\r]+/g, " ").trim();
      return /(?:^|:)annotation(?:-xml)?$/.test(child.name) ? "" : mathText(child);
    })
    .join("");
}
