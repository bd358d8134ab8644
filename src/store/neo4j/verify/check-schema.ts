import type { Finding } from "../../../domain/graph-store.js";
import type { GraphDatabase } from "../graph-database.js";
import { schemaStatements, statement, tripleTypes } from "../statements.js";

/** Whether every index and constraint of the schema is there and filled; those that are missing can be made. */
export async function* checkSchema(database: GraphDatabase, repair: boolean): AsyncGenerator<Finding> {
  const states = await statesOf(database);
  for (const { name, text } of expected()) {
    const state = states.get(name);
    if (state === "ONLINE") continue;
    const message = state === undefined ? "the index is missing" : `the index is in the state ${state}`;
    const finding = { invariant: "file", subject: name, message } as const;
    if (!repair || state === "FAILED") {
      const hint = state === "FAILED" ? `DROP INDEX ${name} (or its constraint), then --repair` : undefined;
      yield { ...finding, repaired: false, ...(hint !== undefined && { hint }) };
      continue;
    }
    if (state === undefined) await database.write((transaction) => transaction.run(text));
    await database.run(statement("await-indexes"));
    yield { ...finding, repaired: (await statesOf(database)).get(name) === "ONLINE" };
  }
}

async function statesOf(database: GraphDatabase): Promise<ReadonlyMap<string, string>> {
  const rows = await database.run(statement("show-indexes"));
  return new Map(rows.map(({ name, state }) => [name as string, state as string]));
}

/** The statements that make indexes, with the names that they give. */
function expected(): readonly { readonly name: string; readonly text: string }[] {
  return schemaStatements()
    .flatMap((name) => {
      if (!statement(name).includes("TRIPLE_TYPE")) return [statement(name)];
      return tripleTypes.map((type) => statement(name, { TRIPLE_TYPE: type }));
    })
    .flatMap((text) => {
      const name = /(?:INDEX|CONSTRAINT) (\w+) IF NOT EXISTS/u.exec(text)?.[1];
      return name === undefined ? [] : [{ name, text }];
    });
}
