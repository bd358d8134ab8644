import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Annotator } from "../../src/api/annotator.js";
import { type Api, type ApiOptions, createApi } from "../../src/api/create-api.js";
import type { Ingestor } from "../../src/api/ingestor.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { openStore } from "../../src/store/open-store.js";
import { writeExample } from "./example-graph.js";

interface ShownError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly hint?: string };
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which tests state by what they expect
export type Data = any;

interface Answer {
  readonly data?: Data;
  readonly errors?: readonly ShownError[];
}

export interface Example {
  readonly store: GraphStore;
  readonly folder: string;
  close(): Promise<void>;
}

/** The example graph in an embedded store of its own, in a folder that `close` removes. */
export async function openExample(): Promise<Example> {
  const folder = await mkdtemp(join(tmpdir(), "litweave-api-"));
  const store = await openStore(join(folder, "graph"));
  await writeExample(store);
  return {
    store,
    folder,
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

export interface Asking {
  readonly api: Api;
  /** Lines that the API logged. */
  readonly logged: readonly string[];
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** The answer's data; throws when there are errors. */
  data(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
}

/** The real handler over `store`, asked as curl would ask it. */
export function asking(
  store: GraphStore,
  annotator?: Annotator,
  options?: ApiOptions,
  ingestor?: Ingestor,
): Asking {
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  const services = { ...(annotator && { annotator }), ...(ingestor && { ingestor }) };
  const api = createApi({ store, log, ...services, ...(options && { options }) });
  const ask: Asking["ask"] = async (query, variables) => {
    const response = await api.fetch("http://localhost/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  return {
    api,
    logged,
    ask,
    async data(query, variables) {
      const { data, errors } = await ask(query, variables);
      if (errors) throw new Error([JSON.stringify(errors), ...logged].join("\n"));
      return data;
    },
  };
}

/** `store`, with every call of its methods counted by name, those of its readers too. */
export function counted(store: GraphStore): {
  readonly store: GraphStore;
  readonly calls: Record<string, number>;
} {
  const calls: Record<string, number> = {};
  const counting = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(asked, name) {
        const value = Reflect.get(asked, name);
        if (typeof value !== "function") return value;
        if (name === "reading") return (signal: AbortSignal) => counting(value.call(asked, signal));
        return (...args: unknown[]) => {
          calls[String(name)] = (calls[String(name)] ?? 0) + 1;
          return value.apply(asked, args);
        };
      },
    });
  return { store: counting(store), calls };
}

/** Asks a server that keeps no answers over a store that counts what it is asked. */
export function askingCounted(store: GraphStore): Asking & { readonly calls: Record<string, number> } {
  const { store: watched, calls } = counted(store);
  return { ...asking(watched, undefined, { answersMib: 0 }), calls };
}
