// Purpose: what a filter asks of evidence e, each condition under the field that brings it. Those of the given fields stand in the place
//   of EVIDENCE_FILTER in the statements that list and count evidence.
// Params: $after and $before (ranks, both excluded), $day (the last day of publication), $certainty, $minScore, $minNovelty, $section
// ranks
e.rank > $after AND e.rank < $before
// asOf
e.published <= $day
// certainty
e.certainty = $certainty
// minScore
e.score >= $minScore
// minNovelty
e.novelty >= $minNovelty
// section
e.sentences CONTAINS '"role":"' + $section + '"'
