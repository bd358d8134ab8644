import type { Finding, GraphRow, GraphStore } from "../../src/domain/graph-store.js";
import { openStore, type StoreOptions } from "../../src/store/open-store.js";
import { differenceOfRows } from "../semantics/row-difference.js";

/** All documents, concepts, triples, evidence, mentions and sums of a graph, in words that do not depend on the store. */
export async function rowsAt(location: string, options: StoreOptions = {}): Promise<readonly GraphRow[]> {
  const store = await openStore(location, { ...options, create: false });
  try {
    return await rowsOf(store);
  } finally {
    await store.close();
  }
}

async function rowsOf(store: GraphStore): Promise<readonly GraphRow[]> {
  const rows: GraphRow[] = [];
  for await (const row of store.rows()) rows.push(row);
  return rows;
}

/** Live, retracted and deleted documents; makes the store where there is none. */
export async function documentsAt(location: string, options: StoreOptions = {}): Promise<number> {
  const store = await openStore(location, options);
  try {
    const { documents, retracted, deleted } = await store.counts();
    return documents + retracted + deleted;
  } finally {
    await store.close();
  }
}

/** What `verify` finds in a graph; it may be half written. */
export async function findingsAt(location: string, options: StoreOptions = {}): Promise<readonly string[]> {
  const store = await openStore(location, { ...options, create: false });
  try {
    return await findingsOf(store);
  } finally {
    await store.close();
  }
}

async function findingsOf(store: GraphStore): Promise<readonly string[]> {
  const findings: Finding[] = [];
  for await (const finding of store.verify({ repair: false })) findings.push(finding);
  return findings.map(({ invariant, subject, message }) => `verify, ${invariant}: ${subject}: ${message}`);
}

/** In what a graph differs from the undisturbed one, to the last number, and what `verify` finds in it. */
export async function faultsAt(
  location: string,
  undisturbed: readonly GraphRow[],
  options: StoreOptions = {},
): Promise<readonly string[]> {
  const store = await openStore(location, { ...options, create: false });
  try {
    return [...differenceOfRows(await rowsOf(store), undisturbed), ...(await findingsOf(store))];
  } finally {
    await store.close();
  }
}
