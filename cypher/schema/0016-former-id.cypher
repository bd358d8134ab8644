// Purpose: one node per former id; also what concurrent changes of its redirects queue at.
CREATE CONSTRAINT former_id IF NOT EXISTS FOR (f:FormerId) REQUIRE f.id IS UNIQUE
