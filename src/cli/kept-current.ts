import type { WatchRecord } from "../follow/folder/watch-record.js";
import { pubmedName } from "../follow/pubmed/pubmed-file.js";
import type { UpdateState } from "../follow/update-state.js";

/** What `update` and `watch` did last: for `status`. */
export interface KeptCurrent {
  readonly pubmed?: { readonly file: string; readonly files: number; readonly at: string };
  readonly queries?: readonly { readonly query: string; readonly records: number; readonly at: string }[];
  readonly watched?: { readonly file: string; readonly files: number; readonly at: string };
}

export function keptCurrent({ pubmed, queries }: UpdateState, record: WatchRecord): KeptCurrent {
  const watched = [...record.files.values()];
  const last = watched.reduce((latest, file) => (latest.at > file.at ? latest : file), watched[0]!);
  return {
    ...(pubmed && { pubmed: { file: pubmedName(pubmed), files: pubmed.files, at: pubmed.at } }),
    ...(queries.length > 0 && { queries }),
    ...(watched.length > 0 && { watched: { file: last.name, files: watched.length, at: last.at } }),
  };
}

/** The same in lines. */
export function keptCurrentLines({ pubmed, queries = [], watched }: KeptCurrent): readonly string[] {
  return [
    ...(pubmed ? [`PubMed files: ${pubmed.files} done, the last ${pubmed.file} at ${pubmed.at}`] : []),
    ...queries.map(({ query, records, at }) => `Query “${query}”: ${records} records at ${at}`),
    ...(watched ? [`Watched files: ${watched.files} done, the last ${watched.file} at ${watched.at}`] : []),
  ];
}
