import { ingest } from "../../src/pipeline.js";
import { readRecords } from "../../src/read/records.js";
import { openStore, type StoreOptions } from "../../src/store/open-store.js";
import { type Papers, stagesOf } from "./papers.js";

/** Counts of a run, as `litweave ingest --json` gives them. */
export interface Counts {
  readonly written: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly retries: number;
}

/** @param begun is told when the store is open and the first record is about to be read */
export async function ingestPapers(
  location: string,
  { read, files }: Papers,
  begun: () => Promise<void> = async () => undefined,
  options: StoreOptions = login(),
): Promise<Counts> {
  const stages = stagesOf(read);
  const store = await openStore(location, options);
  try {
    await begun();
    const report = await ingest({
      records: readRecords(files),
      stages,
      store,
      onFailure: ({ file, record, reason }) => {
        throw new Error(`${file}, record ${record}: ${reason}`);
      },
    });
    const { written, unchanged, failed, retries } = report;
    return { written, unchanged, failed, retries };
  } finally {
    await store.close();
  }
}

/** As the program has them, and how long a write is tried, which the program gives a minute. */
function login(): StoreOptions {
  const { NEO4J_USER: user, NEO4J_PASSWORD: password, LITWEAVE_FAULTS_RETRY_MS: retryMs } = process.env;
  return {
    ...(user && { user }),
    ...(password && { password }),
    ...(retryMs && { retryMs: Number(retryMs) }),
  };
}
