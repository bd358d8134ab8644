import type { SectionRole } from "../../domain/document.js";
import { sectionRole } from "../../domain/section-role.js";

/** What a sentence stands under. */
export interface Section {
  readonly role: SectionRole;
  /** The label as printed. */
  readonly label: string;
}

const atStart = /^(\p{Lu}[\p{L} ,/&()-]{2,60}?) ?:\s/u;
const inCapitals = /^[^\p{Ll}]+$/u;

/**
 * The sections of an abstract whose labels stand in its text, `RESULTS: Of 40 patients …`, for each sentence in order;
 * undefined before the first label, and for every sentence when there are no labels. Labels in small letters
 * (`Results: …`) count only where at least two of them tell different roles, since a sentence may begin with any word and a colon.
 */
export function printedSections(texts: readonly string[]): readonly (Section | undefined)[] {
  const found = texts.map(labelOf);
  const told = new Set(
    found.flatMap((section) => (section && section.role !== "other" ? [section.role] : [])),
  );
  const sure = found.some((section) => section && inCapitals.test(section.label) && section.role !== "other");
  if (told.size < 2 && !sure) return texts.map(() => undefined);
  let current: Section | undefined;
  return found.map((section) => {
    current = section ?? current;
    return current;
  });
}

function labelOf(text: string): Section | undefined {
  const label = atStart.exec(text)?.[1];
  if (label === undefined) return undefined;
  const role = sectionRole(undefined, label);
  return role !== "other" || inCapitals.test(label) ? { role, label } : undefined;
}
