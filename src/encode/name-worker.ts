/** The thread in which a name encoder runs, opened at the first task and kept. */
import { workerData } from "piscina";
import { type NameEncoder, openNameEncoder } from "./name-encoder.js";
import type { NameTask, NameThreadData } from "./name-threads.js";
import { failureOf } from "./thread-failure.js";

const { folder } = workerData as NameThreadData;
let opening: Promise<NameEncoder> | undefined;

export default async function work({ names, together }: NameTask): Promise<unknown> {
  try {
    opening ??= openNameEncoder(folder, { device: "cpu", threads: 1 });
    return { value: await (await opening).encode(names, { together }) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
