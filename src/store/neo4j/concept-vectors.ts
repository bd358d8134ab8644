import type { ConceptVectors, NameToEmbed } from "../../domain/concept-vectors.js";
import { type GraphDatabase, type Parameters, wholeNumber } from "./graph-database.js";
import { schemaStatements, statement } from "./statements.js";

/**
 * Vectors as properties of concepts, with an index of them. Vectors of two encoders never stand in the index together: it is
 * taken away before the first of another is put, and made when all are there. 128 numbers cost 0.6 ms a concept either
 * way, put into an index or indexed afterwards.
 */
export function conceptVectors(database: GraphDatabase): ConceptVectors {
  const read = (name: string, parameters?: Parameters) => database.run(statement(name), parameters);
  const write = (text: string, parameters?: Parameters) =>
    database.write((transaction) => transaction.run(text, parameters));

  const count: ConceptVectors["count"] = async ({ id }) => {
    const [counts] = await read("count-embeddings", { encoder: id });
    return counts as { present: number; others: number; missing: number };
  };

  return {
    count,
    async prepare(encoder) {
      const [index] = await read("read-embedding-index");
      const { others } = await count(encoder);
      if (index && (others > 0 || index.dimensions !== encoder.dim)) {
        await write(statement("drop-embedding-index"));
      }
    },
    async missing({ id }, after, limit) {
      const parameters = { encoder: id, after, limit: wholeNumber(limit) };
      return (await read("next-names-to-embed", parameters)) as unknown as readonly NameToEmbed[];
    },
    async put({ id }, vectors) {
      const rows = vectors.map((row) => ({ ...row, vector: [...row.vector] }));
      const [answer] = await write(statement("put-embeddings"), { rows, encoder: id });
      return answer?.put as number;
    },
    async publish({ dim }) {
      await write(statement(indexStep(), { VECTOR_DIMENSIONS: String(dim) }));
      await read("await-indexes");
    },
  };
}

/** The step of the schema that makes the index, for the shipped encoder at first. */
function indexStep(): string {
  return schemaStatements().find((name) => name.endsWith("-concept-embeddings"))!;
}
