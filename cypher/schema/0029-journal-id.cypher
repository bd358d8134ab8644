// Purpose: there is one counter of the journal, also when several writers make it at once.
CREATE CONSTRAINT journal_id IF NOT EXISTS FOR (j:Journal) REQUIRE j.id IS UNIQUE
