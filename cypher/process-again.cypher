// Purpose: take documents for ones that another program processed, so that ingesting them again replaces all that they say.
// Params: $ids
MATCH (d:Document)
WHERE d.id IN $ids
SET d.fingerprint = ''
