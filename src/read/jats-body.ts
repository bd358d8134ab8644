import type { Passage, SectionRole } from "../domain/document.js";
import { bodyRole } from "../domain/section-role.js";
import { tableText } from "./jats-table.js";
import { collapsed, isLeftOut, piecesOf, runningText } from "./jats-text.js";
import { elements, find, wordsOf, type XmlElement } from "./xml-tree.js";

type Part = Omit<Passage, "offset">;

/** Where a block stands. */
interface Place {
  readonly role: SectionRole;
  /** The title of the innermost section. */
  readonly label?: string;
}

/** The paragraphs, captions and tables below an element, in the order of the page; a float comes after the paragraph it stands in. */
export function blockPassages(
  parent: XmlElement | undefined,
  place: Place = { role: "other" },
): readonly Part[] {
  return elements(parent).flatMap((block) => passagesOf(block, place));
}

const sections: ReadonlySet<string> = new Set(["sec", "boxed-text", "statement", "app"]);
const floats: ReadonlySet<string> = new Set(["fig", "fig-group", "table-wrap", "table-wrap-group"]);
/** What holds blocks and stands in a paragraph or beside it. */
const holders: ReadonlySet<string> = new Set([
  "list",
  "def-list",
  "disp-quote",
  "speech",
  "verse-group",
  ...sections,
]);

function passagesOf(block: XmlElement, place: Place): readonly Part[] {
  const { name } = block;
  if (isLeftOut(block) || name === "title" || name === "label") return [];
  if (sections.has(name)) {
    if (/supplementary-material|COI-statement/i.test(block.attributes["sec-type"] ?? "")) return [];
    return blockPassages(block, within(block, place));
  }
  if (floats.has(name)) return [...captionOf(block, place), ...floatContent(block, place)];
  if (name === "def-item") return textPart([...elements(block)], place);
  if (name === "p" || name === "preformat" || name === "code" || name === "verse-line")
    return paragraph(block, place);
  return blockPassages(block, place);
}

/** A subsection is of its section's kind; only where that tells nothing is its own title asked. */
function within(section: XmlElement, place: Place): Place {
  const title = find(section, "title");
  const label = (title && runningText(title)) || place.label;
  const role = place.role === "other" ? bodyRole(section.attributes["sec-type"], label) : place.role;
  return { role, ...(label !== undefined && { label }) };
}

function paragraph(element: XmlElement, place: Place): readonly Part[] {
  const parts: Part[] = [];
  const after: XmlElement[] = [];
  let run: (string | XmlElement)[] = [];
  const take = () => {
    parts.push(...textPart(run, place));
    run = [];
  };
  for (const child of element.children) {
    if (typeof child !== "string" && floats.has(child.name)) after.push(child);
    else if (typeof child !== "string" && holders.has(child.name)) {
      take();
      parts.push(...passagesOf(child, place));
    } else run.push(child);
  }
  take();
  return [...parts, ...after.flatMap((float) => passagesOf(float, place))];
}

function textPart(children: XmlElement["children"], { role, label }: Place): readonly Part[] {
  const text = collapsed(piecesOf(children));
  return text === "" ? [] : [{ kind: "body", role, ...(label !== undefined && { label }), text }];
}

/** The title of a caption and its paragraphs, which need no full stop to be sentences of their own. */
function captionOf(float: XmlElement, place: Place): readonly Part[] {
  const text = elements(find(float, "caption"))
    .map(runningText)
    .filter((part) => part !== "")
    .join("\n\n");
  return text === "" ? [] : [{ kind: "caption", ...named(float, place), text }];
}

function floatContent(float: XmlElement, place: Place): readonly Part[] {
  return elements(float).flatMap((child) => {
    if (floats.has(child.name)) return passagesOf(child, place);
    const tables = child.name === "alternatives" ? elements(child, "table") : [child];
    return tables
      .filter(({ name }) => name === "table")
      .map((table): Part => ({ kind: "table", ...named(float, place), text: tableText(table) }));
  });
}

/** Called by its own label (`Table 1`), else by the section that it stands in. */
function named(float: XmlElement, { role, label }: Place): Place {
  const name = wordsOf(find(float, "label"))?.replace(/[.:]+$/, "") ?? label;
  return { role, ...(name !== undefined && { label: name }) };
}
