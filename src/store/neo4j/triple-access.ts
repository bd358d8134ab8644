import type { TripleFilter } from "../../domain/graph-reader.js";
import { predicateNames } from "../../domain/predicate.js";
import { checkedFilter, yearsOf } from "../triple-filter.js";
import { currentFilter, readCurrent } from "./former-ids.js";
import type { Parameters, Row, Transaction } from "./graph-database.js";
import { conditionsOf, statement, statementForTypes, tripleTypes, typeOf } from "./statements.js";

/** The statements of one question, by where they enter the graph. */
export interface Entrances {
  readonly ofConcept: string;
  readonly contested: string;
  readonly whole: string;
  /** A branch of the last for each type lets the index of that type serve it, and takes as many times longer to plan. */
  readonly perType: boolean;
  /** The whole statement that an entrance is part of. Default: the entrance is all. */
  readonly wrap?: (entrance: string) => string;
}

/** Filters that have a condition of their name in `triple-filter.cypher`; of some every value, of the others none. */
const fields = [
  "minBelief",
  "maxBelief",
  "minDocuments",
  "subject",
  "object",
  "subjectCategories",
  "objectCategories",
  "otherCategories",
  "minNovelty",
  "sections",
] as const;

/** The names of the conditions that a filter asks for. */
function conditionsAskedFor(filter: TripleFilter): readonly string[] {
  const { stance, hedged } = filter;
  return [
    ...fields.filter((field) => filter[field] !== undefined),
    ...(yearsOf(filter) ? ["years"] : []),
    ...(stance ? [stance] : []),
    ...(hedged === undefined ? [] : [hedged ? "hedged" : "unhedged"]),
  ];
}

function parametersOf(filter: TripleFilter): Parameters {
  const { order: _, stance: __, hedged: ___, ...given } = filter;
  const years = yearsOf(filter);
  return {
    ...given,
    predicates: filter.predicates ?? predicateNames,
    ...(years && { fromYear: years.from, toYear: years.to }),
  };
}

/** What a checked filter puts in the place of `TRIPLE_TYPES` and `TRIPLE_FILTER`. */
function partsOf(filter: TripleFilter): { readonly types: readonly string[]; readonly conditions: string } {
  return {
    types: filter.predicates ? [...new Set(filter.predicates.map(typeOf))] : tripleTypes,
    conditions: conditionsOf("triple-filter", conditionsAskedFor(filter)),
  };
}

/** Asks about triples that a statement reaches from concepts of its own, of those that a filter without `involving` lets through. */
export async function askSteps(
  transaction: Transaction,
  name: string,
  asked: TripleFilter,
  words: Readonly<Record<string, string>>,
  further: Parameters,
): Promise<readonly Row[]> {
  const { otherCategories, ...filter } = await currentFilter(transaction, asked);
  const checked = checkedFilter(filter);
  const { types, conditions } = partsOf({ ...checked, ...(otherCategories?.length && { otherCategories }) });
  // The concept whose other end is meant is the statement's own.
  const filled = {
    ...words,
    TRIPLE_FILTER: conditions.replaceAll("$involving", "id"),
    TRIPLE_TYPES: types.join("|"),
  };
  const given = { ...parametersOf(checked), ...(otherCategories && { otherCategories }), ...further };
  return transaction.run(statement(name, filled), given);
}

/** Asks about the triples that a filter lets through. */
export async function askTriples(
  transaction: Transaction,
  filter: TripleFilter,
  entrances: Entrances,
): Promise<readonly Row[]> {
  return ask(transaction, await currentFilter(transaction, filter), entrances, {}, {});
}

/** Asks for them one by one: a statement whose result is empty where there are none. */
export function listTriples(
  transaction: Transaction,
  filter: TripleFilter,
  entrances: Entrances,
  words: Readonly<Record<string, string>>,
  further: Parameters,
): Promise<readonly Row[]> {
  return readCurrent(transaction, filter, (current) => ask(transaction, current, entrances, words, further));
}

/** Enters by a concept if the filter names one, else by what is denied if it is to be, else by all triples. */
async function ask(
  transaction: Transaction,
  current: TripleFilter,
  entrances: Entrances,
  words: Readonly<Record<string, string>>,
  further: Parameters,
): Promise<readonly Row[]> {
  const filter = checkedFilter(current);
  const { types, conditions } = partsOf(filter);
  const parameters = { ...parametersOf(filter), ...further };
  const filled = { ...words, TRIPLE_FILTER: conditions, TRIPLE_TYPES: types.join("|") };
  const { wrap = (entrance: string) => entrance } = entrances;
  const run = (text: string, own: Parameters = {}) => transaction.run(wrap(text), { ...parameters, ...own });
  const concept = filter.involving ?? filter.subject ?? filter.object;
  if (concept !== undefined) return run(statement(entrances.ofConcept, filled), { concept });
  if (filter.stance === "contested") return run(statement(entrances.contested, filled));
  const branches = entrances.perType ? types : [filled.TRIPLE_TYPES];
  return run(statementForTypes(entrances.whole, branches, filled));
}
