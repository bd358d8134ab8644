// Purpose: how many triples the graph has. A branch for every predicate's type that is asked for.
// Result: triples, to be added up
MATCH ()-[r:TRIPLE_TYPE]->()
RETURN count(r) AS triples
