// Purpose: the documents under an expression of concern. Holds those alone, since others have no such property.
CREATE INDEX document_concern IF NOT EXISTS FOR (d:Document) ON (d.concern)
