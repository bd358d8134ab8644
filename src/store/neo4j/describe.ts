import type { StoreDescription } from "../../domain/graph-store.js";
import type { GraphDatabase } from "./graph-database.js";
import { statement } from "./statements.js";

/** The server, how far the schema has come, and whether its indexes are filled: all out of catalogues, whatever the size of the graph. */
export async function describe(database: GraphDatabase): Promise<StoreDescription> {
  const run = (name: string) => database.run(statement(name));
  const [[schema], [server], indexes] = await Promise.all([
    run("read-schema"),
    run("server"),
    run("show-indexes"),
  ]);
  const { name, version, edition } = server as unknown as NonNullable<StoreDescription["server"]>;
  const states = indexes as unknown as readonly { readonly name: string; readonly state: string }[];
  return {
    schema: (schema?.version ?? 0) as number,
    server: { name, version, edition },
    indexes: {
      online: states.filter(({ state }) => state === "ONLINE").length,
      others: states.filter(({ state }) => state !== "ONLINE").map(({ name, state }) => ({ name, state })),
    },
  };
}
