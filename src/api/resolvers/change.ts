import type { TripleKey } from "../../domain/triple.js";
import { decodeCursor, encodeCursor } from "../../store/cursor.js";
import { connection, pageRequest } from "../connection.js";
import type { ApiContext } from "../context.js";
import type { ChangeResolvers, QueryResolvers } from "../generated.js";

const order = "changes";

/** The journal is read one entry further than the page, to know whether there is more. */
export const changes: NonNullable<QueryResolvers["changes"]> = async (
  _root,
  { since, involving, ...args },
  { store },
) => {
  const page = pageRequest(args);
  const [after] = page.after === undefined ? [] : decodeCursor(page.after, order, 1);
  const entries = await store.journal({
    since,
    ...(involving != null && { involving }),
    ...(after !== undefined && { after: Number(after) }),
    limit: page.first + 1,
  });
  const span = await store.journalSpan();
  const items = entries.slice(0, page.first).map((node) => ({
    node,
    cursor: encodeCursor({ order, values: [node.position] }),
  }));
  return {
    ...connection({ items, hasNext: entries.length > page.first }, page),
    reachesBackTo: span.since ?? null,
  };
};

async function standing(keys: readonly TripleKey[], { loaders }: ApiContext) {
  const found = await loaders.triples.loadMany(keys);
  return found.flatMap((triple) => {
    if (triple instanceof Error) throw triple;
    return triple ?? [];
  });
}

export const change: ChangeResolvers = {
  document: async ({ documentId: id }, _args, { loaders }) =>
    (await loaders.documents.load(id)) ? { id } : null,
  appeared: ({ appeared }, _args, context) => standing(appeared, context),
  changed: ({ changed }, _args, context) => standing(changed, context),
};
