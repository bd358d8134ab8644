import { canonicalHash } from "../domain/canonical-json.js";
import type { Document } from "../domain/document.js";

/** SHA-256 of the whole delivery in canonical JSON: equal hashes mean that nothing at all is new. */
export function contentHashOf(document: Document): string {
  return canonicalHash(document);
}

/**
 * The place of a delivery among all deliveries of its id, as a string that sorts by code units:
 * version, then whether it is a full text, then the date of revision, then the content hash, so that two deliveries never tie unless they are equal.
 * The space between the parts sorts before every digit and hyphen: no date comes before any date, `2019` before `2019-03`.
 * The tilde sorts after all of them: of one version a full text (which seldom says when it was revised) is not
 * replaced by the abstract that it holds, whenever that was last touched.
 *
 * @example revisionOf({ version: 2, revisedAt: "2024-05-01", … }) === "00000002 2024-05-01 9f86d081…"
 * @example revisionOf({ version: 2, revisedAt: "2024-05-01", passages: [{ kind: "body", … }], … }) === "00000002 ~2024-05-01 9f86d081…"
 */
export function revisionOf(document: Document): string {
  const full = document.passages.some(({ kind }) => kind === "body") ? "~" : "";
  return `${String(document.version).padStart(8, "0")} ${full}${document.revisedAt} ${contentHashOf(document)}`;
}
