import type { ApiOptions } from "../../src/api/create-api.js";
import { type RunningServer, startServer } from "../../src/api/server.js";
import { counted, openExample } from "../api/asking.js";
import { exampleAnnotator } from "../api/example-annotator.js";

/** A server over the example graph that counts what it asks of its store. */
export interface Served extends Omit<RunningServer, "close"> {
  /** Calls of the store since it was last asked for, but for looks at where its journal stands: those are made before a query is run. */
  calls(): number;
  readonly logged: readonly string[];
  close(): Promise<void>;
}

export async function serve(options: ApiOptions = {}, bodyMs?: number): Promise<Served> {
  const example = await openExample();
  const { store, calls } = counted(example.store);
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  const input = { store, annotator: exampleAnnotator, log, port: 0, options };
  const server = await startServer({ ...input, ...(bodyMs !== undefined && { bodyMs }) });
  return {
    url: server.url,
    logged,
    calls() {
      const { journalSpan: _, ...reads } = calls;
      const sum = Object.values(reads).reduce((before, one) => before + one, 0);
      for (const name of Object.keys(calls)) delete calls[name];
      return sum;
    },
    async close() {
      await server.close();
      await example.close();
    },
  };
}
