/** The smaller of the numbers of documents that affirm a triple and that deny it. A statement must say it in these words for the indexes to serve it. */
export const contestedValue = "min(aggregate ->> 'affirmed', aggregate ->> 'denied')";

/** Of contested triples alone, which are few: a write of any other costs the comparison. */
export const contestedSchema = /* sql */ `
  CREATE INDEX triple_by_contested ON triple (${contestedValue} DESC) WHERE ${contestedValue} > 0;
  CREATE INDEX triple_by_subject_contested ON triple (subject, ${contestedValue} DESC) WHERE ${contestedValue} > 0;
  CREATE INDEX triple_by_object_contested ON triple (object, ${contestedValue} DESC) WHERE ${contestedValue} > 0;
`;
