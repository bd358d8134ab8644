/**
 * The number of the rules in code by which relations are read: decoding, predicates, assertion, sections. It is part of every
 * document's fingerprint. Raise it with each change by which the same document may say something else, so that `ingest` takes
 * documents anew that it knows.
 */
export const extractionRules = 2;
