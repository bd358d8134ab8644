import { LitweaveError } from "../../domain/errors.js";
import { upgrading } from "../upgrading.js";
import { isMadeAlready } from "./errors.js";
import { type GraphDatabase, type Neo4jOptions, wholeNumber } from "./graph-database.js";
import { schemaStatements, statement, tripleTypes } from "./statements.js";
import { upgradeEvidence } from "./upgrade-evidence.js";

/** The version from which on evidence has its place among that of its work. */
const placedFrom = 15;

/**
 * Makes constraints and indexes, those that are missing: forward only, by the numbers of `cypher/schema/`. What an earlier
 * program wrote is put into today's words before the new number is recorded. An imported database has a version and no constraints.
 *
 * @throws LitweaveError `BAD_STORE` when the database is of a newer program, or holds another graph with our labels
 * @param log takes a line before a database of an earlier program is brought up to date
 */
export async function prepareDatabase(
  database: GraphDatabase,
  log: Neo4jOptions["log"] = () => undefined,
): Promise<void> {
  const names = schemaStatements();
  const records = await database.run(statement("read-schema"));
  const [found] = records;
  const version = (found?.version ?? 0) as number;
  const types = (found?.types ?? []) as readonly string[];
  if (version === 0 && found?.occupied) {
    throw new LitweaveError(
      "BAD_STORE",
      `the database at ${database.url} holds a graph that Litweave did not make`,
      {
        hint: "name an empty database: nodes labelled Concept, Document or Evidence would be mixed up",
      },
    );
  }
  if (version > names.length) {
    throw new LitweaveError(
      "BAD_STORE",
      `the database at ${database.url} has schema version ${version}; this program knows up to ${names.length}`,
      { hint: "use the newer Litweave that wrote it, or ingest again into an empty database" },
    );
  }
  const built = found?.imported ? 0 : version;
  const newTypes = tripleTypes.filter((type) => !types.includes(type));
  const pending = names.filter((name, index) => index >= built || (newTypes.length > 0 && isPerType(name)));
  if (pending.length === 0) return;
  if (version > 0 && version < names.length) log(upgrading(database.url, version, names.length));
  if (records.length > 1)
    await database.write((transaction) => transaction.run(statement("drop-schema-doubles")));
  for (const name of pending) {
    const texts = isPerType(name)
      ? tripleTypes.map((type) => statement(name, { TRIPLE_TYPE: type }))
      : [statement(name)];
    for (const text of texts) await make(database, text);
  }
  await database.run(statement("await-indexes"));
  if (version > 0 && version < placedFrom) await upgradeEvidence(database);
  const parameters = { version: wholeNumber(names.length), types: tripleTypes };
  await database.write((transaction) => transaction.run(statement("record-schema"), parameters));
}

/** `IF NOT EXISTS` looks before it makes, so two processes that look together both make, and one of them fails. */
async function make(database: GraphDatabase, text: string): Promise<void> {
  try {
    await database.write((transaction) => transaction.run(text));
  } catch (error) {
    if (!isMadeAlready(error)) throw error;
  }
}

function isPerType(name: string): boolean {
  return statement(name).includes("TRIPLE_TYPE");
}
