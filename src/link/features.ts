import type { Category } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { RankedHit } from "./choose.js";
import { detached } from "./detached.js";
import type { DocumentContext } from "./document-context.js";
import { leastRecent } from "./least-recent.js";
import { normalForm } from "./normal-form.js";
import { noEvidence, speciesEvidence } from "./species-evidence.js";

/** What speaks for a candidate, in the order of {@link featuresOf}. The names stand in the name encoder's manifest beside their weights. */
export const featureNames = [
  "likeness",
  "dense",
  "noDense",
  "sparse",
  "sameForm",
  "sameKey",
  "preferred",
  "preferredSame",
  "own",
  "sameSpelling",
  "sameCase",
  "names",
  "laidOver",
  "laidOverSame",
  "otherAuthority",
  "supplementary",
  "overlap",
  "missingWords",
  "extraWords",
  "numbersDiffer",
  "numberAdded",
  "firstMember",
  "lengthRatio",
  "sameHead",
  "sameStart",
  "chosenReading",
  "asWritten",
  "named",
  "ancestorOfNamed",
  "descendantOfNamed",
  "siblingOfNamed",
  "ancestorOfRival",
  "prior",
  "echoes",
  "human",
  "speciesBefore",
  "speciesAfter",
  "speciesSentence",
  "speciesLatest",
  "speciesDocument",
  "speciesMain",
  "speciesTitle",
  "speciesName",
  "speciesUnsaid",
] as const;

/** What speaks for no candidate at all, in the order of {@link nilFeaturesOf}. */
export const nilFeatureNames = ["bias", "likeness", "sparse", "unlike", "short", "words"] as const;

/** What the features of a candidate are taken from. */
export interface Contest {
  readonly category: Category;
  readonly context: DocumentContext;
  /** Where the mention begins, and all places where the document has the same wording. */
  readonly at: number;
  readonly places: readonly number[];
  /** Broader concepts, the nearest first. */
  ancestorsOf(id: Curie): readonly Curie[];
  /** Those of the concepts that the document names. */
  readonly ancestorsOfNamed: ReadonlySet<Curie>;
  readonly parentsOfNamed: ReadonlySet<Curie>;
  /** How often a concept is met, from the training corpora. */
  priorOf(id: Curie): number;
  /** How many wordings of the document are names of a concept. */
  wordingsOf(id: Curie): number;
}

/** A candidate with the name that was looked up for it. */
export interface Contestant extends RankedHit {
  readonly asked: string;
  /** The name is the one by which the mention was read. */
  readonly chosen: boolean;
  readonly asWritten: boolean;
}

const spelledNumbers = /\d+/gu;

function wordsOf(form: string): readonly string[] {
  return form === "" ? [] : form.split(" ");
}

function numbersOf(form: string): string {
  return [...form.matchAll(spelledNumbers)]
    .map(([digits]) => digits)
    .sort()
    .join(" ");
}

/** "ABc-1" → "AAa": capitals and small letters alone. */
function caseOf(text: string): string {
  return text
    .replace(/[^\p{L}]/gu, "")
    .replace(/\p{Lu}/gu, "A")
    .replace(/\p{Ll}/gu, "a");
}

interface Wording {
  readonly form: string;
  readonly words: readonly string[];
  readonly numbers: string;
  readonly letterCase: string;
}

/** Names are compared with many: the one that is looked up with each of its candidates, a concept's with whatever is like it. */
const wordings = leastRecent<Wording>(8_192);

function wordingOf(text: string): Wording {
  const known = wordings.get(text);
  if (known) return known;
  const own = detached(text);
  const form = normalForm(own);
  const wording = { form, words: wordsOf(form), numbers: numbersOf(form), letterCase: caseOf(own) };
  wordings.set(own, wording);
  return wording;
}

/** How many of {@link featureNames} {@link ofWording} gives. */
export const wordingFeatures = featureNames.indexOf("chosenReading");

