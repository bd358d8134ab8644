/** Longest delay of a timer of Node's; beyond it there is none. */
const longestTimerMs = 2 ** 31 - 1;

/** Calls `end` once work may take no longer; gives what calls that off. */
export function deadline(ms: number, end: () => void): () => void {
  const timer = setTimeout(end, Math.min(Math.max(ms, 0), longestTimerMs));
  timer.unref();
  return () => clearTimeout(timer);
}
