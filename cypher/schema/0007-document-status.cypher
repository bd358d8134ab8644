// Purpose: counting documents by status.
CREATE INDEX document_status IF NOT EXISTS FOR (d:Document) ON (d.status)
