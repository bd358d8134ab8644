import { reliability } from "../../domain/belief.js";
import type { EvidenceResolvers } from "../generated.js";

/** What is computed from the evidence; its other fields are properties of the value. */
export const evidence: EvidenceResolvers = {
  id: (evidence) => evidence.key,
  reliability,
  concern: (evidence) => evidence.concern ?? false,
  document: (evidence) => ({ id: evidence.documentId }),
  duplicateOf: ({ duplicateOf }) => (duplicateOf === undefined ? null : { id: duplicateOf }),
};
