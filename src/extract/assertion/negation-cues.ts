import type { Cue, Pseudo } from "./cue.js";

const not = "(?:not|n['’]t)";
const auxiliary = "(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|ca|wo)";
/** “did not significantly”, “was not clearly” */
const denies = `(?:${auxiliary} ?${not}|cannot|never|neither|nor|no longer|fail(?:s|ed)? to|failing to|failure to|(?:was|were|is|are) unable to|unable to|without)`;
const adverb = "(?: (?:be|been|\\p{L}+ly|further|either|also|only|even|appear to|seem to))?";

/** What a treatment does to a disease, and what a cause does. */
const lowering =
  "(?:reduc\\p{L}*|decreas\\p{L}*|lower\\p{L}*|prevent\\p{L}*|attenuat\\p{L}*|inhibit\\p{L}*|protect\\p{L}*|ameliorat\\p{L}*|alleviat\\p{L}*|improv\\p{L}*|suppress\\p{L}*|block\\p{L}*|abolish\\p{L}*|revers\\p{L}*|benefit\\p{L}*)";
const raising =
  "(?:increas\\p{L}*|rais\\p{L}*|elevat\\p{L}*|worsen\\p{L}*|exacerbat\\p{L}*|aggravat\\p{L}*|induc\\p{L}*|caus\\p{L}*|provok\\p{L}*|trigger\\p{L}*|promot\\p{L}*|enhanc\\p{L}*)";

const findings =
  "(?:association|correlation|relation|relationship|link|effect|influence|impact|evidence|difference|benefit|improvement|efficacy|response|interaction|role|change|protection|signal|support)s?";
const kind = "(?:\\p{L}+ ){0,2}";
/** Verbs after which “no change” denies what stands before them as well. */
const finding =
  "(?:show(?:s|ed|n)?|had|has|have|was|were|with|demonstrat(?:es|ed)|exhibit(?:s|ed)|reveal(?:s|ed)|found|detected|observed|produced|caused|resulted in|resulting in)";

const treating = ["treats", "negatively_correlated_with"] as const;
const causing = ["causes", "positively_correlated_with"] as const;

export const negationCues: readonly Cue[] = [
  { words: `${denies}${adverb} ${raising}`, scope: "forward", negates: true, spares: treating },
  { words: `${denies}${adverb} ${lowering}`, scope: "forward", negates: true, spares: causing },
  {
    words: `no ${kind}(?:increase|elevation|rise|worsening)s?`,
    scope: "forward",
    negates: true,
    spares: treating,
  },
  {
    words: `no ${kind}(?:reduction|decrease|decline|fall)s?`,
    scope: "forward",
    negates: true,
    spares: causing,
  },
  { words: `(?:no|without(?: any)?) ${kind}${findings}`, scope: "forward", negates: true },
  { words: `${finding} no ${kind}${findings}(?! (?:on|upon|of))`, scope: "clause", negates: true },
  {
    words: `(?:lack(?:s|ed|ing)?|absence)(?: of)?(?: an?y?)? ${kind}${findings}`,
    scope: "forward",
    negates: true,
  },
  { words: `${auxiliary} ?${not}`, scope: "forward", negates: true },
  { words: "cannot|never|neither|nor|no longer", scope: "forward", negates: true },
  { words: "not", scope: "forward", negates: true },
  { words: "fail(?:s|ed|ing)? to|failure to|unable to|inability to", scope: "forward", negates: true },
  { words: "no evidence (?:that|of|for)|against the", scope: "forward", negates: true },
  {
    words:
      "unrelated to|unaffected|unchanged|unaltered|within (?:the |a )?normal (?:and \\p{L}+ )?(?:range|limit)s?",
    scope: "clause",
    negates: true,
  },
  { words: "no|without|lack of|absence of|devoid of|free of|independent of", scope: "phrase", negates: true },
  { words: "without \\p{L}+ing", scope: "forward", negates: true },
  {
    words: "but not|and not|although not|not with|not by|not in",
    scope: "phrase",
    either: true,
    negates: true,
  },
  {
    words: `(?:was|were|is|are|has been|have been) ${not}(?: \\p{L}+ly)? (?:observed|seen|detected|found|noted|evident|present|confirmed|different|significant|apparent|associated|related|altered|affected|changed)`,
    scope: "clause",
    negates: true,
  },
  {
    words: "did not (?:\\p{L}+ly )?differ|not (?:statistically |\\p{L}+ly )?significant|non-?significant",
    scope: "clause",
    negates: true,
  },
  {
    words: "(?:was|were|is|are) (?:absent|ineffective|refuted|disproved|ruled out)|ineffective",
    scope: "clause",
    negates: true,
  },
];

export const pseudoNegations: readonly Pseudo[] = [
  {
    words:
      "not only|not just|not merely|not without|no doubt|not necessarily|not to mention|not least|whether or not|if not",
  },
  { words: "no\\. ?\\d+|gram[- ]negative|irrespective of|regardless of|presence or absence of" },
  // Who was studied, not what was found.
  {
    words: `(?:(?:who|that|which) )?(?:${auxiliary} ?${not}|not|never) (?:been )?(?:receiv\\p{L}*|tak(?:e|en|ing)|given|us(?:e|ed|ing)|undergo\\p{L}*|treated with|exposed to|on|includ\\p{L}*)`,
  },
  {
    words:
      "(?:patients|subjects|individuals|participants|people|persons|women|men|children|adults|those|controls|mice|rats|animals|cells|volunteers|donors|with and|with or) without",
  },
  {
    words:
      "(?:no|without)(?: any)? (?:prior |previous |known |family )?history of|no (?:prior|previous|known)",
  },
  { words: "in the absence of|no treatment|without treatment|without prior|without a history of" },
];
