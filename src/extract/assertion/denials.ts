import type { Wording } from "./wording.js";

const not = "(?:not|n['’]t)";
const auxiliary = "(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|ca|wo)";

const findings =
  "(?:association|correlation|relation|relationship|link|effect|influence|impact|evidence|difference|benefit|improvement|efficacy|response|interaction|role|change|protection|signal|support|alteration|increase|decrease|reduction)s?";
const kind = "(?:[a-z]+ ){0,2}";
/** Verbs after which “no change” denies what stands before them as well. */
const finding =
  "(?:show(?:s|ed|n)?|had|has|have|having|was|were|with|demonstrat(?:es|ed)|exhibit(?:s|ed)|reveal(?:s|ed)|found|detected|observed|produced|caused|resulted in|resulting in)";

const denials: readonly Omit<Wording, "means">[] = [
  { words: `(?:no|without(?: any)?) ${kind}${findings}`, reach: "forward" },
  { words: `${finding} no ${kind}${findings}(?! (?:on|upon|of))`, reach: "clause" },
  { words: `(?:lack(?:s|ed|ing)?|absence)(?: of)?(?: an?y?)? ${kind}${findings}`, reach: "forward" },
  { words: "no evidence (?:that|of|for)|against the", reach: "forward" },
  {
    words:
      "unrelated to|unaffected|unchanged|unaltered|(?:remain[a-z]*|was|were|is|are) stable|within (?:the |a )?normal (?:and [a-z]+ )?(?:range|limit)s?",
    reach: "clause",
  },
  { words: "without [a-z]+ing", reach: "forward" },
  { words: `${auxiliary} ?${not} (?:statistically )?significantly`, reach: "forward" },
  {
    words:
      "but not|and not|although not|not with|not by|not in|rather than|instead of|except(?: for)?|with the exception of",
    reach: "phrase",
  },
  {
    words: `(?:was|were|is|are|has been|have been) ${not}(?: [a-z]+ly)? (?:observed|seen|detected|found|noted|evident|present|confirmed|different|significant|apparent|associated|related|altered|affected|changed)`,
    reach: "clause",
  },
  {
    words: "did not (?:[a-z]+ly )?differ|not (?:statistically |[a-z]+ly )?significant|non-?significant",
    reach: "clause",
  },
  {
    words: "(?:was|were|is|are) (?:absent|ineffective|refuted|disproved|ruled out)|ineffective",
    reach: "clause",
  },
];

const bystanders: readonly Omit<Wording, "means">[] = [
  {
    words:
      "not only|not just|not merely|not without|no doubt|not necessarily|not to mention|not least|not uncommon(?:ly)?|not infrequent(?:ly)?|whether or not|if not|not accompanied by|or without",
    reach: "phrase",
  },
  {
    words: "no\\. ?\\d+|gram[- ]negative|irrespective of|regardless of|presence or absence of",
    reach: "phrase",
  },
  // Who was studied, not what was found.
  {
    words: `(?:(?:who|that|which) )?(?:${auxiliary} ?${not}|not|never) (?:been )?(?:receiv[a-z]*|tak(?:e|en|ing)|given|us(?:e|ed|ing)|undergo[a-z]*|treated with|exposed to|on|includ[a-z]*)`,
    reach: "phrase",
  },
  {
    words:
      "(?:patients|subjects|individuals|participants|people|persons|women|men|children|adults|those|controls|mice|rats|animals|cells|volunteers|donors|with and|with or) without",
    reach: "phrase",
  },
  {
    words:
      "(?:no|without)(?: any)? (?:prior |previous |known |family )?history of|no (?:prior|previous|known)|in the absence of|no treatment|without treatment|without prior|without a history of",
    reach: "phrase",
  },
];

export const denyingWordings: readonly Wording[] = [
  ...bystanders.map((wording) => ({ ...wording, means: "nothing" as const })),
  ...denials.map((wording) => ({ ...wording, means: "denies" as const })),
];
