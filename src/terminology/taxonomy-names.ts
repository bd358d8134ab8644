/** Name classes whose names are kept, besides the scientific name. What describes one specimen or a part of a taxon is not. */
export const keptNameClasses: ReadonlySet<string> = new Set([
  "synonym",
  "genbank synonym",
  "equivalent name",
  "common name",
  "genbank common name",
  "acronym",
  "genbank acronym",
  "anamorph",
  "genbank anamorph",
  "teleomorph",
]);

/** Ranks whose Latin names are written with the genus shortened. */
const shortenedRanks = new Set([
  ..."species subspecies varietas forma strain serotype serogroup biotype genotype isolate pathogroup morph".split(
    " ",
  ),
  "forma specialis",
]);
const binomial = /^([A-Z])[a-z]+ ([a-z]{3,}(?: [a-z]{3,})?)$/u;
const strain = /^([A-Z])[a-z]+ ([a-z]{3,} (?!sp\.|x )[^a-z].*)$/u;
/** Names of English words: "Human immunodeficiency virus" is no "H. immunodeficiency virus". */
const english = /virus|viroid|phage\b|satellite|\b(?:sp|cf|aff)\./iu;

/** "Escherichia coli" is also written "E. coli", its strain "E. coli K-12". */
export function shortenedNames(names: readonly string[], rank: string): readonly string[] {
  if (!shortenedRanks.has(rank)) return [];
  return names.flatMap((name) => {
    if (english.test(name)) return [];
    const match = binomial.exec(name) ?? (rank === "species" ? null : strain.exec(name));
    return match ? [`${match[1]}. ${match[2]}`] : [];
  });
}

/** Words by which papers name a species without naming it, as `training/terminology/organisms.py` has them. */
export const wordsInText: ReadonlyMap<number, readonly string[]> = new Map(
  Object.entries({
    9606:
      "patient patients person persons people participant participants subject subjects man men woman women child " +
      "children infant infants boy boys girl girls volunteer volunteers individual individuals adult adults",
    10090: "murine mice mouse",
    10116: "rat rats",
    7955: "zebrafish",
    4932: "yeast",
    9913: "bovine cow cows",
    9986: "rabbit rabbits",
    9823: "porcine pig pigs",
  }).map(([taxon, words]) => [Number(taxon), words.split(" ")]),
);
