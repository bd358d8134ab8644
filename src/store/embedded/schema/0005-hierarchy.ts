import type { Connection } from "../connection.js";

/** A document's year, as its index has it: 0 without one, and where the record is damaged, which must not keep a store from being opened. */
export const documentYear = "iif(json_valid(record), coalesce(json_extract(record, '$.year'), 0), 0)";

/**
 * From a broader concept to the narrower ones; which documents mention a concept, by year; triples by both of their ends. The year stands
 * beside each mention, so that an index alone answers what mentions a concept in order: it is the document's, kept by whoever writes that.
 */
const hierarchySchema = /* sql */ `
  CREATE TABLE concept_parent (
    parent TEXT NOT NULL,     -- whether or not the graph holds it
    concept INTEGER NOT NULL, -- number of the concept directly below
    PRIMARY KEY (parent, concept)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX concept_parent_by_concept ON concept_parent (concept);
  INSERT OR IGNORE INTO concept_parent (parent, concept)
    SELECT parent.value, concept.number
    FROM concept, json_each(concept.variants, '$[0].concept.parents') AS parent;

  CREATE INDEX document_by_year ON document (status, ${documentYear} DESC, id DESC);

  -- Each document is read once, however many concepts it mentions.
  CREATE TEMP TABLE document_year (id TEXT NOT NULL PRIMARY KEY, year INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO document_year (id, year)
    SELECT id, ${documentYear} FROM document INDEXED BY document_by_year
    WHERE status IN ('live', 'retracted', 'deleted');
  ALTER TABLE mention ADD COLUMN year INTEGER NOT NULL DEFAULT 0; -- 0 without a year
  DROP INDEX mention_by_concept;
  UPDATE mention SET year = coalesce((SELECT year FROM document_year WHERE id = mention.document), 0);
  CREATE INDEX mention_by_concept ON mention (concept, year DESC, document DESC);
  DROP TABLE document_year;

  CREATE INDEX triple_by_ends ON triple (subject, object, predicate);
  CREATE INDEX triple_by_object_predicate ON triple (object, predicate);
`;

export function keepHierarchy(connection: Connection): void {
  connection.script(hierarchySchema);
}
