import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import { mostIds } from "./arguments.js";
import { mostPerPage } from "./connection.js";
import { linkLimits } from "./link-arguments.js";
import { furtherPerTriple, subgraphLimits } from "./subgraph.js";

/** How much a query asks for, known before it is run. */
export interface Weight {
  /** Levels of fields within fields. */
  readonly depth: number;
  readonly aliases: number;
  /** Objects in the largest answer; scalars are free. */
  readonly cost: number;
}

const nothing: Weight = { depth: 0, aliases: 0, cost: 0 };

/** What the fields that compute weigh beside the objects they give, each time, for each entry of a batch. */
const work: Readonly<Record<string, number>> = {
  "Query.link": 10,
  "Query.links": 10,
  "Query.embed": 5,
  "Query.suggestHeadings": 100,
  "Concept.similar": 100,
  // It adds up all the evidence of a triple.
  "Triple.asOf": 10,
  "Query.suggestConcepts": 10,
  "Query.subgraph": 100,
  "Query.commonNeighbours": 200,
  "Query.paths": 500,
  "Concept.neighbourhood": 20,
  // They count what stands in an index, one by one.
  "Concept.timeline": 5,
  "Concept.tripleCounts": 5,
  "Concept.ancestors": 20,
  // It reads every triple of the list, however few are on the page.
  "TripleConnection.facets": 500,
};

const batches: ReadonlySet<string> = new Set(["items", "texts", "ids"]);

/** The argument that holds a list, of which the field gives an answer each; a field with pages answers all of it at once. */
function batchOf({ args }: GraphQLField<unknown, unknown>): string | undefined {
  if (args.some(({ name }) => name === "first")) return undefined;
  return args.find(({ name }) => batches.has(name))?.name;
}

/** No field takes a larger one. */
const mostInBatch = Math.max(mostIds, linkLimits.items);

/** Lists without pages (sentences, mentions, candidates) are short; this stands for their length. */
const usualListLength = 5;

/** Lengths of lists further down, as an argument further up decides them. */
interface Lengths {
  /** Candidates that a link shows. */
  readonly candidates: number;
  /** Concepts and triples of a {@link subgraphs subgraph}. */
  readonly concepts: number;
  readonly triples: number;
  /** Edges of a connection; what stands beside them is there once. */
  readonly edges: number;
}

const usualLengths: Lengths = {
  candidates: usualListLength,
  concepts: usualListLength,
  triples: usualListLength,
  edges: 1,
};

/** Fields that give a subgraph, with how large it may be. */
const subgraphs: Readonly<
  Record<string, (first: number, ids: number) => Pick<Lengths, "concepts" | "triples">>
> = {
  "Query.subgraph": (first, ids) => ({ concepts: ids, triples: first }),
  "Concept.neighbourhood": (first) => ({ concepts: first + 1, triples: first * (1 + furtherPerTriple) }),
};

/** Edges and page infos are how Relay writes a list, not things of their own. */
const isFraming = (typeName: string) => typeName.endsWith("Edge") || typeName === "PageInfo";

/**
 * Weighs a valid query: `cost(field) = 1 + length · cost(what is selected in it)`, where length is `first` of a
 * connection for its edges, the number of items of a batch, or `topK` of the candidates of a link. A field that computes costs its
 * {@link work} besides. Each fragment is weighed once, so that fragments within fragments cannot make the weighing costly.
 */
