import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { noCategory } from "./category-by-prefix.js";
import { idOf, noObo, type OboStanza, oboStanzas, plainText, quoted } from "./obo-stanzas.js";
import {
  conceptOfTerm,
  formerByHeir,
  type OboOptions,
  type OboSynonym,
  type OboTerm,
  ontologyPrefix,
  synonymScopes,
  termChoice,
} from "./obo-term.js";
import { anyCurie } from "./prefixes.js";
import { firstTimesOfIds } from "./seen-ids.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { cleanName } from "./tidy-names.js";

/**
 * Terms of an ontology in OBO's text format, gzipped or not: name, synonyms, definition, cross-references, parents. An obsolete term
 * is `formerly` of the one that replaced it, as are alternative ids. The file is read twice, for an heir may stand before
 * what it replaces; only the obsolete ids are held.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file is no OBO, or the category of its terms is not known
 */
export async function* readOboText(
  path: string,
  options: OboOptions,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  const former = formerByHeir(await replacements(path));
  const isFirst = firstTimesOfIds();
  let choice: ReturnType<typeof termChoice> | undefined;
  let obsolete = 0;
  let terms = 0;

  function conceptOf(stanza: OboStanza, chosen: ReturnType<typeof termChoice>): ConceptLine | undefined {
    const wrong = (field: string, message: string) => {
      report.problem({ file: path, line: stanza.line, field, message: `${message}; the term is skipped` });
      return undefined;
    };
    const written = valueIn(stanza, "id");
    const id = written === undefined ? undefined : anyCurie(idOf(written));
    if (!id)
      return wrong("id", written === undefined ? "a term has no id" : `“${written.slice(0, 40)}” is no id`);
    terms += 1;
    if (isObsolete(stanza)) {
      obsolete += 1;
      return undefined;
    }
    const category = chosen.categoryOf(id);
    if (!category) return undefined;
    const name = cleanName(plainText(valueIn(stanza, "name") ?? ""));
    if (name === "") return wrong("name", `term ${id} has no name`);
    if (!isFirst(id)) return wrong("id", `term ${id} stands in the file already`);
    return conceptOfTerm(id, termOf(stanza, name, path, report), category, options, former.get(id) ?? []);
  }

  for await (const stanza of oboStanzas(path, report)) {
    choice ??= termChoice(options, ontologyPrefix(valueIn(stanza, "ontology") ?? ""));
    if (stanza.kind !== "Term") continue;
    const concept = conceptOf(stanza, choice);
    if (concept) yield concept;
  }
  if (!choice || terms === 0) throw noObo(path, "it has no [Term]");
  if (choice.hasNone() && choice.left.size > 0) throw noCategory(path, choice.left.keys());
  if (obsolete > 0) report.leftOut?.(path, "obsolete", obsolete);
  for (const [prefix, count] of choice.left) report.leftOut?.(path, `term of ${prefix}`, count);
}

function valueIn(stanza: OboStanza, tag: string): string | undefined {
  return stanza.tags.find((one) => one.tag === tag)?.value;
}

function isObsolete(stanza: OboStanza): boolean {
  return valueIn(stanza, "is_obsolete")?.startsWith("true") === true;
}

async function replacements(path: string): Promise<ReadonlyMap<Curie, Curie>> {
  const replacedBy = new Map<Curie, Curie>();
  const silent: SourceReport = { problem: () => undefined, progress: () => undefined };
  for await (const stanza of oboStanzas(path, silent)) {
    if (stanza.kind !== "Term" || !isObsolete(stanza)) continue;
    const id = anyCurie(idOf(valueIn(stanza, "id") ?? ""));
    const heir = anyCurie(idOf(valueIn(stanza, "replaced_by") ?? ""));
    if (id && heir && id !== heir) replacedBy.set(id, heir);
  }
  return replacedBy;
}

function termOf(stanza: OboStanza, name: string, path: string, report: SourceReport): OboTerm {
  const synonyms: OboSynonym[] = [];
  const ids: Record<"xref" | "is_a" | "alt_id" | "exact", string[]> = {
    xref: [],
    is_a: [],
    alt_id: [],
    exact: [],
  };
  let definition = "";
  for (const { tag, value, line } of stanza.tags) {
    if (tag === "synonym") {
      const synonym = synonymOf(value);
      if (synonym) synonyms.push(synonym);
      else {
        const message = `“${value.slice(0, 40)}” is no synonym with its scope; the line is skipped`;
        report.problem({ file: path, line, field: tag, message });
      }
    } else if (tag === "def") {
      const text = quoted(value)?.text;
      if (text === undefined) {
        const message = `“${value.slice(0, 40)}” is no text in quotation marks; the line is skipped`;
        report.problem({ file: path, line, field: tag, message });
      }
      definition = text ?? definition;
    } else if (tag === "xref") {
      const source = /\{.*"MONDO:(\w+)"/u.exec(value);
      if (!source || value.includes('"MONDO:equivalentTo"')) ids.xref.push(idOf(value));
    } else if (tag === "property_value") {
      const exact = /^(?:skos:|http:\/\/www\.w3\.org\/2004\/02\/skos\/core#)?exactMatch\s+"?([^\s"]+)/u.exec(
        value,
      );
      if (exact) ids.exact.push(exact[1]!);
    } else if (tag === "is_a" || tag === "alt_id") ids[tag].push(idOf(value));
  }
  return {
    name,
    definition,
    synonyms,
    xrefs: ids.xref,
    exact: ids.exact,
    parents: ids.is_a,
    alternative: ids.alt_id,
  };
}

/** `"NIDDM" EXACT ABBREVIATION [DOID:9352]`; scope and kind may be missing. */
function synonymOf(value: string): OboSynonym | undefined {
  const found = quoted(value);
  if (!found) return undefined;
  const [first = "", second = ""] = found.rest
    .replace(/(?:\[|\{).*$/su, "")
    .trim()
    .split(/\s+/u);
  const isScope = (synonymScopes as readonly string[]).includes(first);
  return { text: found.text, scope: isScope ? first : "RELATED", type: isScope ? second : first };
}
