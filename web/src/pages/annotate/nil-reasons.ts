import type { NilReason } from "../../api/generated.js";

export const nilReasons: Readonly<Record<NilReason, string>> = {
  no_candidate: "No name of the terminology resembles it.",
  below_threshold: "The best candidate is not good enough.",
  ambiguous: "The best candidates are equally good, and nothing in the text decides between them.",
  type_not_covered: "The terminology has no concepts of its kind under such a name.",
};
