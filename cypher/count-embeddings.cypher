// Purpose: how many concepts have a vector of their name by an encoder, by others, and none.
// Params: $encoder
// Result: present, others, missing
MATCH (c:Concept)
WHERE c.name IS NOT NULL
RETURN count(CASE c.embeddedBy WHEN $encoder THEN 1 END) AS present,
  count(CASE WHEN c.embeddedBy <> $encoder THEN 1 END) AS others,
  count(CASE WHEN c.embeddedBy IS NULL THEN 1 END) AS missing
