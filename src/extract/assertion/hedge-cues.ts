import type { Cue, Pseudo } from "./cue.js";

const studying =
  "(?:investigat|examin|evaluat|assess|determin|explor|test|study|studi|analys|analyz|clarif|elucidat|compar|characteri[sz]|identif|ascertain|establish|estimat|address)\\p{L}*";

export const hedgeCues: readonly Cue[] = [
  { words: "may|might|could|can possibly|would", scope: "forward", hedges: true },
  { words: "(?:may|might|could) not", scope: "forward", negates: true, hedges: true },
  { words: "may or may not", scope: "forward", hedges: true },
  { words: "suggest(?:s|ed|ing|ive of|ive)?|suggestion", scope: "forward", hedges: true },
  {
    words:
      "appear(?:s|ed|ing)? (?:to|that)|seem(?:s|ed|ing|ingly)?(?: to)?|tend(?:s|ed)? to|a trend toward?s?",
    scope: "forward",
    hedges: true,
  },
  {
    words:
      "possib(?:le|ly|ility)|probabl[ey]|likely|perhaps|maybe|putative(?:ly)?|presumabl[ey]|conceivabl[ey]|plausibl[ey]",
    scope: "forward",
    hedges: true,
  },
  { words: "potential(?:ly)?|candidate", scope: "forward", hedges: true },
  {
    words:
      "hypothesi[sz]\\p{L}*|hypothes[ie]s|hypothetical(?:ly)?|postulat\\p{L}*|speculat\\p{L}*|propos(?:e|es|ed|ing) that|assum(?:e|es|ed|ing)|presumed|suspect(?:ed|s)?",
    scope: "forward",
    hedges: true,
  },
  {
    words:
      "(?:is|are|was|were|been) (?:\\p{L}+ly )?(?:thought|believed|considered|hypothesi[sz]ed|postulated|proposed|suggested|suspected|assumed|presumed|said|expected|reported) to(?: be)?",
    scope: "clause",
    hedges: true,
  },
  { words: "whether|if (?:and how|the|an?|this|these|there)", scope: "forward", hedges: true },
  {
    words:
      "unknown|unclear|uncertain|unresolved|undetermined|controversial|questionable|debated|disputed|inconclusive|conflicting|equivocal",
    scope: "clause",
    hedges: true,
  },
  {
    words:
      "(?:is|are|was|were|has|have|had)(?: not|n['’]t)(?: yet)?(?: been)?(?: \\p{L}+ly)? (?:known|clear|established|elucidated|investigated|studied|determined|clarified|evaluated|examined|understood|tested|explored|explained|settled|proven|certain)",
    scope: "clause",
    hedges: true,
  },
  {
    words: "remains? to be \\p{L}+|(?:cannot|can not|could not) be (?:excluded|ruled out)|not yet|yet to be",
    scope: "clause",
    hedges: true,
  },
  {
    words: "(?:insufficient|limited|little|weak|inconsistent|anecdotal) evidence",
    scope: "forward",
    hedges: true,
  },
  {
    words: `(?:aim|aims|aimed|objective|objectives|purpose|goal|goals|designed|sought|seek|seeks|undertaken|conducted|performed|attempted|intended|in order)(?: of this study| of the study| of this work| of our study)?(?: was| is| were| are)? to(?: ${studying})?`,
    scope: "forward",
    hedges: true,
  },
  {
    words: `(?:we|this study|this paper|this trial|this review|the present study|the current study|here we) (?:have |has |also |further |then |therefore )?${studying}`,
    scope: "forward",
    hedges: true,
  },
  {
    words: `to (?:further |better |fully )?${studying}|(?:investigat|examin|evaluat|assess|explor|measur)ing`,
    scope: "forward",
    hedges: true,
  },
  {
    words:
      "(?:was|were|is|are|has been|have been|being) (?:also |further |then |therefore )?(?:investigated|examined|evaluated|assessed|studied|explored|tested|analysed|analyzed)",
    scope: "clause",
    hedges: true,
  },
  {
    words: "(?:further|more|additional|future) (?:studies|research|work|investigation|investigations|trials)",
    scope: "clause",
    hedges: true,
  },
];

export const pseudoHedges: readonly Pseudo[] = [
  {
    words:
      "as likely as not|if any|to test positive|determined by|assessed by|evaluated by|examined by|studied by",
  },
  // A month, not a doubt.
  { words: "(?:in|since|until|from|by|of|during|between|\\d{1,2}) may(?: \\d{1,4})?" },
  { words: "action potentials?|membrane potentials?|evoked potentials?|resting potential|potentials" },
  {
    words:
      "(?:was|were) (?:tested|assessed|evaluated|examined|analysed|analyzed) (?:by|using|with|in duplicate|in triplicate)",
  },
];
