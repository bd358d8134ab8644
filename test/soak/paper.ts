import { type Random, randomFrom } from "../fuzz/engine/random.js";
import type { Subjects } from "./subjects.js";

export interface Section {
  readonly label: "BACKGROUND" | "METHODS" | "RESULTS" | "CONCLUSIONS";
  readonly text: string;
}

export interface Paper {
  readonly number: number;
  readonly pmid: string;
  /** From 1; a later one says other things, on a later day. */
  readonly revision: number;
  readonly title: string;
  readonly sections: readonly Section[];
  readonly year: number;
  /** It is the notice that retracts this one. */
  readonly retracts?: string;
}

/** No PMID is as high yet. */
const firstPmid = 91_000_000;

/** Seldom spoken of are most: the first names oftenest, as in the literature. */
function one(names: readonly string[], random: Random): string {
  return names[Math.floor((random.below(1_000) / 1_000) ** 2 * names.length)]!;
}

/**
 * A made-up paper about concepts that there are, in sentences as abstracts have them: of drugs that help or do not, that do harm or may, of genes.
 * Some affirm what others deny. The same numbers give the same paper.
 */
export function paperOf(subjects: Subjects, number: number, revision = 1): Paper {
  const about = randomFrom(number);
  const [drug, other] = [one(subjects.drugs, about), one(subjects.drugs, about).toLowerCase()];
  const [disease, harm] = [one(subjects.diseases, about), one(subjects.diseases, about)].map((name) =>
    name.toLowerCase(),
  ) as [string, string];
  const gene = one(subjects.genes, about);
  const year = 1995 + about.below(30);
  const random = randomFrom(number * 31 + revision);
  const count = () => 20 + random.below(900);
  const said = (...sentences: readonly string[]) => random.pick(sentences);
  const small = drug.toLowerCase();
  return {
    number,
    pmid: pmidOf(number),
    revision,
    title: `${drug} in patients with ${disease}: follow-up of ${count()} patients.`,
    year,
    sections: [
      {
        label: "BACKGROUND",
        text: said(
          `${drug} has been used to treat ${disease} for years.`,
          `Whether ${small} helps patients with ${disease} is not known.`,
          `${gene} is expressed in patients with ${disease}.`,
        ),
      },
      {
        label: "METHODS",
        text: `We gave ${small} to ${count()} adults with ${disease} at ${2 + random.below(30)} hospitals and followed them for ${3 + random.below(60)} months.`,
      },
      {
        label: "RESULTS",
        text: [
          said(
            `${drug} was effective in the treatment of ${disease} in ${count()} patients.`,
            `Treatment with ${small} improved ${disease} in ${count()} patients.`,
            `${drug} did not improve ${disease} in ${count()} patients.`,
          ),
          said(
            `${drug} caused ${harm} in ${count()} patients.`,
            `${count()} patients developed ${harm} induced by ${small}.`,
            `${drug} was not associated with ${harm}.`,
            `${other[0]!.toUpperCase()}${other.slice(1)} may increase the risk of ${harm}.`,
          ),
          said(
            `${drug} inhibited ${gene} in ${count()} samples.`,
            `Expression of ${gene} was increased in patients with ${disease}.`,
            `The effect of ${small} was stronger in ${count()} patients who also took ${other}.`,
          ),
        ].join(" "),
      },
      {
        label: "CONCLUSIONS",
        text: said(
          `${drug} is an effective treatment of ${disease}.`,
          `${drug} cannot be recommended for ${disease}.`,
          `${drug} may be useful in ${disease}, but ${harm} must be looked for.`,
        ),
      },
    ],
  };
}

/** The notice, a paper of its own, that retracts another. */
export function noticeOf(paper: Paper, number: number): Paper {
  return {
    number,
    pmid: pmidOf(number),
    revision: 1,
    title: `Retraction notice: ${paper.title}`,
    year: 2025,
    sections: [
      {
        label: "CONCLUSIONS",
        text: `The editors retract paper ${paper.pmid} because its figures could not be found again.`,
      },
    ],
    retracts: paper.pmid,
  };
}

function pmidOf(number: number): string {
  return String(firstPmid + number);
}
