import type { Document, DocumentId } from "../../../domain/document.js";
import type { Evidence } from "../../../domain/evidence.js";
import type { TripleKey } from "../../../domain/triple.js";
import { recount } from "../../standing.js";
import { contributionOf, emptyEntry } from "../../stored-document.js";
import { upgradedEvidence } from "../../upgrade-evidence.js";
import type { Connection, Row } from "../connection.js";
import { countRetracted, loadEvidence } from "../load-evidence.js";
import { loadTriples } from "../load-triples.js";
import { saveEvidence, saveTriple, saveWithheld } from "../save-triples.js";

/** The record comes last: what is summed or filtered stands before it, on the row's first page. */
const worksSchema = /* sql */ `
  DROP TABLE evidence;
  CREATE TABLE evidence (
    key TEXT NOT NULL UNIQUE,
    triple TEXT NOT NULL,
    document TEXT NOT NULL,
    rank TEXT NOT NULL,      -- its place among the evidence of the triple
    work TEXT NOT NULL,      -- what the document is a publication of
    published TEXT,          -- the last day that its date may mean
    concern INTEGER NOT NULL,
    duplicate_of TEXT,       -- the document of the same work that counts in its place
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    year INTEGER NOT NULL,   -- 0 without a year
    micronats INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX evidence_by_triple ON evidence (triple, rank);
  CREATE INDEX evidence_by_work ON evidence (triple, work);
  CREATE INDEX evidence_by_document ON evidence (document);

  -- What retracted documents said; it counts nothing.
  CREATE TABLE retracted_evidence (
    key TEXT NOT NULL UNIQUE,
    triple TEXT NOT NULL,
    document TEXT NOT NULL,
    rank TEXT NOT NULL,
    published TEXT,
    record TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX retracted_evidence_by_triple ON retracted_evidence (triple, rank);
  CREATE INDEX retracted_evidence_by_document ON retracted_evidence (document);

  ALTER TABLE notice RENAME TO earlier_notice;
  CREATE TABLE notice (
    target TEXT NOT NULL,
    document TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('retraction', 'concern')),
    PRIMARY KEY (target, document, kind)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO notice SELECT target, document, 'retraction' FROM earlier_notice;
  DROP TABLE earlier_notice;
  CREATE INDEX notice_by_document ON notice (document);
`;

/**
 * Evidence in today's words (`upgrade-evidence.ts`), in its place among that of its work, that of retracted documents in a table of its own;
 * triples counted anew.
 */
export function placeEvidence(connection: Connection): void {
  connection.script("CREATE TEMP TABLE earlier AS SELECT document, record FROM evidence");
  connection.script("CREATE INDEX temp.earlier_by_document ON earlier (document)");
  connection.script(worksSchema);
  for (const { id } of connection.all("SELECT id FROM document WHERE record IS NOT NULL")) {
    for (const row of connection.all("SELECT * FROM document WHERE id = ?", id!)) restate(connection, row);
  }
  for (const { key } of connection.all("SELECT key FROM triple")) recountTriple(connection, key as TripleKey);
  connection.script("DROP TABLE earlier");
}

function restate(connection: Connection, row: Row): void {
  const withheld =
    row.withheld === null
      ? undefined
      : (JSON.parse(row.withheld as string) as { evidence: Evidence[]; concepts: unknown[] });
  const earlier =
    withheld?.evidence ??
    connection
      .all("SELECT record FROM earlier WHERE document = ?", row.id!)
      .map(({ record }) => JSON.parse(record as string) as Evidence);
  const id = row.id as DocumentId;
  const document = JSON.parse(row.record as string) as Document;
  const delivery = {
    // No earlier program read concerns; whether a notice withholds it stands in its status.
    document: { ...document, retracted: withheld !== undefined },
    revision: row.revision as string,
    contentHash: row.content_hash as string,
    fingerprint: row.fingerprint as string,
    mentions: [],
    concepts: [],
    evidence: earlier.map(upgradedEvidence),
  };
  const { evidence, withheld: kept } = contributionOf({ ...emptyEntry(id), delivery });
  const put = evidence.map((standing) => ({ ...standing, duplicateOf: undefined }));
  saveEvidence(connection, { put, drop: [], move: [] });
  saveWithheld(connection, { put: kept, drop: [] });
  if (withheld) {
    const concepts = JSON.stringify(withheld.concepts);
    connection.run("UPDATE document SET withheld = ? WHERE id = ?", concepts, id);
  }
}

function recountTriple(connection: Connection, key: TripleKey): void {
  const retracted = countRetracted(connection, [key]).get(key) ?? 0;
  const { aggregate, evidence } = recount(loadEvidence(connection, key), retracted);
  const move = evidence.filter(({ duplicateOf }) => duplicateOf !== undefined);
  saveEvidence(connection, { put: [], drop: [], move });
  for (const triple of loadTriples(connection, [key]).values())
    saveTriple(connection, { ...triple, aggregate });
}
