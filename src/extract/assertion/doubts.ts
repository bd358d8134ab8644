import type { Wording } from "./wording.js";

const doubts: readonly Omit<Wording, "means">[] = [
  { words: "(?:tend(?:s|ed)? to|(?:a |with a )?trend(?:s|ed)? towards?)", reach: "forward" },
  {
    words:
      "(?:is|are|was|were|been) (?:[a-z]+ly )?(?:thought|believed|considered|hypothesi[sz]ed|postulated|proposed|suggested|suspected|assumed|presumed|said|expected|reported) to(?: be)?",
    reach: "clause",
  },
  { words: "potential(?:ly)?|candidate", reach: "forward" },
  {
    words:
      "could (?:also |possibly |potentially )?(?:be an?|be the|have an?|help|serve|represent|provide|offer|explain)",
    reach: "forward",
  },
  {
    words: "controversial|questionable|debated|disputed|inconclusive|conflicting|equivocal",
    reach: "clause",
  },
  {
    words: "(?:cannot|can not|could not)(?: yet)? be (?:[a-z]+ly )?(?:excluded|ruled out)",
    reach: "clause",
  },
  { words: "(?:insufficient|limited|little|weak|inconsistent|anecdotal) evidence", reach: "forward" },
];

const bystanders: readonly Omit<Wording, "means">[] = [
  { words: "as likely as not|if any", reach: "phrase" },
  // A month, not a doubt.
  { words: "(?:in|since|until|from|by|of|during|between|\\d{1,2}) may(?: \\d{1,4})?", reach: "phrase" },
  {
    words: "action potentials?|membrane potentials?|evoked potentials?|resting potential|potentials",
    reach: "phrase",
  },
];

export const doubtingWordings: readonly Wording[] = [
  ...bystanders.map((wording) => ({ ...wording, means: "nothing" as const })),
  ...doubts.map((wording) => ({ ...wording, means: "doubts" as const })),
];
