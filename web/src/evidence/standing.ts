import type { EvidenceFieldsFragment } from "../api/generated.js";

interface Standing {
  readonly kind: "affirmed" | "denied" | "questions" | "retracted" | "duplicate";
  readonly glyph: string;
  readonly says: string;
}

/** On which side a paper stands, and how firmly, in words. */
export function standing({
  polarity,
  certainty,
  duplicateOf,
  document,
}: Pick<EvidenceFieldsFragment, "polarity" | "certainty" | "duplicateOf"> & {
  readonly document: Pick<EvidenceFieldsFragment["document"], "status">;
}): Standing {
  const side = polarity === "affirmed" ? "affirms" : "denies";
  if (document.status === "retracted")
    return { kind: "retracted", glyph: "⊘", says: `Retracted; it ${side} it, and does not count` };
  if (duplicateOf) return { kind: "duplicate", glyph: "⧉", says: `Republished; it ${side} it` };
  if (certainty === "question") return { kind: "questions", glyph: "?", says: "Only asks" };
  const firmness = certainty === "hedged" ? ", with a hedge" : "";
  return polarity === "affirmed"
    ? { kind: "affirmed", glyph: "●", says: `Affirms${firmness}` }
    : { kind: "denied", glyph: "✕", says: `Denies${firmness}` };
}
