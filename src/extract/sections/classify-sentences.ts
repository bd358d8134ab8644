import type { SectionRole } from "../../domain/document.js";
import { featureRows } from "./feature-rows.js";
import { placeFeatures } from "./features.js";
import { roleWeights } from "./role-weights.js";

/** In the order of the columns of the weights. */
const roles = [
  "background",
  "objective",
  "methods",
  "results",
  "conclusions",
] as const satisfies readonly SectionRole[];
/** Sentences on either side whose first scores the second step sees. */
const reach = 3;
/** Least log-probability that the second step is told. */
const floor = -6;

const steps = Int8Array.from(Buffer.from(roleWeights.steps, "base64"));
const context = Float64Array.from(roleWeights.context.flat());
const words = roleWeights.words.split("|");
const rowsOf = featureRows(words);
const placeRows: ReadonlyMap<string, number> = new Map(
  roleWeights.places.map((place, index) => [place, words.length + index]),
);
/** Where the places' rows begin in the second step's inputs: after the sentence itself and its neighbours. */
const placesAt = roles.length + 2 * reach * (roles.length + 1);

/**
 * The roles of the sentences of one abstract that has no labels: two linear steps, trained on abstracts that have.
 * The first scores a sentence by words, pairs of words and place; the second by the first's scores of the sentence and
 * of three on either side, and place (Wolpert 1992, "Stacked generalization"; `training/sections/`).
 *
 * @param texts all sentences of the abstract in order; one alone tells nothing of its place
 */
export function classifySentences(texts: readonly string[]): readonly SectionRole[] {
  return roleScores(texts).map((scores) => roles[scores.indexOf(Math.max(...scores))]!);
}

/** [sentences, roles]: log-probabilities of background, objective, methods, results and conclusions. */
export function roleScores(texts: readonly string[]): readonly (readonly number[])[] {
  const places = texts.map((_, index) => placesOf(index, texts.length));
  const first = texts.map((text, index) => firstScores(rowsOf(text), places[index]!));
  return texts.map((_, index) => secondScores(first, places[index]!, index));
}

/** Rows of the places that the weights know; a long text may have others. */
function placesOf(index: number, count: number): readonly number[] {
  return placeFeatures(index, count).flatMap((place) => placeRows.get(place) ?? []);
}

function firstScores(wordsFound: readonly number[], places: readonly number[]): readonly number[] {
  const sums = new Int32Array(roles.length);
  const add = (row: number) => {
    const at = row * roles.length;
    for (let role = 0; role < roles.length; role += 1) sums[role]! += steps[at + role]!;
  };
  wordsFound.forEach(add);
  places.forEach(add);
  return logSoftmax(roleWeights.bias.map((bias, role) => bias + roleWeights.scale * sums[role]!));
}

/**
 * The inputs stand in the order: the sentence itself, those 3, 2 and 1 before and 1, 2 and 3 after it, each of these with
 * a sixth number that is 1 where there is no such sentence, then the places.
 */
function secondScores(
  first: readonly (readonly number[])[],
  places: readonly number[],
  index: number,
): readonly number[] {
  const sums = [...roleWeights.contextBias];
  const add = (row: number, value: number) => {
    const at = row * roles.length;
    for (let role = 0; role < roles.length; role += 1) sums[role]! += value * context[at + role]!;
  };
  const addScores = (row: number, scores: readonly number[]) => {
    for (let role = 0; role < roles.length; role += 1) add(row + role, Math.max(floor, scores[role]!));
  };
  addScores(0, first[index]!);
  let row = roles.length;
  for (let step = -reach; step <= reach; step += 1) {
    if (step === 0) continue;
    const neighbour = first[index + step];
    if (neighbour) addScores(row, neighbour);
    else add(row + roles.length, 1);
    row += roles.length + 1;
  }
  for (const place of places) add(placesAt + place - words.length, 1);
  return logSoftmax(sums);
}

function logSoftmax(scores: readonly number[]): readonly number[] {
  const most = Math.max(...scores);
  const log = Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
  return scores.map((score) => score - most - log);
}
