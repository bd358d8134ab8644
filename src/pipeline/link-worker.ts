/** The thread in which documents are linked: a linker and its name encoder, opened at the first task and kept. */
import { openNameEncoder } from "../encode/name-encoder.js";
import type { DocumentMentions, Linker } from "../link/linker.js";
import { type Answer, failed, startedWith } from "../threads/worker.js";
import { type LinkerSources, namesFolder, openLinker } from "./open-linker.js";

const sources = startedWith<LinkerSources>();
let opening: Promise<Linker> | undefined;

async function open(): Promise<Linker> {
  const names = await openNameEncoder(namesFolder(sources), { device: "cpu", threads: 1 });
  return (await openLinker(sources, names)).linker;
}

export default async function work(
  batch: readonly DocumentMentions[],
): Promise<Answer<Awaited<ReturnType<Linker["linkDocuments"]>>>> {
  try {
    opening ??= open();
    return { value: await (await opening).linkDocuments(batch) };
  } catch (error) {
    return failed(error);
  }
}
