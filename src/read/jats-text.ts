import { mathText } from "./inline-text.js";
import type { XmlElement } from "./xml-tree.js";

/** What is no text of the article's own, or none that can be read: formulas set apart, TeX, notes, references, pictures. */
const leftOut: ReadonlySet<string> = new Set([
  "ack",
  "alt-text",
  "attrib",
  "chem-struct-wrap",
  "disp-formula",
  "disp-formula-group",
  "fn",
  "fn-group",
  "graphic",
  "index-term",
  "inline-graphic",
  "long-desc",
  "media",
  "object-id",
  "permissions",
  "processing-meta",
  "ref-list",
  "sec-meta",
  "supplementary-material",
  "table-wrap-foot",
  "tex-math",
]);

export function isLeftOut({ name }: XmlElement): boolean {
  return leftOut.has(name);
}

const blocks: ReadonlySet<string> = new Set([
  "boxed-text",
  "break",
  "caption",
  "def",
  "def-item",
  "def-list",
  "disp-quote",
  "fig",
  "list",
  "list-item",
  "p",
  "sec",
  "statement",
  "table-wrap",
  "term",
  "title",
  "tr",
  "td",
  "th",
]);

/**
 * The text below an element on one line. White space in running text of JATS says no more than where words end, and files
 * are wrapped and indented at will, so each run of it is one space. Citations and note marks printed as superscripts are left out:
 * `metformin<sup>12</sup>` is no word. Those on the line (`[12]`) stay.
 */
export function runningText(element: XmlElement): string {
  return collapsed(piecesOf(element.children));
}

/** {@link runningText} of some of an element's children. */
export function collapsed(text: string): string {
  return text.replace(/[ \t\r\n]+/g, " ").trim();
}

export function piecesOf(children: XmlElement["children"]): string {
  return children.map((child) => (typeof child === "string" ? child : pieceOf(child))).join("");
}

function pieceOf(element: XmlElement): string {
  const name = element.name.slice(element.name.indexOf(":") + 1);
  if (leftOut.has(name) || isRaisedMark(element)) return "";
  if (name === "math") return mathText(element);
  const text = piecesOf(element.children);
  return blocks.has(name) ? ` ${text} ` : text;
}

const marks: ReadonlySet<string | undefined> = new Set(["bibr", "fn", "table-fn", "corresp", "aff"]);

/** `<sup>` around nothing but references with their commas and dashes, or a reference around nothing but `<sup>`. */
function isRaisedMark({ name, attributes, children }: XmlElement): boolean {
  const isMark = (child: string | XmlElement) => typeof child !== "string" && isReference(child);
  if (name === "sup")
    return children.some(isMark) && children.every((child) => isMark(child) || isGap(child));
  const isSup = (child: string | XmlElement) => typeof child !== "string" && child.name === "sup";
  return (
    name === "xref" &&
    marks.has(attributes["ref-type"]) &&
    children.some(isSup) &&
    children.every((child) => isSup(child) || isGap(child))
  );
}

function isReference({ name, attributes }: XmlElement): boolean {
  return name === "xref" && marks.has(attributes["ref-type"]);
}

function isGap(child: string | XmlElement): boolean {
  return typeof child === "string" && /^[\s,;–—-]*$/.test(child);
}
