import { type RunningNeo4j, startNeo4j } from "../neo4j/server.js";
import { neo4jPlace } from "../semantics/places.js";
import { Unavailable } from "./rung.js";

/** @throws Unavailable where no server of our own can be started */
export async function startOwnNeo4j(options: Parameters<typeof startNeo4j>[0]): Promise<RunningNeo4j> {
  const server = await startNeo4j({ brief: true, ...options });
  if (!server?.browser) throw new Unavailable("no Neo4j of our own: it takes Java 17 or newer and Maven");
  return server;
}

export async function emptied(server: RunningNeo4j): Promise<void> {
  const place = neo4jPlace(server);
  await place.clear();
  await place.end();
}
