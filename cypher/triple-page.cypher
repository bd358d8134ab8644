// Purpose: a page of the triples that an entrance finds, greatest first, each with what comes along.
// Params: $limit; those of the entrance and of triple-company
// Result: triple (TRIPLE_VALUES), type, subject, object; the columns of triple-company that are asked for
CALL () {
TRIPLE_ENTRANCE
}
WITH r, s, o
ORDER BY SORT_VALUE DESC, r.key
LIMIT $limit
RETURN TRIPLE_VALUES AS triple, type(r) AS type, s.id AS subject, o.id AS object TRIPLE_COMPANY
