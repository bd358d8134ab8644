// Purpose: what a filter asks of evidence e, each condition under the field that brings it. Those of the given fields stand in the place
//   of EVIDENCE_FILTER in the statements that list and count evidence.
// Params: $evidence, a map of after and before (ranks, both excluded), day (the last day of publication), certainty, minScore, minNovelty, section
// ranks
e.rank > $evidence.after AND e.rank < $evidence.before
// asOf
e.published <= $evidence.day
// certainty
e.certainty = $evidence.certainty
// minScore
e.score >= $evidence.minScore
// minNovelty
e.novelty >= $evidence.minNovelty
// section
e.sentences CONTAINS '"role":"' + $evidence.section + '"'
