import { DataFactory, type NamedNode, type Quad, Writer } from "n3";
import type { EvidenceRecord } from "../../domain/evidence.js";
import type { ConceptRecord, TripleRecord } from "../../domain/graph-reader.js";
import type { GraphItem } from "../../domain/graph-store.js";
import { iriOf } from "./biolink-ids.js";
import type { GraphFormat, Piece } from "./graph-format.js";

const { namedNode, literal, quad } = DataFactory;
const file = "graph.nq";

const rdf = vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
const rdfs = vocabulary("http://www.w3.org/2000/01/rdf-schema#");
const skos = vocabulary("http://www.w3.org/2004/02/skos/core#");
const prov = vocabulary("http://www.w3.org/ns/prov#");
const xsd = vocabulary("http://www.w3.org/2001/XMLSchema#");
const biolink = vocabulary("https://w3id.org/biolink/vocab/");
/** Words that no vocabulary above has; docs/exports.md says what each means. */
const term = vocabulary("urn:litweave:term:");

function vocabulary(base: string): (local: string) => NamedNode {
  return (local) => namedNode(`${base}${local}`);
}

/**
 * RDF 1.1 as N-Quads. Evidence that affirms its triple is a named graph which holds that triple and nothing else; what is
 * known of the evidence stands about that graph's name in the default graph. Many stores read all named graphs as one, so a
 * denial or a question has a name, but no graph: it says what it denies or asks by way of the triple's own node, which
 * describes (`rdf:subject`, `rdf:predicate`, `rdf:object`) and asserts nothing.
 */
export const nquads: GraphFormat = {
  files: [file],
  reads: ["concept", "triple"],
  write,
};

async function* write(items: AsyncIterable<GraphItem>): AsyncGenerator<Piece> {
  const writer = new Writer({ format: "N-Quads" });
  for await (const item of items) {
    if (item.kind === "concept") yield piece(writer, conceptQuads(item.concept));
    if (item.kind !== "triple") continue;
    yield piece(writer, tripleQuads(item.triple));
    for (const evidence of item.evidence) yield piece(writer, evidenceQuads(evidence));
  }
}

function piece(writer: Writer, quads: Iterable<Quad>): Piece {
  const all = [...quads];
  return { file, data: writer.quadsToString(all), records: all.length };
}

const whole = (value: number) => literal(String(value), xsd("integer"));
const real = (value: number) => literal(String(value), xsd("double"));
const iri = (id: string) => namedNode(iriOf(id));

function* conceptQuads(concept: ConceptRecord): Generator<Quad> {
  const { id, name, category, synonyms, xrefs, parents, taxon, provisional } = concept;
  const node = iri(id);
  yield quad(node, rdf("type"), biolink(category));
  yield quad(node, rdfs("label"), literal(name));
  for (const synonym of synonyms) yield quad(node, skos("altLabel"), literal(synonym));
  for (const xref of xrefs) yield quad(node, biolink("xref"), iri(xref));
  for (const parent of parents) yield quad(node, skos("broader"), iri(parent));
  if (taxon !== undefined) yield quad(node, biolink("in_taxon"), iri(taxon));
  if (provisional) yield quad(node, term("provisional"), literal("true", xsd("boolean")));
  yield quad(node, term("documents"), whole(concept.documents));
}

function* tripleQuads(triple: TripleRecord): Generator<Quad> {
  const { key, subject, predicate, object, belief, documents, firstYear, lastYear, aggregate } = triple;
  const node = tripleNode(key);
  yield quad(node, rdf("type"), rdf("Statement"));
  yield quad(node, rdf("subject"), iri(subject));
  yield quad(node, rdf("predicate"), biolink(predicate));
  yield quad(node, rdf("object"), iri(object));
  yield quad(node, term("belief"), real(belief));
  yield quad(node, term("documents"), whole(documents));
  yield quad(node, term("affirmed"), whole(aggregate.affirmed));
  yield quad(node, term("denied"), whole(aggregate.denied));
  yield quad(node, term("hedged"), whole(aggregate.hedged));
  yield quad(node, term("questions"), whole(aggregate.questions));
  yield quad(node, term("concerns"), whole(aggregate.concerns));
  yield quad(node, term("duplicates"), whole(aggregate.duplicates));
  yield quad(node, term("retracted"), whole(aggregate.retracted));
  if (firstYear !== undefined) yield quad(node, term("firstYear"), yearOf(firstYear));
  if (lastYear !== undefined) yield quad(node, term("lastYear"), yearOf(lastYear));
}

function* evidenceQuads(evidence: EvidenceRecord): Generator<Quad> {
  const { key, triple, documentId, year, polarity, certainty, score, novelty, label, sentences } = evidence;
  const node = namedNode(`urn:litweave:evidence:${key}`);
  const asks = certainty === "question";
  if (polarity === "affirmed" && !asks) {
    yield quad(iri(triple.subject), biolink(triple.predicate), iri(triple.object), node);
  }
  yield quad(node, rdf("type"), prov("Entity"));
  const relation = asks ? "asks" : polarity === "affirmed" ? "supports" : "denies";
  yield quad(node, term(relation), tripleNode(triple.key));
  yield quad(node, prov("wasDerivedFrom"), iri(documentId));
  yield quad(node, term("polarity"), literal(polarity));
  yield quad(node, term("certainty"), literal(certainty));
  yield quad(node, term("score"), real(score));
  yield quad(node, term("novelty"), real(novelty));
  yield quad(node, term("label"), literal(label));
  if (evidence.concern) yield quad(node, term("concern"), literal("true", xsd("boolean")));
  if (evidence.duplicateOf !== undefined) yield quad(node, term("duplicateOf"), iri(evidence.duplicateOf));
  if (year !== undefined) yield quad(node, term("year"), yearOf(year));
  for (const { text } of sentences) yield quad(node, biolink("supporting_text"), literal(text));
  yield quad(node, term("extractor"), literal(evidence.extractor));
  yield quad(node, term("terminology"), literal(evidence.terminology));
}

function tripleNode(key: string): NamedNode {
  return namedNode(`urn:litweave:triple:${key}`);
}

/** XML Schema wants four digits at least. */
function yearOf(year: number) {
  return literal(String(year).padStart(4, "0"), xsd("gYear"));
}
