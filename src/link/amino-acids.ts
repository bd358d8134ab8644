/** One-letter codes by three-letter code and by name, lower case. */
const table = `ala A alanine
arg R arginine
asn N asparagine
asp D aspartate aspartic
cys C cysteine
gln Q glutamine
glu E glutamate glutamic
gly G glycine
his H histidine
ile I isoleucine
leu L leucine
lys K lysine
met M methionine
phe F phenylalanine
pro P proline
ser S serine
thr T threonine
trp W tryptophan
tyr Y tyrosine
val V valine
ter * stop termination`;

const codes = new Map<string, string>();
for (const row of table.split("\n")) {
  const [three, one, ...names] = row.split(" ") as [string, string, ...string[]];
  for (const word of [three, ...names]) codes.set(word, one);
}
codes.set("x", "*").set("*", "*");

/** The one-letter code of an amino acid written in any way, `*` for a stop; undefined when it is none. */
export function aminoAcid(text: string): string | undefined {
  const word = text.toLowerCase();
  if (/^[acdefghiklmnpqrstvwy]$/u.test(word)) return word.toUpperCase();
  return codes.get(word);
}

/** A pattern for every way of writing one, longest first: names with "acid", three letters, one letter. */
export const aminoAcidPattern = `(?:${[...codes.keys()]
  .filter((word) => word.length > 1)
  .sort((a, b) => b.length - a.length)
  .join("|")})(?:\\s+acid)?`;
