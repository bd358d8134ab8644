import { join } from "node:path";
import { LitweaveError } from "../domain/errors.js";
import { readJsonFile, writeJsonFile } from "./json-file.js";
import type { PubmedPosition } from "./pubmed/pubmed-file.js";

/** How far a store follows PubMed's files. */
export interface PubmedProgress extends PubmedPosition {
  /** ISO time at which the last file was done. */
  readonly at: string;
  /** Files done in all. */
  readonly files: number;
  /** Files that were listed after it; missing when an earlier program wrote this. */
  readonly left?: number;
}

/** The last whole run of a query. */
export interface QueryProgress {
  readonly query: string;
  /** ISO time at which that run began. */
  readonly at: string;
  /** Records that it brought. */
  readonly records: number;
}

/** What `litweave update` remembers of a store. */
export interface UpdateState {
  readonly pubmed?: PubmedProgress;
  readonly queries: readonly QueryProgress[];
}

const format = 1;
const fileName = "update.json";

/** @throws LitweaveError `BAD_INPUT` when the file is damaged or a newer program's */
export async function readUpdateState(folder: string): Promise<UpdateState> {
  const path = join(folder, fileName);
  const value = await readJsonFile(path);
  if (value === undefined) return { queries: [] };
  if (isObject(value) && typeof value.format === "number" && value.format > format) {
    throw new LitweaveError(
      "BAD_INPUT",
      `${path} has format ${value.format}; this program knows up to ${format}`,
      {
        hint: "use the newer Litweave that wrote it",
      },
    );
  }
  if (isState(value)) return value;
  throw new LitweaveError("BAD_INPUT", `${path} is damaged: it does not say what has been done`, {
    hint: "delete it and say once more where to begin: --from N, or --baseline",
  });
}

/** Remembers a file as done. Beginning earlier once more (`--from`) puts the position back. */
export function withPubmedFile(
  state: UpdateState,
  { year, number, left }: PubmedPosition & { readonly left: number },
  at: string,
): UpdateState {
  return { ...state, pubmed: { year, number, at, files: (state.pubmed?.files ?? 0) + 1, left } };
}

export function withQuery(state: UpdateState, done: QueryProgress): UpdateState {
  return { ...state, queries: [...state.queries.filter(({ query }) => query !== done.query), done] };
}

export async function writeUpdateState(folder: string, state: UpdateState): Promise<void> {
  await writeJsonFile(join(folder, fileName), { format, ...state });
}

function isState(value: unknown): value is UpdateState {
  if (!isObject(value) || !Array.isArray(value.queries)) return false;
  const { pubmed, queries } = value;
  return (pubmed === undefined || isPubmed(pubmed)) && queries.every(isQuery);
}

function isPubmed(value: unknown): boolean {
  if (!isObject(value) || typeof value.at !== "string") return false;
  return [value.year, value.number, value.files, value.left ?? 0].every((part) => Number.isInteger(part));
}

function isQuery(value: unknown): boolean {
  if (!isObject(value)) return false;
  return typeof value.query === "string" && typeof value.at === "string" && Number.isInteger(value.records);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
