// Purpose: documents by year, the latest first.
CREATE INDEX document_year IF NOT EXISTS FOR (d:Document) ON (d.status, d.year, d.id)
