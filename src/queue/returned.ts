import type { Queue } from "./connection.js";

/**
 * How often a job was given back without fault: its worker was stopped, or its store was away. The server counts deliveries alone,
 * and a job is not to be given up for what others did.
 */
export async function timesReturned({ jsm, names }: Queue, id: string): Promise<number> {
  const found = await jsm.streams.getMessage(names.returned, { last_by_subj: names.returnedSubject(id) });
  return found ? Number(found.string()) : 0;
}

export async function countReturn(queue: Queue, id: string): Promise<void> {
  const times = await timesReturned(queue, id);
  await queue.js.publish(queue.names.returnedSubject(id), String(times + 1));
}
