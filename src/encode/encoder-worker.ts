/** The thread in which an encoder runs: one {@link WindowEncoder}, opened at the first task and kept. */
import { failed, handedOver, startedWith } from "../threads/worker.js";
import type { Task, ThreadData } from "./encoder-threads.js";
import { openWindowEncoder, type WindowEncoder } from "./window-encoder.js";

const { folder, options } = startedWith<ThreadData>();
const lines: string[] = [];
let opening: Promise<WindowEncoder> | undefined;

export default async function work(task: Task): Promise<unknown> {
  try {
    opening ??= openWindowEncoder(folder, { ...options, log: (line) => lines.push(line) });
    return await answer(await opening, task);
  } catch (error) {
    return failed(error);
  }
}

async function answer(encoder: WindowEncoder, task: Task): Promise<unknown> {
  switch (task.kind) {
    case "open":
      return { value: { device: encoder.device, lines } };
    case "tokenise": {
      const value = encoder.tokenise(task.text);
      const { tokens, features } = value;
      return handedOver(value, [tokens.ids, tokens.starts, tokens.ends, ...(features ? [features] : [])]);
    }
    case "infer": {
      const value = await encoder.infer(task.windows);
      return handedOver(
        value,
        value.flatMap(({ tagLogits, hidden }) => [tagLogits, hidden]),
      );
    }
    case "occlude": {
      const value = await encoder.occlude(task.occlusion);
      return handedOver(value, value);
    }
  }
}
