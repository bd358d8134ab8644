// Purpose: how much there is of everything but triples.
// Result: documents (live), retracted, deleted, concepts, evidence, mentions (of live documents)
RETURN COUNT { (d:Document {status: 'live'}) } AS documents,
  COUNT { (d:Document {status: 'retracted'}) } AS retracted,
  COUNT { (d:Document {status: 'deleted'}) } AS deleted,
  COUNT { (c:Concept) } AS concepts,
  COUNT { (e:Evidence) } AS evidence,
  COLLECT { MATCH (d:Document {status: 'live'}) RETURN coalesce(sum(d.mentionCount), 0) }[0] AS mentions
