// Purpose: what processed the documents, with their number; "" of those that verify marked to be processed again.
// Result: fingerprint, extractor, terminology, documents
MATCH (d:Document)
WHERE d.status IN ['live', 'retracted']
RETURN d.fingerprint AS fingerprint, min(d.extractor) AS extractor, min(d.terminology) AS terminology, count(*) AS documents
ORDER BY documents DESC, fingerprint
