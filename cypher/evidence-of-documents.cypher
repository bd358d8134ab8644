// Purpose: a page of what each of some documents says, by the keys of the triples, and how much that is in all.
// Params: $ids, $after (a triple's key), $limit
// Result: id, evidence (list of properties), total
UNWIND $ids AS id
MATCH (d:Document {id: id})
CALL (d) {
  MATCH (d)<-[:FROM]-(e:Evidence)
  WHERE e.triple > $after
  WITH e
  ORDER BY e.triple
  LIMIT $limit
  RETURN collect(e {.*}) AS evidence
}
RETURN id, evidence, COUNT { (d)<-[:FROM]-(:Evidence) } AS total
