// Purpose: what counts of the evidence of triples published up to a day, summed; and what does not count.
// Params: $keys, $day
// Result: key, sums (of {polarity, certainty, concern, year, documents, micronats}), duplicates, retracted
UNWIND $keys AS key
CALL (key) {
  MATCH (e:Evidence {triple: key})
  WHERE e.published <= $day AND e.duplicateOf IS NULL
  WITH e.polarity AS polarity, e.certainty AS certainty, coalesce(e.concern, false) AS concern,
    coalesce(e.year, 0) AS year, count(*) AS documents, sum(e.micronats) AS micronats
  RETURN collect({polarity: polarity, certainty: certainty, concern: concern, year: year, documents: documents,
    micronats: micronats}) AS sums
}
RETURN key, sums,
  COUNT { MATCH (e:Evidence {triple: key}) WHERE e.published <= $day AND e.duplicateOf IS NOT NULL } AS duplicates,
  COUNT { MATCH (e:RetractedEvidence {triple: key}) WHERE e.published <= $day } AS retracted