/** The first of {@link featureNames}, those that no document changes. */
export function ofWording(hit: Contestant): readonly number[] {
  const asked = wordingOf(hit.asked);
  const own = wordingOf(hit.matchedName);
  const shared = asked.words.filter((word) => own.words.includes(word)).length;
  const all = new Set([...asked.words, ...own.words]).size;
  const extra = own.words.filter((word) => !asked.words.includes(word));
  const same = Number(hit.exact > 0);
  return [
    hit.likeness,
    hit.dense ?? 0,
    Number(hit.dense === undefined),
    hit.sparse,
    Number(hit.exact === 1),
    Number(hit.exact > 0 && hit.exact < 1),
    Number(hit.preferred),
    Number(hit.preferred) * same,
    Number(hit.own),
    Number(hit.sameSpelling),
    Number(own.letterCase === asked.letterCase),
    Math.log1p(hit.nameCount) / 4,
    Number(hit.laidOver),
    Number(hit.laidOver) * same,
    Number(!(hit.id.startsWith("MESH:") || hit.id.startsWith("NCBI"))),
    Number(hit.id.startsWith("MESH:C")),
    all === 0 ? 0 : shared / all,
    asked.words.length === 0 ? 0 : 1 - shared / asked.words.length,
    own.words.length === 0 ? 0 : extra.length / own.words.length,
    Number(asked.numbers !== own.numbers && asked.numbers !== "" && own.numbers !== ""),
    Number(asked.numbers === "" && own.numbers !== ""),
    Number(asked.numbers === "" && (own.numbers === "1" || /(?:^|\s)(?:a|alpha)$/u.test(extra.join(" ")))),
    Math.abs(Math.log((own.form.length + 1) / (asked.form.length + 1))),
    Number(asked.words.at(-1) === own.words.at(-1)),
    Number(own.form.startsWith(asked.form) || asked.form.startsWith(own.form)),
  ];
}

function meets(a: readonly Curie[], b: ReadonlySet<Curie>): boolean {
  for (const id of a) if (b.has(id)) return true;
  return false;
}

const noAncestors: readonly Curie[] = [];

/** Rivals looked at for being narrower. */
const rivals = 6;

/** The features of candidates, [candidates, {@link featureNames}]. */
export function featuresOf(
  contestants: readonly Contestant[],
  contest: Contest,
): readonly (readonly number[])[] {
  const rest = inDocument(contestants, contest);
  return contestants.map((hit, place) => [...ofWording(hit), ...rest[place]!]);
}

/** Those features that follow on the ones {@link ofWording}. */
export function inDocument(
  contestants: readonly Contestant[],
  contest: Contest,
): readonly (readonly number[])[] {
  const { category, context, at, places } = contest;
  const gene = category === "Gene";
  const tree = category === "Disease" || category === "ChemicalEntity";
  const ofRivals = new Set(
    tree ? contestants.slice(0, rivals).flatMap(({ id }) => contest.ancestorsOf(id)) : noAncestors,
  );
  return contestants.map((hit) => {
    const named = context.named.has(hit.id);
    const ancestors = tree && !named ? contest.ancestorsOf(hit.id) : noAncestors;
    const species = gene ? speciesEvidence(context, hit.taxon, at, places) : noEvidence;
    return [
      Number(hit.chosen),
      Number(hit.asWritten),
      Number(named),
      Number(!named && contest.ancestorsOfNamed.has(hit.id)),
      Number(meets(ancestors, context.named)),
      Number(meets(ancestors, contest.parentsOfNamed)),
      Number(ofRivals.has(hit.id)),
      contest.priorOf(hit.id),
      Math.log1p(Math.max(0, contest.wordingsOf(hit.id) - 1)),
      Number(hit.taxon === 9606),
      species.before,
      species.after,
      species.sentence,
      species.latest,
      species.document,
      species.main,
      species.title,
      species.name,
      species.unsaid,
    ];
  });
}

/** The features of there being no right candidate, {@link nilFeatureNames}. */
export function nilFeaturesOf(contestants: readonly Contestant[], mention: string): readonly number[] {
  const best = Math.max(0, ...contestants.map(({ likeness }) => likeness));
  const { words } = wordingOf(mention);
  return [
    1,
    best,
    Math.max(0, ...contestants.map(({ sparse }) => sparse)),
    Number(best < 0.8),
    Number(/^\S{1,5}$/u.test(mention) && /\p{Lu}/u.test(mention)),
    Math.log1p(words.length) / 2,
  ];
}
