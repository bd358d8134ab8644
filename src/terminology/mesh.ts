import type { Category } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { meshContent } from "./mesh-concepts.js";
import { type MeshRecord, meshKind, meshRecords } from "./mesh-records.js";
import { type Heading, supplementaryConcept } from "./mesh-supplementary.js";
import { isProtocol, numberAbove, treeCategory } from "./mesh-tree.js";
import { all, type MeshElement, MeshXmlError, parseMeshRecord, words } from "./mesh-xml.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { tidySynonyms } from "./tidy-names.js";

export interface MeshOptions {
  /** Also takes supplementary records of the kind `sodium channel protein, mouse`. Default: left out. */
  readonly geneProducts?: boolean;
}

const order = { DescriptorRecord: 0, SupplementalRecord: 1, QualifierRecord: 2 } as const;
const idElement = {
  DescriptorRecord: "DescriptorUI",
  SupplementalRecord: "SupplementalRecordUI",
  QualifierRecord: "QualifierUI",
} as const;

/**
 * Concepts of MeSH XML files, whatever their order: descriptors first, for supplementary records take parents from them.
 * Descriptors are held until their file ends (30,000; a parent may stand behind its child), supplementary records are streamed.
 * Qualifiers (`drug therapy`) name no disease, chemical or organism; they are counted and left out.
 *
 * Elements: https://www.nlm.nih.gov/mesh/xml_data_elements.html
 */
export async function* readMesh(
  paths: readonly string[],
  options: MeshOptions,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  const headings = new Map<string, Heading>();
  const seen = new Set<string>();
  const files = await Promise.all(paths.map(async (path) => ({ path, kind: await meshKind(path) })));
  files.sort((a, b) => (a.kind ? order[a.kind] : 3) - (b.kind ? order[b.kind] : 3));
  for (const { path } of files) {
    const descriptors: Descriptor[] = [];
    for await (const record of meshRecords(path, report)) {
      if (record.kind === "QualifierRecord") {
        report.leftOut?.(path, "qualifier");
        continue;
      }
      const element = parsed(record, path, report);
      if (!element) continue;
      const id = words(element, idElement[record.kind]);
      if (seen.has(id)) {
        report.leftOut?.(path, "repeated");
        continue;
      }
      seen.add(id);
      if (record.kind === "DescriptorRecord") {
        const descriptor = descriptorOf(element);
        headings.set(id, { category: descriptor.category, isProtocol: isProtocol(descriptor.trees) });
        // A copy, for names cut out of a file's text would keep all of that text in memory.
        descriptors.push(JSON.parse(JSON.stringify(descriptor)) as Descriptor);
        continue;
      }
      const concept = supplementaryConcept(element, headings, {
        geneProducts: options.geneProducts ?? false,
      });
      if (typeof concept === "string") report.leftOut?.(path, concept);
      else yield concept;
    }
    yield* descriptorConcepts(descriptors, path, report);
  }
}

/** The record's tree; undefined, with a problem told, when it cannot be used. */
function parsed(record: MeshRecord, file: string, report: SourceReport): MeshElement | undefined {
  const { kind, line } = record;
  const refuse = (field: string, message: string) => {
    report.problem({ file, line, field, message: `${message}; the record is left out` });
    return undefined;
  };
  try {
    const element = parseMeshRecord(record.text);
    const id = words(element, idElement[kind]);
    if (!/^[CD]\d{6,9}$/.test(id))
      return refuse(idElement[kind], id ? `“${id}” is no MeSH id` : "it is missing");
    const name = kind === "DescriptorRecord" ? "DescriptorName" : "SupplementalRecordName";
    if (words(element, name, "String") === "") return refuse(name, `${id} has no name`);
    return element;
  } catch (error) {
    if (error instanceof MeshXmlError) return refuse(kind, `the XML cannot be read: ${error.message}`);
    throw error;
  }
}

interface Descriptor {
  readonly id: string;
  readonly trees: readonly string[];
  readonly category: Category | undefined;
  readonly concept: Omit<ConceptLine, "category" | "parents"> | undefined;
}

function descriptorOf(record: MeshElement): Descriptor {
  const id = words(record, "DescriptorUI");
  const name = words(record, "DescriptorName", "String");
  const trees = all(record, "TreeNumberList", "TreeNumber").map(({ text }) => text.trim());
  const category = treeCategory(trees);
  if (!category) return { id, trees, category, concept: undefined };
  const { names, xrefs, scopeNote } = meshContent(record);
  const concept = {
    id: `MESH:${id}` as const,
    name,
    synonyms: tidySynonyms(name, names),
    xrefs,
    formerly: [],
    orthologs: [],
    ...(scopeNote && { definition: scopeNote }),
  };
  return { id, trees, category, concept };
}

function* descriptorConcepts(
  descriptors: readonly Descriptor[],
  path: string,
  report: SourceReport,
): Generator<ConceptLine> {
  const byTree = new Map<string, string>();
  for (const { id, trees } of descriptors) for (const number of trees) byTree.set(number, id);
  for (const { trees, category, concept } of descriptors) {
    if (!concept || !category) {
      report.leftOut?.(path, "descriptor: no disease, chemical or organism");
      continue;
    }
    const parents = new Set<Curie>();
    for (const number of trees) {
      const above = byTree.get(numberAbove(number));
      if (above !== undefined) parents.add(`MESH:${above}`);
    }
    parents.delete(concept.id);
    yield { ...concept, category, parents: [...parents] };
  }
}
