import type { Client, Operation } from "../../src/client/index.js";
import type { Library } from "./library.js";
import { everyDocument } from "./question-texts.js";

/** How a run ended. */
export interface Ending {
  /** What `verify` found, in words; empty when the store is sound. */
  readonly findings: readonly string[];
  /** Of the server, after SIGTERM. */
  readonly exitCode: number | null;
  readonly stopSeconds: number;
}

interface Every {
  readonly documents: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly status: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
const every: Operation<Every, { readonly after?: string }> = { toString: () => everyDocument };

/** What the graph holds and should not, or the other way about, once nothing is under way. */
export async function differences(client: Client, library: Library): Promise<readonly string[]> {
  const wrong: string[] = [];
  const awaited = new Map(library.settled().map(({ paper, status }) => [`PMID:${paper.pmid}`, status]));
  for await (const { id, status } of client.items(every, {}, (data) => data.documents)) {
    const should = awaited.get(id);
    if (should !== status) wrong.push(`${id} is ${status} and should be ${should ?? "gone"}`);
    awaited.delete(id);
  }
  for (const id of awaited.keys()) wrong.push(`${id} is not there`);
  if (library.settled().length < library.size()) wrong.push("of some papers nothing is known");
  return wrong;
}
