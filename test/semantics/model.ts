import { belief, micronats } from "../../src/domain/belief.js";
import { canonicalJson } from "../../src/domain/canonical-json.js";
import type { Concept } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import type { DocumentId, DocumentStatus } from "../../src/domain/document.js";
import type { Evidence } from "../../src/domain/evidence.js";
import type { DocumentChange, GraphRow, UpsertChange } from "../../src/domain/graph-store.js";
import type { TripleKey } from "../../src/domain/triple.js";

/**
 * The rules of `docs/graph-semantics.md` said once more, as plainly as can be: all deliveries in, all rows of the graph out,
 * nothing kept in between. It shares no code with the stores, and reads the order of the deliveries for one thing only: of
 * the same delivery processed several times the last counts.
 */
export function graphOf(deliveries: readonly DocumentChange[]): readonly GraphRow[] {
  const papers = papersOf(deliveries);
  const live = [...papers.values()].filter(isLive);
  const rows = [
    ...[...papers].map(([id, paper]) => documentRow(id, paper)),
    ...mentionRows(live),
    ...conceptRows(live),
    ...tripleRows(live.flatMap(({ won }) => won.evidence)),
    ...live.flatMap(({ won }) => won.evidence).map((item): GraphRow => row("evidence", item.key, item)),
  ];
  return rows.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** A document that was delivered or deleted: what won, unless it was deleted. */
interface Paper {
  readonly status: DocumentStatus;
  readonly won?: UpsertChange;
}
type LivePaper = Paper & { readonly won: UpsertChange };

function isLive(paper: Paper): paper is LivePaper {
  return paper.status === "live";
}

function papersOf(deliveries: readonly DocumentChange[]): ReadonlyMap<DocumentId, Paper> {
  const ids = [...new Set(deliveries.map(idOf))];
  const deleted = new Set(deliveries.filter(({ kind }) => kind === "delete").map(idOf));
  const won = new Map<DocumentId, UpsertChange>();
  for (const id of ids) {
    const own = deliveries.filter((change) => change.kind === "upsert" && idOf(change) === id);
    const winner = (own as readonly UpsertChange[]).reduce<UpsertChange | undefined>(
      (best, next) => (best && best.revision > next.revision ? best : next),
      undefined,
    );
    if (winner && !deleted.has(id)) won.set(id, winner);
  }
  const withdrawn = new Set(
    [...won.values()]
      .filter(({ document }) => !document.retracted)
      .flatMap(({ document }) => document.retracts),
  );
  return new Map(
    ids.map((id): [DocumentId, Paper] => {
      const winner = won.get(id);
      if (!winner) return [id, { status: "deleted" }];
      const retracted = winner.document.retracted || withdrawn.has(id);
      return [id, { status: retracted ? "retracted" : "live", won: winner }];
    }),
  );
}

function idOf(change: DocumentChange): DocumentId {
  return change.kind === "delete" ? change.documentId : change.document.id;
}

function documentRow(id: DocumentId, { status, won }: Paper): GraphRow {
  const { revision, contentHash, fingerprint } = won ?? { revision: "", contentHash: "", fingerprint: "" };
  const state = { status, revision, contentHash, fingerprint };
  if (!won) return row("document", id, { state });
  const value = { state, document: won.document, mentions: won.mentions };
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

function tripleRows(evidence: readonly Evidence[]): readonly GraphRow[] {
  const keys: readonly TripleKey[] = [...new Set(evidence.map(({ triple }) => triple.key))];
  return keys.map((key) => {
    const own = evidence.filter(({ triple }) => triple.key === key);
    const years = own.flatMap(({ year }) => (year === undefined ? [] : [year]));
    const aggregate = recount(own);
    return row("triple", key, {
      ...own[0]!.triple,
      aggregate,
      belief: belief(aggregate),
      documents: own.length,
      ...(years.length > 0 && { firstYear: Math.min(...years), lastYear: Math.max(...years) }),
    });
  });
}

function recount(evidence: readonly Evidence[]) {
  const telling = evidence.filter(({ certainty }) => certainty !== "question");
  const affirming = telling.filter(({ polarity }) => polarity === "affirmed");
  const denying = telling.filter(({ polarity }) => polarity === "negated");
  const sum = (items: readonly Evidence[]) => items.reduce((total, item) => total + micronats(item), 0);
  const years: Record<string, number> = {};
  for (const { year = 0 } of evidence) years[year] = (years[year] ?? 0) + 1;
  return {
    affirmed: affirming.length,
    denied: denying.length,
    hedged: evidence.filter(({ certainty }) => certainty === "hedged").length,
    questions: evidence.length - telling.length,
    supportMicronats: sum(affirming),
    denialMicronats: sum(denying),
    years,
  };
}

function row(kind: GraphRow["kind"], key: Curie | DocumentId | string, value: unknown): GraphRow {
  return { kind, key, value };
}

function placeOf({ kind, key }: GraphRow): string {
  return `${kind} ${key}`;
}
