// Purpose: one relationship per triple, found without touching the concepts it joins. Run for every predicate's type.
CREATE CONSTRAINT triple_key_TRIPLE_TYPE IF NOT EXISTS FOR ()-[r:TRIPLE_TYPE]-() REQUIRE r.key IS UNIQUE
