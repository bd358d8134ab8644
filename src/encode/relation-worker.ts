/** The thread in which relation heads run, opened at the first task and kept. */
import { type Answer, failed, handedOver, startedWith } from "../threads/worker.js";
import { openRelationScorer, type RelationScorer } from "./relation-scorer.js";
import type { RelationTask, RelationThreadData } from "./relation-threads.js";

const { folders } = startedWith<RelationThreadData>();
let opening: Promise<readonly RelationScorer[]> | undefined;

export default async function work(task: RelationTask): Promise<unknown> {
  try {
    opening ??= Promise.all(folders.map((folder) => openRelationScorer(folder, { threads: 1 }, folders[0])));
    const scorers = await opening;
    if (task.kind === "open") return { value: null } satisfies Answer<null>;
    const value = await scorers[task.head]!.score(task.question);
    return handedOver(value, [value.logits, value.novelty, value.attention]);
  } catch (error) {
    return failed(error);
  }
}
