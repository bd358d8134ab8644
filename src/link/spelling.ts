/**
 * The tables behind {@link normalForm}; `training/linking/normalise.py` holds the same ones, a parity test holds both.
 */

const greekLetters = "αβγδεζηθικλμνξοπρσςτυφχψω";
const greekNames =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon " +
  "phi chi psi omega";

/** English names of the lower-case Greek letters. */
export const greek: ReadonlyMap<string, string> = new Map(
  greekNames.split(" ").map((name, index) => [greekLetters[index]!, name]),
);

/** British to American, applied in order to every occurrence in a word. */
export const american: readonly (readonly [string, string])[] = [
  ["aem", "em"],
  ["oedem", "edem"],
  ["tumour", "tumor"],
  ["oesoph", "esoph"],
  ["paed", "ped"],
  ["rrhoea", "rrhea"],
  ["foet", "fet"],
  ["anaesth", "anesth"],
  ["gynaec", "gynec"],
  ["orthopaed", "orthoped"],
  ["coeliac", "celiac"],
  ["sulph", "sulf"],
  ["colour", "color"],
  ["behaviour", "behavior"],
  ["fibre", "fiber"],
  ["caec", "cec"],
  ["faec", "fec"],
  ["oestr", "estr"],
  ["leucaem", "leukem"],
  ["leucem", "leukem"],
  ["leucocyt", "leukocyt"],
];

/** Roman numerals that are one as a whole word. */
export const roman: ReadonlyMap<string, string> = new Map([
  ["ii", "2"],
  ["iii", "3"],
  ["iv", "4"],
  ["vi", "6"],
  ["vii", "7"],
  ["viii", "8"],
  ["ix", "9"],
]);

/** Roman numerals that are one only after a word of {@link counted}. */
export const romanAfterCounted: ReadonlyMap<string, string> = new Map([
  ["i", "1"],
  ["v", "5"],
  ["x", "10"],
]);

export const counted: ReadonlySet<string> = new Set([
  "type",
  "types",
  "factor",
  "stage",
  "grade",
  "class",
  "group",
  "phase",
  "complex",
  "syndrome",
]);

/** Words that a name may lose without meaning something else. */
export const emptyWords: ReadonlySet<string> = new Set(
  "a an and by due for in of on or s the to with".split(" "),
);
