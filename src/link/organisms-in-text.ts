import type { OrganismMention } from "./document-context.js";

/**
 * Words that say of which species a text is, after the rules of SR4GN (Wei et al. 2012, "SR4GN: a species recognition
 * software tool for gene normalization"): names, words for people, strains, and the commonest cell lines.
 */
const words: readonly (readonly [number, RegExp])[] = [
  [
    9606,
    /\b(?:humans?|homo sapiens|patients?|probands?|wom[ae]n|men|child(?:ren)?|infants?|neonates?|newborns?|girls?|boys?|volunteers?|participants?|families|individuals?|Caucasians?)\b|\b(?:HeLa|HEK-?\s?293\w*|293T|MCF-?7|MDA-MB-\d+|HepG2|Huh-?7|HCT-?116|HL-?60|THP-?1|U937|K562|Jurkat|A549|SH-SY5Y|HUVECs?|LNCaP|Caco-?2|U2OS|SW480|HT-?29)\b/giu,
  ],
  [
    10090,
    /\b(?:mice|mouse|murine|mus musculus|BALB\/?c|C57BL(?:\/\w+)?|MEFs?|NIH-?\s?3T3|3T3-?L1|RAW\s?264\.7|C2C12|Neuro-?2a)\b/giu,
  ],
  [
    10116,
    /\b(?:rats?|rattus norvegicus|Sprague[- ]Dawley|Wistar|PC-?12|H9c2|INS-1E?|NRK(?:-\w+)?|IEC-6)\b/giu,
  ],
  [7955, /\b(?:zebrafish|danio rerio)\b/giu],
  [7227, /\b(?:drosophila|D\. melanogaster|fruit fl(?:y|ies))\b/giu],
  [6239, /\b(?:caenorhabditis elegans|C\. elegans)\b/giu],
  [4932, /\b(?:saccharomyces cerevisiae|S\. cerevisiae|budding yeast|yeast)\b/giu],
];

/** "homolog (S. cerevisiae)", "homologue of the Drosophila gene": part of a gene's name. */
const homologOf = /\bhomolog(?:ue)?s?,?\s+(?:of\s+)?(?:the\s+)?\(?$/iu;
const longestHomologOf = 30;

/** Whether the species at a place is the one that a gene is like, not the one it is of. */
export function isLikened(text: string, at: number): boolean {
  return homologOf.test(text.slice(Math.max(0, at - longestHomologOf), at));
}

/** Species that the words of a text imply, in order of their places (UTF-16). */
export function organismsInText(text: string): readonly OrganismMention[] {
  return words
    .flatMap(([taxon, pattern]) => [...text.matchAll(pattern)].map(({ index }) => ({ at: index, taxon })))
    .filter(({ at }) => !isLikened(text, at))
    .sort((a, b) => a.at - b.at);
}
