import { SaxesParser } from "saxes";

/** An element of a MeSH record: elements have either text or elements below them. */
export interface MeshElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MeshElement[];
  readonly text: string;
}

/** Why a record's XML was refused. */
export class MeshXmlError extends Error {}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: MeshElement[];
  text: string;
}

/**
 * Parses one record. Only predefined and character references are resolved: a record has no document type.
 *
 * @throws MeshXmlError when it is not well-formed
 */
export function parseMeshRecord(text: string): MeshElement {
  const top: Open = { name: "", attributes: {}, children: [], text: "" };
  const open: Open[] = [top];
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.on("error", (error) => {
    const what = error.message.replace(/^\d+:\d+: |\.$/g, "");
    throw new MeshXmlError(`${what} at its line ${parser.line}`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Open = { name, attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  const addText = (content: string) => {
    const element = open.at(-1);
    if (element) element.text += content;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(text).close();
  const record = top.children[0];
  if (!record) throw new MeshXmlError("no element");
  return record;
}

/** All elements at the path below `parent`: `all(record, "ConceptList", "Concept")`. */
export function all(parent: MeshElement | undefined, ...path: readonly string[]): readonly MeshElement[] {
  let found = parent ? [parent] : [];
  for (const name of path)
    found = found.flatMap((one) => one.children.filter((child) => child.name === name));
  return found;
}

/** The words of the first element at the path, white space collapsed; `""` when there is none. */
export function words(parent: MeshElement | undefined, ...path: readonly string[]): string {
  return (all(parent, ...path)[0]?.text ?? "").replace(/\s+/g, " ").trim();
}
