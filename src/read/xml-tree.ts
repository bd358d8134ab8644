import { SaxesParser } from "saxes";

/** An element of one record; text and elements stand in `children` in their order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (string | XmlElement)[];
}

/** Real records nest about ten deep, MathML perhaps forty. */
const mostNested = 200;

/** Why a record's XML was refused, in words for its {@link RecordFailure}. */
export class XmlError extends Error {}

/**
 * Parses one record. Only predefined and character references are resolved; there is no document type, so
 * nothing can be expanded.
 *
 * @throws XmlError when it is not well-formed, nests too deep or refers to an entity
 */
export function parseXml(text: string): XmlElement {
  const top: (string | XmlElement)[] = [];
  const open: (string | XmlElement)[][] = [top];
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.on("error", (error) => {
    throw new XmlError(error.message.replace(/^\d+:\d+: /, `line ${parser.line}, column ${parser.column}: `));
  });
  parser.on("opentag", (tag) => {
    if (open.length > mostNested) throw new XmlError(`elements nest more than ${mostNested} deep`);
    const children: (string | XmlElement)[] = [];
    open.at(-1)?.push({ name: tag.name, attributes: tag.attributes, children });
    open.push(children);
  });
  parser.on("closetag", () => void open.pop());
  const addText = (content: string) => void open.at(-1)?.push(content);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(text).close();
  const root = top.find((child) => typeof child !== "string");
  if (root === undefined) throw new XmlError("no element");
  return root;
}

export function elements(parent: XmlElement | undefined, name?: string): readonly XmlElement[] {
  const children = parent?.children ?? [];
  return children.filter(
    (child): child is XmlElement => typeof child !== "string" && (name === undefined || child.name === name),
  );
}

/** The first element at the path below `parent`: `find(article, "Journal", "Title")`. */
export function find(parent: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let at = parent;
  for (const name of path) at = elements(at, name)[0];
  return at;
}

/** The words of an element that holds data, not prose: white space trimmed and collapsed; undefined when it has none. */
export function wordsOf(element: XmlElement | undefined): string | undefined {
  const words = textOf(element).replace(/\s+/g, " ").trim();
  return words === "" ? undefined : words;
}

/** All text below an element, as it stands. */
export function textOf(element: XmlElement | undefined): string {
  return (element?.children ?? [])
    .map((child) => (typeof child === "string" ? child : textOf(child)))
    .join("");
}
