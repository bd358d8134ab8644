/**
 * What processed a document, by name, and documents by fingerprint; former ids of concepts, which lead to the concepts that took
 * their place.
 */
export const processingSchema = /* sql */ `
  ALTER TABLE document ADD COLUMN extractor TEXT;   -- missing of documents that an earlier program processed
  ALTER TABLE document ADD COLUMN terminology TEXT;
  CREATE INDEX document_by_fingerprint ON document (fingerprint, id);

  CREATE TABLE former_id (
    id TEXT NOT NULL,
    concept TEXT NOT NULL,
    PRIMARY KEY (id, concept)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX former_id_by_concept ON former_id (concept);
`;
