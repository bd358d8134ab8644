import { canonicalHash } from "../domain/canonical-json.js";
import type { Document } from "../domain/document.js";

/** SHA-256 of the whole delivery in canonical JSON: equal hashes mean that nothing at all is new. */
export function contentHashOf(document: Document): string {
  return canonicalHash(document);
}

/**
 * The place of a delivery among all deliveries of its id, as a string that sorts by code units:
 * version, then the date of revision, then the content hash, so that two deliveries never tie unless they are equal.
 * The space between the parts sorts before every digit and hyphen: no date comes before any date, `2019` before `2019-03`.
 *
 * @example revisionOf({ version: 2, revisedAt: "2024-05-01", … }) === "00000002 2024-05-01 9f86d081…"
 */
export function revisionOf(document: Document): string {
  return `${String(document.version).padStart(8, "0")} ${document.revisedAt} ${contentHashOf(document)}`;
}
