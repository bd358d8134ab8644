import { canonicalHash } from "./canonical-json.js";

/**
 * What processed a document, in two parts, so that a change of either is told from a change of both: `extraction` stands for
 * encoder, relation heads and their settings, `linking` for terminology, name encoder and theirs. Each is a hash of the names
 * and versions too, so that equal fingerprints come from equally named parts.
 */
export interface Fingerprint {
  readonly extraction: string;
  readonly linking: string;
}

/** 16 hex digits that change with anything in `parts`. */
export function fingerprintPart(parts: object): string {
  return canonicalHash(parts).slice(0, 16);
}

/**
 * As documents remember it.
 *
 * @example fingerprintText({ extraction: "0f3c…", linking: "9b21…" }) === "0f3c….9b21…"
 */
export function fingerprintText({ extraction, linking }: Fingerprint): string {
  return `${extraction}.${linking}`;
}

/** The inverse of {@link fingerprintText}. What an earlier program wrote is of one part: both are stale then. */
export function fingerprintOf(text: string): Fingerprint {
  const [extraction = "", linking = ""] = text.split(".");
  return { extraction, linking };
}