export function weigh(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Weight {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === "FragmentDefinition") fragments.set(definition.name.value, definition);
  }
  const weighed = new Map<string, Weight>();

  function ofFragment(name: string, lengths: Lengths): Weight {
    const key = `${name} ${Object.values(lengths).join(" ")}`;
    const known = weighed.get(key);
    const fragment = fragments.get(name);
    if (known || !fragment) return known ?? nothing;
    const type = compositeType(fragment.typeCondition.name.value);
    const weight = ofSelections(fragment.selectionSet, type, lengths);
    weighed.set(key, weight);
    return weight;
  }

  function compositeType(name: string): GraphQLCompositeType | undefined {
    const type = schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }

  function ofSelections(
    set: SelectionSetNode,
    parent: GraphQLCompositeType | undefined,
    lengths: Lengths,
  ): Weight {
    let sum = nothing;
    for (const selection of set.selections) {
      let weight: Weight;
      if (selection.kind === "Field") weight = ofField(selection, parent, lengths);
      else if (selection.kind === "FragmentSpread") weight = ofFragment(selection.name.value, lengths);
      else {
        const condition = selection.typeCondition?.name.value;
        weight = ofSelections(selection.selectionSet, condition ? compositeType(condition) : parent, lengths);
      }
      sum = {
        depth: Math.max(sum.depth, weight.depth),
        aliases: sum.aliases + weight.aliases,
        cost: sum.cost + weight.cost,
      };
    }
    return sum;
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType | undefined, lengths: Lengths): Weight {
    const aliases = node.alias ? 1 : 0;
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    // Introspection reads no store, and GraphQL itself bounds how deep it goes.
    if (!field || !node.selectionSet || !isCompositeType(type)) return { depth: 1, aliases, cost: 0 };
    const within = lengthsWithin(`${parent}.${field.name}`, field, node, lengths);
    const length = lengthOf(field, node, `${parent}`, within);
    const inConnection = type.name.endsWith("Connection");
    const inner = ofSelections(node.selectionSet, type, {
      ...within,
      edges: inConnection ? length.times : 1,
    });
    const times = inConnection ? 1 : length.times;
    const own = isFraming(type.name) ? 0 : length.own;
    const batch = batchSize(field, node);
    return {
      depth: 1 + inner.depth,
      aliases: aliases + inner.aliases,
      cost: own + times * inner.cost + (work[`${parent}.${field.name}`] ?? 0) * batch,
    };
  }

  function lengthsWithin(
    name: string,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    lengths: Lengths,
  ): Lengths {
    const topK = field.args.find((argument) => argument.name === "topK");
    const first = field.args.find((argument) => argument.name === "first");
    const asked = size(node, "first", first?.defaultValue, subgraphLimits.triples);
    const members = subgraphs[name]?.(asked, listSize(node, "ids", subgraphLimits.ids));
    return { ...lengths, ...(topK && { candidates: size(node, "topK", topK.defaultValue) }), ...members };
  }

  function listLengthOf(type: string, parent: string, field: string, lengths: Lengths): number {
    if (type === "Candidate") return lengths.candidates;
    if (parent !== "Subgraph") return usualListLength;
    return field === "concepts" ? lengths.concepts : lengths.triples;
  }

  function lengthOf(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    parent: string,
    lengths: Lengths,
  ): { own: number; times: number } {
    const typeName = getNamedType(field.type).name;
    if (typeName === "Subgraph") return { own: 1, times: 1 };
    if (typeName.endsWith("Edge")) return { own: 0, times: lengths.edges };
    const paged = field.args.find((argument) => argument.name === "first");
    if (paged) return { own: 1, times: size(node, "first", paged.defaultValue) };
    if (!isListType(getNullableType(field.type))) return { own: 1, times: 1 };
    const length = batchOf(field)
      ? batchSize(field, node)
      : listLengthOf(typeName, parent, field.name, lengths);
    return { own: length, times: length };
  }

  function argumentOf(node: FieldNode, argument: string): ValueNode | undefined {
    return node.arguments?.find(({ name }) => name.value === argument)?.value;
  }

  /** What a number argument says; beyond the cap the field refuses it later, so it weighs no more than the cap. */
  function size(node: FieldNode, argument: string, usual: unknown, most = mostPerPage): number {
    const value = argumentOf(node, argument);
    let asked: unknown = usual;
    if (value?.kind === "IntValue") asked = Number(value.value);
    if (value?.kind === "Variable") {
      const name = value.name.value;
      const definition = operation.variableDefinitions?.find((one) => one.variable.name.value === name);
      const byDefault = definition?.defaultValue;
      asked = variables[name] ?? (byDefault?.kind === "IntValue" ? Number(byDefault.value) : usual);
    }
    return Math.min(Math.max(Number(asked) || 0, 1), most);
  }

  /** Entries of the argument that holds a batch, at most what the field takes; 1 for any other field. */
  function batchSize(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const argument = batchOf(field);
    return argument === undefined ? 1 : listSize(node, argument, mostInBatch);
  }

  /** Entries of a list that is given as an argument, at most what the field takes. */
  function listSize(node: FieldNode, argument: string, most: number): number {
    const value = argumentOf(node, argument);
    const given = value?.kind === "Variable" ? variables[value.name.value] : undefined;
    const count = value?.kind === "ListValue" ? value.values.length : Array.isArray(given) ? given.length : 1;
    return Math.min(Math.max(count, 1), most);
  }

  const root = schema.getRootType(operation.operation) ?? undefined;
  return ofSelections(operation.selectionSet, root, usualLengths);
}
