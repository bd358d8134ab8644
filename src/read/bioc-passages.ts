import { type Passage, type PassageKind, passageKinds } from "../domain/document.js";
import { bodyRole, sectionRole } from "../domain/section-role.js";
import type { BiocPassage, Infons } from "./bioc-document.js";

type Part = Omit<Passage, "offset">;

/** `section_type`s of PMC's full texts that are no part of what the article says. */
const asides: ReadonlySet<string | undefined> = new Set([
  "ACK_FUND",
  "AUTH_CONT",
  "COMP_INT",
  "KEYWORD",
  "REF",
  "REVIEW_INFO",
  "SUPPL",
]);

export function isLeftOut({ section_type, type }: Infons): boolean {
  return asides.has(section_type) || /^(?:ref|(?:table_)?foot(?:note)?s?)$/.test(type ?? "");
}

export function isTitle({ section_type, type }: Infons): boolean {
  return section_type === undefined ? type === "title" : section_type === "TITLE";
}

/** The passages in order. Headings of a full text stay as they are, and what follows has them for label. */
export function biocPassages(passages: readonly BiocPassage[]): readonly Part[] {
  let heading: string | undefined;
  let section: string | undefined;
  return passages.map(({ text, infons }): Part => {
    if (isTitle(infons)) return { kind: "title", role: "title", text };
    if (infons.section_type !== section) heading = undefined;
    section = infons.section_type;
    const kind = kindOf(infons);
    if (kind === "body" && /^title(?:_\d+)?$/.test(infons.type ?? "")) heading = text.trim();
    const label = infons.label ?? (kind === "body" ? heading : undefined);
    return { kind, role: roleOf(kind, infons, label), ...(label !== undefined && { label }), text };
  });
}

function kindOf({ section_type, type = "" }: Infons): PassageKind {
  if (/caption/.test(type)) return "caption";
  if (type === "table") return "table";
  if (section_type === "FIG" || section_type === "TABLE") return "caption";
  if (section_type === undefined) return passageKinds.find((kind) => kind === type) ?? "abstract";
  return section_type === "ABSTRACT" ? "abstract" : "body";
}

function roleOf(kind: PassageKind, infons: Infons, label: string | undefined): Passage["role"] {
  const { role, section_type } = infons;
  if (kind === "abstract") return sectionRole(role, label ?? section_type?.replace("INTRO", "introduction"));
  const told = sectionRole(role, undefined);
  return told === "other" ? bodyRole(section_type, label) : told;
}
