/**
 * What each write of a document changed. Positions are given within the writing transaction, of which there is one at a time, so
 * that their order is that of the commits.
 */
export const journalSchema = /* sql */ `
  CREATE TABLE journal (
    position INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,    -- milliseconds since 1970, never falling
    document TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('written', 'withdrawn')),
    appeared TEXT NOT NULL, -- JSON lists of triple keys
    changed TEXT NOT NULL,
    vanished TEXT NOT NULL,
    concepts TEXT NOT NULL  -- JSON list of both ends of all of them
  ) STRICT;
  CREATE INDEX journal_by_at ON journal (at);
`;
