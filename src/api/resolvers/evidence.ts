import { reliability } from "../../domain/belief.js";
import type { EvidenceResolvers } from "../generated.js";

/** What is computed from the evidence; its other fields are properties of the value. */
export const evidence: EvidenceResolvers = {
  id: (evidence) => evidence.key,
  reliability,
  document: (evidence) => ({ id: evidence.documentId }),
};
