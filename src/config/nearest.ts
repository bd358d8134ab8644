import { editDistance } from "../store/name-match.js";

/** The one of `known` that somebody who wrote `word` may have meant: at most a third of its letters are wrong. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const most = Math.max(2, Math.floor(word.length / 3));
  const ranked = known
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase(), most) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= most ? best.name : undefined;
}
