// Purpose: the journal is read from a time on.
CREATE INDEX change_at IF NOT EXISTS FOR (c:Change) ON (c.at)
