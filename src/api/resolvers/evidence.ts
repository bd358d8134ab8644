import { reliability } from "../../domain/belief.js";
import { LitweaveError } from "../../domain/errors.js";
import type { EvidenceResolvers } from "../generated.js";

/** What is computed from the evidence; its other fields are properties of the value. */
export const evidence: EvidenceResolvers = {
  id: (evidence) => evidence.key,
  async triple({ key, triple }, _args, { loaders }) {
    const found = await loaders.triples.load(triple.key);
    if (found) return found;
    throw new LitweaveError("BAD_STORE", `Evidence ${key} is of a triple that the graph does not hold`, {
      hint: "run `litweave verify --repair` on the store",
    });
  },
  reliability,
  concern: (evidence) => evidence.concern ?? false,
  document: (evidence) => ({ id: evidence.documentId }),
  duplicateOf: ({ duplicateOf }) => (duplicateOf === undefined ? null : { id: duplicateOf }),
};
