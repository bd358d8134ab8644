// Purpose: the documents that were processed alike, in the order of their ids.
CREATE INDEX document_fingerprint IF NOT EXISTS FOR (d:Document) ON (d.fingerprint, d.id)
