import type { QueueProgress } from "../../queue/progress.js";

/** How far a queue is, in lines. */
export function progressLines(shown: string, progress: QueueProgress): readonly string[] {
  const { waiting, inHand, done, failedJobs, failedRecords, documents, workers } = progress;
  const total = waiting + inHand + done + failedJobs;
  const share = total === 0 ? "" : ` (${Math.floor((100 * done) / total)} %)`;
  const fingerprints = new Set(workers.map(({ fingerprint }) => fingerprint));
  return [
    `${shown}: ${done} of ${total} jobs done${share}, ${inHand} in hand, ${waiting} waiting.`,
    `${documents} documents; ${paceText(progress)}`,
    ...(failedJobs + failedRecords > 0
      ? [`${failedJobs} jobs and ${failedRecords} records failed for good; litweave queue failed shows them.`]
      : []),
    workers.length === 0 ? "No worker is at work." : `${workers.length} workers:`,
    ...workers.map(
      ({ id, jobs, documents, inHand }) =>
        `  ${id}: ${jobs} jobs, ${documents} documents; now ${inHand.join("; ") || "waiting"}`,
    ),
    ...(fingerprints.size > 1
      ? ["The workers have different models or terminologies; the graph would depend on who took what."]
      : []),
  ];
}

/** For a line of progress. */
export function paceText({ documentsPerSecond, etaSeconds }: QueueProgress): string {
  const pace = `${documentsPerSecond.toFixed(1)} a second`;
  return etaSeconds === undefined ? `${pace}.` : `${pace}, ${durationText(etaSeconds)} to go.`;
}

/** @example durationText(93784) === "1 d 2 h" */
export function durationText(seconds: number): string {
  const units = [
    { name: "d", length: 86_400 },
    { name: "h", length: 3_600 },
    { name: "min", length: 60 },
    { name: "s", length: 1 },
  ] as const;
  const from = units.findIndex(({ length }) => seconds >= length);
  if (from < 0) return "0 s";
  const [large, small] = units.slice(from);
  const count = Math.floor(seconds / large!.length);
  const rest = small ? Math.floor((seconds % large!.length) / small.length) : 0;
  return rest > 0 ? `${count} ${large!.name} ${rest} ${small!.name}` : `${count} ${large!.name}`;
}
