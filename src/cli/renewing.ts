import type { GraphStore } from "../domain/graph-store.js";
import type { LazyStages } from "../pipeline/lazy-stages.js";
import { documentsIn, type Staleness, stalenessOf } from "../pipeline/staleness.js";
import type { Ingesting } from "./ingesting.js";
import type { Terminal } from "./terminal.js";

/** What is stale in a store, by what is in use now. */
export async function findStale(store: GraphStore, models: LazyStages): Promise<Staleness> {
  return stalenessOf(await store.processedBy(), models.versions().fingerprint);
}

/** Tells what came of it and what is stale still, with the command that brings it up to date. */
export async function concludeRenewal(
  { store, models, conclude, checkEnded }: Ingesting,
  terminal: Terminal,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { extraction, linking } = await findStale(store, models);
  const stale = { extraction: documentsIn(extraction), linking: documentsIn(linking) };
  await conclude({ ...more, stale });
  if (stale.extraction > 0) {
    const { extractor } = models.versions();
    const others = [...new Set(extraction.map((one) => one.extractor ?? "an earlier version"))].join("; ");
    terminal.print(
      [
        `${stale.extraction} documents were read by another extractor than ${extractor}, or with other settings: by ${others}.`,
        "  litweave re-extract reads them anew; to keep them as they are, give the --relations and --min-score they were read with.",
      ].join("\n"),
    );
  }
  if (stale.linking > 0) {
    terminal.print(
      `${stale.linking} documents are linked to another terminology, or with other settings: litweave relink links them anew.`,
    );
  }
  checkEnded();
}
