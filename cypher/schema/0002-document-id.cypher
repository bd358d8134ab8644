// Purpose: one document per id; also what concurrent deliveries of one document queue at.
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (d:Document) REQUIRE d.id IS UNIQUE
