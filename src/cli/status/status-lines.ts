import type { GraphCounts } from "../../domain/graph-reader.js";
import type { Processing, StoreDescription } from "../../domain/graph-store.js";
import type { Backlog } from "../../follow/backlog.js";
import type { RunningCommand } from "../../follow/running.js";
import { type KeptCurrent, keptCurrentLines } from "../kept-current.js";
import type { DeadLetterCounts } from "./dead-letters.js";

/** What `litweave status` tells, in one object: its JSON, and what its lines say. */
export interface Status extends GraphCounts, StoreDescription, KeptCurrent {
  readonly store: string;
  readonly kind: string;
  /** Version of this program. */
  readonly program: string;
  readonly running: readonly RunningCommand[];
  readonly backlog: Backlog;
  readonly deadLetters: DeadLetterCounts | null;
  readonly processedBy: readonly Processing[];
  /** Documents that other models, another terminology or other settings processed; null where the models cannot be found. */
  readonly stale: { readonly extraction: number; readonly linking: number } | null;
}

const counted = [
  "documents",
  "retracted",
  "deleted",
  "concepts",
  "triples",
  "evidence",
  "mentions",
] as const satisfies readonly (keyof GraphCounts)[];

/** The same in lines, for people. */
export function statusLines(status: Status): readonly string[] {
  const { store, kind, program, schema, bytes, server, indexes } = status;
  const size = bytes === undefined ? "" : `, ${mebibytes(bytes)} on the disk`;
  const runs = server ? `, ${server.name} ${server.version} ${server.edition}` : "";
  return [
    `${store} (${kind}${runs}), schema ${schema}, Litweave ${program}${size}`,
    ...counted.map((name) => `  ${name.padEnd(10)} ${status[name].toLocaleString("en")}`),
    ...processingLines(status),
    ...(indexes ? [`Indexes: ${indexes.online} online${others(indexes.others)}`] : []),
    ...keptCurrentLines(status),
    ...status.running.map(({ command, process }) => `Running: ${command} (process ${process})`),
    ...backlogLines(status.backlog),
    ...deadLetterLines(status),
  ];
}

function processingLines({ processedBy, stale }: Status): readonly string[] {
  const earlier = "an earlier version";
  return [
    ...processedBy.map(
      ({ documents, extractor = earlier, terminology = earlier }) =>
        `Processed by ${extractor}, linked to ${terminology}: ${documents.toLocaleString("en")} documents`,
    ),
    ...(stale && stale.extraction > 0
      ? [
          `Stale: ${stale.extraction.toLocaleString("en")} documents by other models or settings (litweave re-extract)`,
        ]
      : []),
    ...(stale && stale.linking > 0
      ? [`Stale: ${stale.linking.toLocaleString("en")} documents by another terminology (litweave relink)`]
      : []),
  ];
}

function others(indexes: NonNullable<StoreDescription["indexes"]>["others"]): string {
  return indexes.map(({ name, state }) => `, ${name} ${state}`).join("");
}

function backlogLines({ pubmedFiles, watched, downloads }: Backlog): readonly string[] {
  return [
    ...(pubmedFiles > 0
      ? [`Waiting: ${pubmedFiles} PubMed files that the last run of update did not come to`]
      : []),
    ...watched.flatMap(({ folder, files }) => {
      if (files === undefined) return [`Waiting: ${folder} cannot be opened`];
      return files > 0 ? [`Waiting: ${files} files in ${folder}`] : [];
    }),
    ...downloads.map(({ file, bytes }) => `Under way: ${file}, ${mebibytes(bytes)} so far`),
  ];
}

function deadLetterLines({ deadLetters, store }: Status): readonly string[] {
  if (!deadLetters) return [];
  const { path, records, files } = deadLetters;
  return [
    `Dead letters: ${records.toLocaleString("en")} records in ${path}`,
    ...files.map((file) => `  ${String(file.records).padStart(6)}  ${file.file}`),
    `  to retry them: litweave ingest ${path} --store ${store}`,
  ];
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString("en", { maximumFractionDigits: 1 })} MiB`;
}
