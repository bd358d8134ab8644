// Purpose: one record of the schema, however many processes make it at once.
CREATE CONSTRAINT litweave_schema_id IF NOT EXISTS FOR (s:LitweaveSchema) REQUIRE s.id IS UNIQUE
