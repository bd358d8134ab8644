import type { DocumentId } from "../domain/document.js";
import { RecordError } from "./failure.js";

/**
 * A document's id as sources write it: `123` is a PMID, `PMC123` an article of PubMed Central, `PREFIX:local` stands as it
 * is, any other word gets the prefix `text`.
 *
 * @throws RecordError when there is none or it holds white space
 */
export function documentIdOf(given: unknown): DocumentId {
  const id = typeof given === "number" ? String(given) : given;
  if (typeof id !== "string" || id === "") throw new RecordError("the record has no id", { field: "id" });
  if (/\s/.test(id))
    throw new RecordError(`“${id}” is no document id: it holds white space`, { field: "id" });
  if (/^\d+$/.test(id)) return `PMID:${id}`;
  if (/^PMC\d+$/.test(id)) return `PMC:${id}`;
  return /^[^:]+:./.test(id) ? (id as DocumentId) : `text:${id}`;
}
