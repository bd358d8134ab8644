// Purpose: evidence that is not from a live document.
// Result: key, document
MATCH (e:Evidence)
WHERE NOT EXISTS { (e)-[:FROM]->(:Document {status: 'live'}) }
RETURN e.key AS key, e.document AS document
