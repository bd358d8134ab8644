/**
 * The graph in tables. Lists and nested values are JSON; what is sorted, joined or counted has a column.
 * Triples are kept without row id, so that each index ends with the key, by which ties are broken.
 */
export const graphSchema = /* sql */ `
  CREATE TABLE document (
    id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL CHECK (status IN ('live', 'retracted', 'deleted')),
    revision TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    mention_count INTEGER NOT NULL,
    record TEXT,   -- the document, unless it was deleted
    mentions TEXT, -- its linked mentions, with reasons and runners-up
    withheld TEXT  -- of a retracted document: {evidence, concepts}
  ) STRICT;
  CREATE INDEX document_by_status ON document (status, mention_count);

  -- Notices in force; the target need not have come yet.
  CREATE TABLE notice (
    target TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (target, document)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX notice_by_document ON notice (document);

  CREATE TABLE concept (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    category TEXT NOT NULL,
    documents INTEGER NOT NULL,
    triples INTEGER NOT NULL,
    variants TEXT NOT NULL -- [{concept, documents}], the shown one first
  ) STRICT;
  CREATE INDEX concept_by_documents ON concept (documents DESC, id);
  CREATE INDEX concept_by_category ON concept (category, documents DESC, id);

  CREATE TABLE concept_name (
    name TEXT NOT NULL, -- in normal form
    concept INTEGER NOT NULL,
    PRIMARY KEY (name, concept)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX concept_name_by_concept ON concept_name (concept);
  CREATE VIRTUAL TABLE concept_trigram USING fts5 (
    names, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
  );

  -- A live document refers to a concept, by mentions or by evidence alone.
  CREATE TABLE mention (
    document TEXT NOT NULL,
    concept TEXT NOT NULL,
    variant TEXT NOT NULL, -- which description of the concept it brought
    spans TEXT NOT NULL,   -- JSON
    PRIMARY KEY (document, concept)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mention_by_concept ON mention (concept);

  CREATE TABLE triple (
    key TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    predicate TEXT NOT NULL,
    object TEXT NOT NULL,
    belief REAL NOT NULL,
    documents INTEGER NOT NULL,
    last_year INTEGER NOT NULL, -- 0 without a year
    aggregate TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX triple_by_belief ON triple (belief DESC);
  CREATE INDEX triple_by_documents ON triple (documents DESC);
  CREATE INDEX triple_by_last_year ON triple (last_year DESC);
  CREATE INDEX triple_by_subject_belief ON triple (subject, belief DESC);
  CREATE INDEX triple_by_subject_documents ON triple (subject, documents DESC);
  CREATE INDEX triple_by_subject_last_year ON triple (subject, last_year DESC);
  CREATE INDEX triple_by_object_belief ON triple (object, belief DESC);
  CREATE INDEX triple_by_object_documents ON triple (object, documents DESC);
  CREATE INDEX triple_by_object_last_year ON triple (object, last_year DESC);

  CREATE TABLE evidence (
    key TEXT NOT NULL UNIQUE,
    triple TEXT NOT NULL,
    document TEXT NOT NULL,
    rank TEXT NOT NULL, -- its place among the evidence of the triple
    record TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX evidence_by_triple ON evidence (triple, rank);
  CREATE INDEX evidence_by_document ON evidence (document);
`;
