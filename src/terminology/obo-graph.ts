import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { holdsHalf } from "../domain/half-characters.js";
import { noCategory } from "./category-by-prefix.js";
import { type GraphPiece, graphPieces, noGraph } from "./obo-graph-pieces.js";
import {
  conceptOfTerm,
  formerByHeir,
  type OboOptions,
  type OboTerm,
  ontologyPrefix,
  termChoice,
} from "./obo-term.js";
import { anyCurie } from "./prefixes.js";
import { firstTimesOfIds } from "./seen-ids.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { cleanName } from "./tidy-names.js";

/** What a first reading tells: the edges stand behind the nodes that they belong to. */
interface Overview {
  readonly ontology: string | undefined;
  readonly parents: ReadonlyMap<Curie, readonly Curie[]>;
  readonly former: ReadonlyMap<Curie, readonly Curie[]>;
}

type Json = Readonly<Record<string, unknown>>;

const replacedBy = /(?:IAO_0100001|IAO:0100001|#replaced_by|^replaced_by)$/u;
const exactMatch = /(?:skos\/core#|skos:|^)exactMatch$/u;
const alternativeId = /hasAlternativeId$/u;
const scopes: Readonly<Record<string, string>> = {
  hasExactSynonym: "EXACT",
  hasRelatedSynonym: "RELATED",
  hasNarrowSynonym: "NARROW",
  hasBroadSynonym: "BROAD",
};

/**
 * Terms of an ontology in obographs JSON, gzipped or not, as `readOboText` gives those of its `.obo` file. The file is
 * read twice and never held whole; its `is_a` edges and obsolete ids are, some hundred bytes an edge (ChEBI: 40 MB).
 *
 * Format: https://github.com/geneontology/obographs
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file is no obographs or ends early, or the category of its terms is not known
 */
export async function* readOboGraph(
  path: string,
  options: OboOptions,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  const { ontology, parents, former } = await overview(path);
  const choice = termChoice(options, ontology);
  const isFirst = firstTimesOfIds();
  let obsolete = 0;
  let terms = 0;

  function conceptOf(piece: GraphPiece): ConceptLine | undefined {
    const wrong = (field: string, message: string) => {
      report.problem({ file: path, line: piece.line, field, message: `${message}; the node is skipped` });
      return undefined;
    };
    const node = parsed(piece.json);
    if (!node)
      return wrong(
        "nodes",
        "a node is no JSON object, or holds half a character (\\ud800 to \\udfff without its other half)",
      );
    if (node.type !== undefined && node.type !== "CLASS") return undefined;
    const id = anyCurie(stringOf(node.id));
    if (!id) {
      // Blank nodes and classes of other vocabularies (`owl#Thing`) are no terms; a node without an id is none either.
      return stringOf(node.id) === "" ? wrong("id", "a node has no id") : undefined;
    }
    terms += 1;
    const meta = objectOf(node.meta);
    if (meta.deprecated === true) {
      obsolete += 1;
      return undefined;
    }
    const category = choice.categoryOf(id);
    if (!category) return undefined;
    const name = cleanName(stringOf(node.lbl));
    if (name === "") return wrong("lbl", `term ${id} has no name`);
    if (!isFirst(id)) return wrong("id", `term ${id} stands in the file already`);
    const term = termOf(name, meta, parents.get(id) ?? []);
    return conceptOfTerm(id, term, category, options, former.get(id) ?? []);
  }

  for await (const pieces of graphPieces(path, report)) {
    for (const piece of pieces) {
      const concept = piece.kind === "node" ? conceptOf(piece) : undefined;
      if (concept) yield concept;
    }
  }
  if (terms === 0) throw noGraph(path, "it has no nodes that are terms");
  if (choice.hasNone() && choice.left.size > 0) throw noCategory(path, choice.left.keys());
  if (obsolete > 0) report.leftOut?.(path, "obsolete", obsolete);
  for (const [prefix, count] of choice.left) report.leftOut?.(path, `term of ${prefix}`, count);
}

async function overview(path: string): Promise<Overview> {
  const silent: SourceReport = { problem: () => undefined, progress: () => undefined };
  const parents = new Map<Curie, Curie[]>();
  const replaced = new Map<Curie, Curie>();
  let ontology: string | undefined;
  for await (const pieces of graphPieces(path, silent)) {
    for (const { kind, json } of pieces) {
      if (kind === "graph") ontology ??= ontologyPrefix(json.slice(1, -1));
      else if (kind === "edge" ? json.includes('"is_a"') : json.includes('"deprecated"')) {
        const piece = parsed(json) ?? {};
        if (kind === "edge") {
          const [below, above] = [anyCurie(stringOf(piece.sub)), anyCurie(stringOf(piece.obj))];
          if (!below || !above || piece.pred !== "is_a") continue;
          const known = parents.get(below);
          if (known) known.push(above);
          else parents.set(below, [above]);
          continue;
        }
        const meta = objectOf(piece.meta);
        const [id, heir] = [anyCurie(stringOf(piece.id)), valuesOf(meta, replacedBy).map(anyCurie)[0]];
        if (meta.deprecated === true && id && heir && id !== heir) replaced.set(id, heir);
      }
    }
  }
  return { ontology, parents, former: formerByHeir(replaced) };
}

function termOf(name: string, meta: Json, parents: readonly Curie[]): OboTerm {
  return {
    name,
    parents,
    definition: stringOf(objectOf(meta.definition).val),
    synonyms: objectsOf(meta.synonyms).map((synonym) => ({
      text: stringOf(synonym.val),
      scope: scopes[stringOf(synonym.pred)] ?? "RELATED",
      type: stringOf(synonym.synonymType),
    })),
    xrefs: objectsOf(meta.xrefs).map((xref) => stringOf(xref.val)),
    exact: valuesOf(meta, exactMatch),
    alternative: valuesOf(meta, alternativeId),
  };
}

/** Values of a node's properties whose IRI fits. */
function valuesOf(meta: Json, predicate: RegExp): readonly string[] {
  return objectsOf(meta.basicPropertyValues).flatMap(({ pred, val }) =>
    predicate.test(stringOf(pred)) ? [stringOf(val)] : [],
  );
}

/** Undefined when it is no JSON, or some of its text no Unicode. */
function parsed(json: string): Json | undefined {
  try {
    const value = JSON.parse(json) as Json;
    return holdsHalf(value, json) ? undefined : value;
  } catch {
    return undefined;
  }
}

function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function objectsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
