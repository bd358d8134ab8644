/** What `verify` holds a graph to, in the order in which it is told; docs/operations.md lists the same. */
export const invariants = {
  file: "the database is whole: pages and indexes of the file, or the server's indexes and constraints",
  notice: "the notices in force are those that documents declare",
  status: "a document's status is what its record and the notices against it say",
  key: "a key is the hash of its parts",
  record: "what stands in columns or properties is what the record says, and can be read",
  alignment: "the text of a mention is the document's text at its span",
  reference: "documents, evidence and triples refer to what is there, and to nothing else",
  orphan: "nothing stands without what it rests on",
  aggregate: "counts, years and belief equal a recount",
  index: "a concept is found by all of its names, and by no other",
} as const;

export type Invariant = keyof typeof invariants;
export const invariantNames = Object.keys(invariants) as readonly Invariant[];
