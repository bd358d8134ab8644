import type { DocumentId } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { EvidenceRecord } from "../domain/evidence.js";
import type { ConceptRecord, Page, PageRequest, TripleFacets, TripleRecord } from "../domain/graph-reader.js";
import type { PageInfo } from "./generated.js";
import type { DocumentReference } from "./resolvers/document.js";

/** No list gives more at once. */
export const mostPerPage = 100;

/** A page as Relay lays it out. */
export interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
}

/** A page that can count its whole list; counting costs, so it is done when asked for. */
interface CountedConnection<T> extends Connection<T> {
  readonly count: () => number | Promise<number>;
}

export interface TripleList extends CountedConnection<TripleRecord> {
  readonly breakDown: () => Promise<TripleFacets>;
}
/** @public named in mappers.json */
export type ConceptList = CountedConnection<ConceptRecord>;
/** @public named in mappers.json */
export type DocumentList = CountedConnection<DocumentReference>;
/** @public named in mappers.json */
export type EvidenceList = CountedConnection<EvidenceRecord>;

/** A page of documents, each by its id alone. */
export function documentConnection(
  page: Page<DocumentId>,
  request: PageRequest,
  count: DocumentList["count"],
): DocumentList {
  const items = page.items.map(({ node, cursor }) => ({ node: { id: node }, cursor }));
  return { ...connection({ ...page, items }, request), count };
}

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

const defaultFirst = 20;

function sizeOf(first: number | null | undefined, hint: string, most = mostPerPage): number {
  const size = first ?? defaultFirst;
  if (size >= 1 && size <= most) return size;
  throw new LitweaveError("BAD_INPUT", `first is ${size}; a page has 1 to ${most} items`, { hint });
}

/** `first` of a list that has one page alone. @throws LitweaveError `BAD_INPUT` when it is out of bounds */
export function firstArgument(first: number | null | undefined, most = mostPerPage): number {
  return sizeOf(first, `ask for 1 to ${most}`, most);
}

/** @throws LitweaveError `BAD_INPUT` when `first` is out of bounds */
export function pageRequest({ first, after }: PageArguments): PageRequest {
  const size = sizeOf(
    first,
    `ask for at most ${mostPerPage} and pass pageInfo.endCursor as “after” for the next page`,
  );
  return after == null ? { first: size } : { first: size, after };
}

export function connection<T>(page: Page<T>, request: PageRequest): Connection<T> {
  return {
    edges: page.items,
    pageInfo: {
      hasNextPage: page.hasNext,
      hasPreviousPage: request.after !== undefined,
      startCursor: page.items[0]?.cursor ?? null,
      endCursor: page.items.at(-1)?.cursor ?? null,
    },
  };
}
