import type { EvidenceResolvers } from "../generated.js";

export const evidence: EvidenceResolvers = {
  id: (evidence) => evidence.key,
  document: (evidence) => ({ id: evidence.documentId }),
};
