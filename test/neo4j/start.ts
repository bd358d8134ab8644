/**
 * Starts a real, empty Neo4j by hand and keeps it until Ctrl-C: `npx tsx test/neo4j/start.ts [--auth]`
 */
import { startNeo4j } from "./server.js";

const server = await startNeo4j({ authentication: process.argv.includes("--auth") });
if (!server) {
  console.error("no Neo4j: it takes Java 17 or newer and Maven");
  process.exit(1);
}
console.log(`Bolt:    ${server.url}`);
if (server.browser) console.log(`Browser: ${server.browser}`);
if (server.password !== "") console.log(`User:    ${server.user}, password: ${server.password}`);
console.log("Ctrl-C ends it.");

const stop = () => void server.stop().then(() => process.exit(0));
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
setInterval(() => undefined, 60_000);
