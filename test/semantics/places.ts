import { rmSync } from "node:fs";
import { join } from "node:path";
import neo4j from "neo4j-driver";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { Connection } from "../../src/store/embedded/connection.js";
import { openStore } from "../../src/store/open-store.js";
import type { RunningNeo4j } from "../neo4j/server.js";
import type { Writer } from "./histories.js";

/** Where graphs are made one after the other, by one writer or two on the same. */
export interface Place {
  readonly kind: GraphStore["kind"];
  /** An empty graph in place of the last one. */
  readonly clear: () => Promise<void>;
  /** The writer's own store, opened when it is first asked for. */
  readonly store: (writer: Writer) => Promise<GraphStore>;
  /** Forgets the writer's store, which has died; another is opened when it is asked for. */
  readonly bury: (writer: Writer) => Promise<void>;
  readonly end: () => Promise<void>;
}

const tables =
  "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'";

/** One folder, emptied for each graph; the stores stay open. It should be in memory, since every commit is forced to disk. */
export function embeddedPlace(folder: string): Place {
  const stores = openStores(() => openStore(folder));
  const clear = async () => {
    await stores.of("A");
    const connection = new Connection(join(folder, "graph.db"), false);
    try {
      await connection.transaction(0, () => {
        for (const { name } of connection.all(tables)) connection.run(`DELETE FROM "${name}"`);
      });
    } finally {
      connection.close();
    }
  };
  const end = async () => {
    await stores.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { kind: "embedded", clear, store: stores.of, bury: stores.bury, end };
}

/** One database, emptied for each graph; the stores stay open. */
export function neo4jPlace({ url, user, password }: RunningNeo4j): Place {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  const stores = openStores(() => openStore(url, { user, password }));
  const clear = async () => {
    await driver.executeQuery("MATCH (n) WHERE NOT n:LitweaveSchema DETACH DELETE n");
  };
  const end = async () => {
    await clear();
    await stores.close();
    await driver.close();
  };
  return { kind: "neo4j", clear, store: stores.of, bury: stores.bury, end };
}

function openStores(open: () => Promise<GraphStore>) {
  const stores = new Map<Writer, GraphStore>();
  return {
    of: async (writer: Writer) => {
      const store = stores.get(writer) ?? (await open());
      stores.set(writer, store);
      return store;
    },
    bury: async (writer: Writer) => {
      const store = stores.get(writer);
      stores.delete(writer);
      // A store that has died may not be able to close in order.
      await store?.close().catch(() => undefined);
    },
    close: async () => {
      const open = [...stores.values()];
      stores.clear();
      await Promise.all(open.map((store) => store.close()));
    },
  };
}
