import { join } from "node:path";
import type { Evidence } from "../../src/domain/evidence.js";
import { Connection } from "../../src/store/embedded/connection.js";
import { unpackMentionsJson } from "../../src/store/packed-mentions.js";
import { upgradedEvidence } from "../../src/store/upgrade-evidence.js";
import { paper } from "./world.js";

/**
 * Papers as an earlier program could store them: a hedged claim, a denial in the background, one retracted, and one that carries
 * the text of another, which that program counted twice.
 */
const treats = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;
const abstract = `${"A sentence long enough to tell this text from any other text, ".repeat(5)}and its end.`;
export const earlierPapers = [
  paper({ id: "PMID:1", year: 2019, abstract, claims: [{ ...treats, score: 0.8, role: "results" }] }),
  paper({
    id: "PMID:2",
    claims: [{ ...treats, score: 0.6, polarity: "negated", role: "background" }],
  }),
  paper({ id: "PMID:3", claims: [{ ...treats, score: 0.9, certainty: "hedged" }] }),
  paper({ id: "PMID:4", claims: [{ ...treats, score: 0.7, role: "methods" }], retracted: true }),
  paper({ id: "PMID:5", year: 2018, abstract, claims: [{ ...treats, score: 0.7, role: "results" }] }),
];

/** What an earlier program kept of evidence. */
export function earlierEvidence({ cues, sectionWeight, sentences, ...rest }: Evidence): Evidence {
  const kept = sentences.map(({ role, polarity, certainty, cues, ...sentence }) => sentence);
  return { ...rest, sentences: kept } as unknown as Evidence;
}

/** What can be known of the papers after the upgrade: all but the cues, and the names of what processed them. */
export const upgradedPapers = earlierPapers.map(({ extractor, terminology, ...change }) => ({
  ...(change as typeof change & { readonly extractor: string; readonly terminology: string }),
  evidence: change.evidence.map((evidence) => upgradedEvidence(earlierEvidence(evidence))),
}));

/** Puts a store folder's tables back into the layout of version 1, which is all that differs. */
export function earlierLayout(folder: string): void {
  const connection = new Connection(join(folder, "graph.db"), false);
  connection.script(`
    ALTER TABLE evidence RENAME TO later_evidence;
    DROP INDEX evidence_by_triple;
    DROP INDEX evidence_by_document;
    DROP INDEX evidence_by_work;
    CREATE TABLE evidence (
      key TEXT NOT NULL UNIQUE, triple TEXT NOT NULL, document TEXT NOT NULL, rank TEXT NOT NULL, record TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX evidence_by_triple ON evidence (triple, rank);
    CREATE INDEX evidence_by_document ON evidence (document);
    INSERT INTO evidence SELECT key, triple, document, rank, record FROM later_evidence;
    DROP TABLE later_evidence;
    DROP TABLE retracted_evidence;
    DROP TABLE notice;
    CREATE TABLE notice (target TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (target, document)) STRICT, WITHOUT ROWID;
    CREATE INDEX notice_by_document ON notice (document);
    UPDATE triple SET aggregate = json_remove(aggregate, '$.questions', '$.concerns', '$.duplicates', '$.retracted'), belief = 0.9;
    DROP TABLE former_id;
    DROP TABLE concept_parent;
    DROP TABLE journal;
    DROP INDEX mention_by_concept;
    ALTER TABLE mention DROP COLUMN year;
    CREATE INDEX mention_by_concept ON mention (concept);
    DROP INDEX document_by_year;
    DROP INDEX triple_by_ends;
    DROP INDEX triple_by_object_predicate;
    DROP INDEX document_by_fingerprint;
    ALTER TABLE document DROP COLUMN extractor;
    ALTER TABLE document DROP COLUMN terminology;
    DROP INDEX triple_by_contested;
    DROP INDEX triple_by_subject_contested;
    DROP INDEX triple_by_object_contested;
    ALTER TABLE document RENAME COLUMN mentions TO packed_mentions;
    ALTER TABLE document ADD COLUMN mentions TEXT;
    PRAGMA user_version = 1;`);
  for (const { id, packed_mentions: packed } of connection.all("SELECT id, packed_mentions FROM document"))
    connection.run(
      "UPDATE document SET mentions = ? WHERE id = ?",
      unpackMentionsJson(packed as Uint8Array),
      id!,
    );
  connection.script("ALTER TABLE document DROP COLUMN packed_mentions");
  for (const { evidence, document, concepts } of earlierPapers) {
    const earlier = evidence.map(earlierEvidence);
    const withheld = JSON.stringify({ evidence: earlier, concepts });
    if (document.retracted)
      connection.run("UPDATE document SET withheld = ? WHERE id = ?", withheld, document.id);
    for (const item of earlier)
      connection.run("UPDATE evidence SET record = ? WHERE key = ?", JSON.stringify(item), item.key);
  }
  connection.close();
}
