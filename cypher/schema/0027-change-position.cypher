// Purpose: a position of the journal is one change.
CREATE CONSTRAINT change_position IF NOT EXISTS FOR (c:Change) REQUIRE c.position IS UNIQUE
