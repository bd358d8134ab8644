/** A way to write a gene's name that its terminology may have, with the rule that made it. */
export interface GeneReading {
  readonly name: string;
  readonly rule: string;
}

/** Words beside a gene's name that say what it is and are no part of it. */
const before = /^(?:the |human |mouse |murine |rat |wild-type |mutant |recombinant |phospho-|anti-)+/iu;
const after =
  /(?:[\s-](?:genes?|proteins?|mrnas?|transcripts?|mutations?|mutants?|variants?|alleles?|polymorphisms?|locus|loci|promoter|cdna|isoforms?|knockouts?|null|\(?[-+]\/[-+]\)?))+$/iu;

const greek: Readonly<Record<string, string>> = { a: "alpha", b: "beta", g: "gamma", d: "delta", k: "kappa" };

type Rule = readonly [rule: string, apply: (name: string) => string];

/** Applied in this order, each to what the ones before it made. */
const rules: readonly Rule[] = [
  ["gene word", (name) => name.replace(before, "").replace(after, "").trim()],
  // "microRNA-21", "hsa-miR-21-5p", "miRNA21": all are miR-21 in the tables.
  [
    "microRNA",
    (name) =>
      name.replace(/^(?:[a-z]{3}-)?(?:micro-?RNA|miRNA|miR)s?[-\s]?(\d+[a-z]?)(?:-[35]p)?$/iu, "miR-$1"),
  ],
  ["plural", (name) => name.replace(/(?<=[A-Z0-9])s$/u, "")],
  // "HIF-1a", "b-catenin", "TGFb1": a Latin letter that stands for a Greek one.
  [
    "greek letter",
    (name) =>
      name
        .replace(/(?<=[\d-])([abgd])$/u, (letter) => greek[letter]!)
        .replace(/^([abgd])(?=-)/u, (letter) => greek[letter]!)
        .replace(/(?<=[A-Z]{2})([abgdk])(?=\d?$)/u, (letter) => greek[letter]!),
  ],
  // "hTERT", "mGluR5": the species before the symbol.
  ["species prefix", (name) => name.replace(/^[hmr](?=[A-Z][A-Za-z]*[A-Z0-9])/u, "")],
];

/** Further ways to write a gene's name, none of them the name itself. */
export function geneReadings(name: string): readonly GeneReading[] {
  const found: GeneReading[] = [];
  let current = name;
  for (const [rule, apply] of rules) {
    const next = apply(current);
    if (next === "" || next === current) continue;
    found.push({ name: next, rule });
    current = next;
  }
  return found;
}

/** Genes of a range taken for its members, not for numbers far apart. */
const longestRange = 6;

/** "HOXA1-3" names three genes, "S100A8/A9" two: the later ones lack the stem. Empty for other names. */
export function geneRange(name: string): readonly string[] {
  const range = /^(.*?\D)(\d{1,2})\s?[-–]\s?(\d{1,2})$/u.exec(name);
  if (range) {
    const [stem, first, last] = [range[1]!, Number(range[2]), Number(range[3])];
    const count = last - first + 1;
    return count > 1 && count <= longestRange
      ? Array.from({ length: count }, (_, at) => `${stem}${first + at}`)
      : [];
  }
  const pair = /^(.+?)([A-Z]\d{1,2})\/([A-Z]\d{1,2})$/u.exec(name);
  return pair ? [`${pair[1]}${pair[2]}`, `${pair[1]}${pair[3]}`] : [];
}
