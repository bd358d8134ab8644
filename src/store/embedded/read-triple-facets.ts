import type { TripleFacets, TripleFilter } from "../../domain/graph-reader.js";
import { type AlikeTriples, facetsOf } from "../triple-facets.js";
import { checkedFilter } from "../triple-filter.js";
import type { Connection } from "./connection.js";
import { branchesOf, valuesOf, whereOf } from "./triple-conditions.js";

/** The last five columns tell triples apart; what is counted is small however many there are. */
const alike = `
  SELECT predicate,
    (SELECT category FROM concept WHERE id = subject) AS subjectCategory,
    (SELECT category FROM concept WHERE id = object) AS objectCategory,
    CAST(belief * 10 AS INTEGER) AS band, last_year AS lastYear,
    aggregate ->> 'affirmed' > 0 AS affirmed, aggregate ->> 'denied' > 0 AS denied, count(*) AS triples
  FROM triple`;

/**
 * One statement, which reads each triple once.
 *
 * @param asked its ids those of today
 */
export function readTripleFacets(connection: Connection, asked: TripleFilter): TripleFacets {
  const branches = branchesOf(checkedFilter(asked));
  const parts = branches.map((conditions) => `${alike} ${whereOf(conditions)} GROUP BY 1, 2, 3, 4, 5, 6, 7`);
  const rows = connection.all(parts.join(" UNION ALL "), ...branches.flatMap(valuesOf));
  return facetsOf(
    rows.map(
      (row) =>
        ({ ...row, affirmed: row.affirmed === 1, denied: row.denied === 1 }) as unknown as AlikeTriples,
    ),
  );
}
