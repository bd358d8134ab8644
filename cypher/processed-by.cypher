// Purpose: what processed the documents, with their number. Deleted documents have no fingerprint.
// Result: fingerprint, extractor, terminology, documents
MATCH (d:Document)
WHERE d.fingerprint > ''
RETURN d.fingerprint AS fingerprint, min(d.extractor) AS extractor, min(d.terminology) AS terminology, count(*) AS documents
ORDER BY documents DESC, fingerprint
