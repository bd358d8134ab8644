// Purpose: the whole graph listed by belief. Run for every predicate's type.
CREATE INDEX triple_belief_TRIPLE_TYPE IF NOT EXISTS FOR ()-[r:TRIPLE_TYPE]-() ON (r.belief)
