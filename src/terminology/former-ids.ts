import type { Curie } from "../domain/curie.js";

/** Ids that were withdrawn, and what took the place of each; the first word on an id stands. */
export type FormerIds = Map<Curie, Curie>;

/** More steps than any chain of withdrawals has had. */
const longestChain = 64;

/** The living id at the end of a chain of withdrawals; undefined when it ends elsewhere or goes round. */
function livingHeir(former: Curie, ids: ReadonlyMap<Curie, Curie>, isLiving: (id: string) => boolean) {
  let at: Curie | undefined = ids.get(former);
  for (let step = 0; at !== undefined && step < longestChain; step += 1) {
    if (isLiving(at)) return at;
    at = ids.get(at);
  }
  return undefined;
}

/** By living concept, the withdrawn ids that mean it now. An id that is living itself is never one of them. */
export function resolveFormer(
  ids: FormerIds,
  isLiving: (id: string) => boolean,
): { readonly formerly: Map<string, Curie[]>; readonly unresolved: number } {
  const formerly = new Map<string, Curie[]>();
  let unresolved = 0;
  for (const former of ids.keys()) {
    if (isLiving(former)) continue;
    const heir = livingHeir(former, ids, isLiving);
    if (heir === undefined) unresolved += 1;
    else formerly.set(heir, [...(formerly.get(heir) ?? []), former]);
  }
  return { formerly, unresolved };
}
