import { belief, micronats } from "../../src/domain/belief.js";
import { canonicalJson } from "../../src/domain/canonical-json.js";
import type { Concept } from "../../src/domain/concept.js";
import type { DocumentId, DocumentStatus } from "../../src/domain/document.js";
import type { EvidenceRecord } from "../../src/domain/evidence.js";
import type { TripleRecord } from "../../src/domain/graph-reader.js";
import type { DocumentChange, GraphRow, UpsertChange } from "../../src/domain/graph-store.js";
import { lastDayOf } from "../../src/domain/publication-date.js";
import { workOf } from "../../src/domain/work.js";

/**
 * The rules of `docs/graph-semantics.md` said once more, as plainly as can be: all deliveries in, all rows of the graph out,
 * nothing kept in between. It shares no code with the stores, and reads the order of the deliveries for one thing only: of
 * the same delivery processed several times the last counts.
 */
export function graphOf(deliveries: readonly DocumentChange[]): readonly GraphRow[] {
  const papers = papersOf(deliveries);
  const live = [...papers.values()].filter(isLive);
  const evidence = evidenceOf(live);
  const rows = [
    ...[...papers].map(([id, paper]) => documentRow(id, paper)),
    ...mentionRows(live),
    ...conceptRows(live),
    ...triplesOf(papers).map((triple) => row("triple", triple.key, triple)),
    ...evidence.map((item) => row("evidence", item.key, item)),
  ];
  return rows.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** The triples that stand by what was published by the end of `date`: retractions, concerns and deletions are today's. */
export function triplesAsOf(deliveries: readonly DocumentChange[], date: string): readonly TripleRecord[] {
  return triplesOf(publishedUntil(papersOf(deliveries), date));
}

export function evidenceAsOf(deliveries: readonly DocumentChange[], date: string): readonly EvidenceRecord[] {
  return evidenceOf([...publishedUntil(papersOf(deliveries), date).values()].filter(isLive));
}

function publishedUntil(papers: Papers, date: string): Papers {
  const then = [...papers].filter(([, paper]) => {
    const published = publishedBy(paper);
    return published !== undefined && published <= lastDayOf(date);
  });
  return new Map(then);
}

/** A document that was delivered or deleted: what won, unless it was deleted. */
interface Paper {
  readonly status: DocumentStatus;
  readonly concern: boolean;
  readonly won?: UpsertChange;
}
type LivePaper = Paper & { readonly won: UpsertChange };
type Papers = ReadonlyMap<DocumentId, Paper>;

function isLive(paper: Paper): paper is LivePaper {
  return paper.status === "live";
}

function papersOf(deliveries: readonly DocumentChange[]): Papers {
  const ids = [...new Set(deliveries.map(idOf))];
  const won = winnersOf(deliveries);
  const notices = [...won.values()].map(({ document }) => document).filter(({ retracted }) => !retracted);
  const withdrawn = new Set(notices.flatMap(({ retracts }) => retracts));
  const doubted = new Set(notices.flatMap(({ concernsAbout = [] }) => concernsAbout));
  return new Map(
    ids.map((id): [DocumentId, Paper] => {
      const winner = won.get(id);
      if (!winner) return [id, { status: "deleted", concern: doubted.has(id) }];
      const { retracted, concern = false } = winner.document;
      const status = retracted || withdrawn.has(id) ? "retracted" : "live";
      return [id, { status, concern: concern || doubted.has(id), won: winner }];
    }),
  );
}

/** Of each document that was not deleted the delivery with the greatest revision, as it was last processed. */
function winnersOf(deliveries: readonly DocumentChange[]): ReadonlyMap<DocumentId, UpsertChange> {
  const won = new Map<DocumentId, UpsertChange>();
  for (const change of deliveries) {
    if (change.kind === "delete") continue;
    const before = won.get(change.document.id);
    if (!before || before.revision <= change.revision) won.set(change.document.id, change);
  }
  for (const change of deliveries) if (change.kind === "delete") won.delete(change.documentId);
  return won;
}

function idOf(change: DocumentChange): DocumentId {
  return change.kind === "delete" ? change.documentId : change.document.id;
}

function documentRow(id: DocumentId, { status, concern, won }: Paper): GraphRow {
  if (!won) {
    const state = { status, revision: "", contentHash: "", fingerprint: "" };
    return row("document", id, { state, concern });
  }
  const { revision, contentHash, fingerprint, extractor, terminology } = won;
  const state = { status, revision, contentHash, fingerprint, extractor, terminology };
  const value = { state, concern, document: won.document, mentions: won.mentions };
  if (status === "live") return row("document", id, value);
  const withheld = {
    evidence: [...won.evidence].sort((a, b) => (a.key < b.key ? -1 : 1)),
    concepts: [...won.concepts].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
  return row("document", id, { ...value, withheld });
}

/** Every concept that a document mentions or claims something of, with the places where it mentions it. */
function mentionRows(live: readonly LivePaper[]): readonly GraphRow[] {
  return live.flatMap(({ won }) =>
    won.concepts.map(({ id }) => {
      const own = won.mentions.filter(({ link }) => link.ids.includes(id));
      const spans = own.map(({ start, end }) => ({ start, end }));
      return row("mention", `${won.document.id} ${id}`, { spans });
    }),
  );
}

function conceptRows(live: readonly LivePaper[]): readonly GraphRow[] {
  const brought = live.flatMap(({ won }) => won.concepts);
  const triples = live.flatMap(({ won }) => won.evidence.map(({ triple }) => triple));
  return [...new Set(brought.map(({ id }) => id))].map((id) => {
    const joining = triples.filter(({ subject, object }) => subject === id || object === id);
    const own = brought.filter((concept) => concept.id === id);
    return row("concept", id, {
      variants: variantsOf(own),
      triples: new Set(joining.map(({ key }) => key)).size,
    });
  });
}

/** The different descriptions with the number of documents that brought each, the one shown first. */
function variantsOf(brought: readonly Concept[]): readonly unknown[] {
  const counted = new Map<string, { readonly concept: Concept; readonly documents: number }>();
  for (const concept of brought) {
    const text = canonicalJson(concept);
    counted.set(text, { concept, documents: (counted.get(text)?.documents ?? 0) + 1 });
  }
  return [...counted]
    .sort(([a, { concept: x }], [b, { concept: y }]) =>
      x.synonyms.length === y.synonyms.length ? (a > b ? -1 : 1) : y.synonyms.length - x.synonyms.length,
    )
    .map(([, variant]) => variant);
}

/** Everything that live documents say, each marked with the document that counts in its place, if another carries the same text. */
function evidenceOf(live: readonly LivePaper[]): readonly EvidenceRecord[] {
  const said = live.flatMap((paper) => paper.won.evidence.map((item) => ({ paper, item })));
  return said.map(({ paper, item }) => {
    const same = said.filter(
      (other) =>
        other.item.triple.key === item.triple.key &&
        workOf(other.paper.won.document) === workOf(paper.won.document),
    );
    const [counts] = same.sort((a, b) => (publicationOf(a.paper) < publicationOf(b.paper) ? -1 : 1));
    return {
      ...item,
      ...(paper.concern && { concern: true as const }),
      ...(counts?.paper !== paper && counts && { duplicateOf: counts.item.documentId }),
    };
  });
}

/** By date and then by id; what has no date comes last. */
function publicationOf(paper: LivePaper): string {
  return `${publishedBy(paper) ?? "later"} ${paper.won.document.id}`;
}

function publishedBy({ won }: Paper): string | undefined {
  const date = won?.document.publishedAt ?? won?.document.year?.toString();
  return date === undefined ? undefined : lastDayOf(date);
}

function triplesOf(papers: Papers): readonly TripleRecord[] {
  const all = [...papers.values()];
  const evidence = evidenceOf(all.filter(isLive));
  const retracted = all
    .filter(({ status }) => status === "retracted")
    .flatMap(({ won }) => won?.evidence ?? []);
  const triples = new Map(evidence.map(({ triple }) => [triple.key, triple]));
  return [...triples.values()].map((triple) => {
    const own = evidence.filter((item) => item.triple.key === triple.key);
    const counting = own.filter(({ duplicateOf }) => duplicateOf === undefined);
    const years = counting.flatMap(({ year }) => (year === undefined ? [] : [year]));
    const aggregate = {
      ...recount(counting),
      duplicates: own.length - counting.length,
      retracted: retracted.filter((item) => item.triple.key === triple.key).length,
    };
    return {
      ...triple,
      aggregate,
      belief: belief(aggregate),
      documents: counting.length,
      ...(years.length > 0 && { firstYear: Math.min(...years), lastYear: Math.max(...years) }),
    };
  });
}

function recount(evidence: readonly EvidenceRecord[]) {
  const telling = evidence.filter(({ certainty }) => certainty !== "question");
  const affirming = telling.filter(({ polarity }) => polarity === "affirmed");
  const denying = telling.filter(({ polarity }) => polarity === "negated");
  const sum = (items: readonly EvidenceRecord[]) => items.reduce((total, item) => total + micronats(item), 0);
  const years: Record<string, number> = {};
  for (const { year = 0 } of evidence) years[year] = (years[year] ?? 0) + 1;
  return {
    affirmed: affirming.length,
    denied: denying.length,
    hedged: evidence.filter(({ certainty }) => certainty === "hedged").length,
    questions: evidence.length - telling.length,
    concerns: evidence.filter(({ concern }) => concern).length,
    supportMicronats: sum(affirming),
    denialMicronats: sum(denying),
    years,
  };
}

function row(kind: GraphRow["kind"], key: string, value: unknown): GraphRow {
  return { kind, key, value };
}

function placeOf({ kind, key }: GraphRow): string {
  return `${kind} ${key}`;
}
