/** The thread in which a name encoder runs, opened at the first task and kept. */
import { failed, startedWith } from "../threads/worker.js";
import { type NameEncoder, openNameEncoder } from "./name-encoder.js";
import type { NameTask, NameThreadData } from "./name-threads.js";

const { folder } = startedWith<NameThreadData>();
let opening: Promise<NameEncoder> | undefined;

export default async function work({ names, together }: NameTask): Promise<unknown> {
  try {
    opening ??= openNameEncoder(folder, { device: "cpu", threads: 1 });
    return { value: await (await opening).encode(names, { together }) };
  } catch (error) {
    return failed(error);
  }
}
