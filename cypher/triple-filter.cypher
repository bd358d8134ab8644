// Purpose: what a filter asks of the triple r from s to o, each condition under the field that brings it. Those of the given fields stand in
//   the place of TRIPLE_FILTER in the statements that list, count and break down triples: the fewer, the sooner a statement is planned.
// Params: $minBelief, $maxBelief, $minDocuments, $subject, $object, $subjectCategories, $objectCategories, $otherCategories (of the end
//   that is not $involving), $fromYear and $toYear, $minNovelty, $sections
// minBelief
r.belief >= $minBelief
// maxBelief
r.belief <= $maxBelief
// minDocuments
r.documents >= $minDocuments
// subject
s.id = $subject
// object
o.id = $object
// subjectCategories
s.category IN $subjectCategories
// objectCategories
o.category IN $objectCategories
// otherCategories
CASE s.id WHEN $involving THEN o.category ELSE s.category END IN $otherCategories
// years
any(year IN r.years WHERE year >= $fromYear AND year <= $toYear)
// affirmed
r.affirmed > 0
// denied
r.denied > 0
// contested
r.affirmed > 0 AND r.denied > 0
// asked
r.affirmed = 0 AND r.denied = 0
// hedged
r.affirmed + r.denied > 0 AND r.hedged = r.affirmed + r.denied
// unhedged
r.hedged < r.affirmed + r.denied
// minNovelty
EXISTS { MATCH (e:Evidence {triple: r.key}) WHERE e.duplicateOf IS NULL AND e.novelty >= $minNovelty }
// sections
EXISTS {
  MATCH (e:Evidence {triple: r.key})
  WHERE e.duplicateOf IS NULL AND any(section IN $sections WHERE e.sentences CONTAINS '"role":"' + section + '"')
}
