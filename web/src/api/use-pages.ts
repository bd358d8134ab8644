import { useState } from "preact/hooks";
import type { AskError, Question } from "./ask.js";
import { useAnswer } from "./use-answer.js";

/** A page of a list, as every connection of the API has it. */
interface Page<N> {
  readonly edges: readonly { readonly node: N }[];
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface Pages<N> {
  /** What has come so far, each once: the graph may change between two pages. */
  readonly items: readonly N[];
  /** How many there are on all pages, where that was asked for and answered. */
  readonly total: number | undefined;
  readonly hasMore: boolean;
  readonly error: AskError | undefined;
  readonly waiting: boolean;
  retry(): void;
  /** Asks for the next page. */
  more(): void;
}

/** A list that grows page by page. `first` is a page that came with another answer, so that only what follows is asked for. */
export function usePages<T, V, N extends { readonly id: string }>(
  document: Question<T, V & { readonly after?: string | null }>,
  variables: V,
  pageOf: (answer: T) => Page<N> | null | undefined,
  first?: Page<N>,
): Pages<N> {
  const [before, setBefore] = useState<readonly N[]>([]);
  const [after, setAfter] = useState<string>();
  const { data, error, waiting, retry } = useAnswer(
    document,
    after === undefined && first ? undefined : { ...variables, ...(after && { after }) },
  );
  const page = (data && pageOf(data)) ?? first;
  const seen = new Set(before.map(({ id }) => id));
  const items = [...before, ...(page?.edges ?? []).map(({ node }) => node).filter(({ id }) => !seen.has(id))];
  return {
    items,
    total: page?.totalCount,
    hasMore: page?.pageInfo.hasNextPage ?? false,
    error,
    waiting,
    retry,
    more() {
      setBefore(items);
      setAfter(page?.pageInfo.endCursor ?? undefined);
    },
  };
}
