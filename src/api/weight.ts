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
  // It reads every triple of the list, however few are on the page.
  "TripleConnection.facets": 500,
};

/** Arguments that hold a list, of which the field gives an answer each. */
const batches: ReadonlySet<string> = new Set(["items", "texts", "ids"]);

/** No field takes a larger one. */
const mostInBatch = Math.max(mostIds, linkLimits.items);

/** Lists without pages (sentences, mentions, candidates) are short; this stands for their length. */
const usualListLength = 5;

/** Edges and page infos are how Relay writes a list, not things of their own. */
const isFraming = (typeName: string) => typeName.endsWith("Edge") || typeName === "PageInfo";

/** Lengths that a field gives to the lists within it. */
interface Lengths {
  /** Candidates that a link shows. */
  readonly candidates: number;
  /** Edges of a connection; what stands beside them is there once. */
  readonly edges: number;
}

const usual: Lengths = { candidates: usualListLength, edges: 1 };

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
    const key = `${name} ${lengths.candidates} ${lengths.edges}`;
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
    const topK = field.args.find((argument) => argument.name === "topK");
    const candidates = topK ? size(node, "topK", topK.defaultValue) : lengths.candidates;
    const length = lengthOf(field, node, { ...lengths, candidates });
    const inConnection = type.name.endsWith("Connection");
    const inner = ofSelections(node.selectionSet, type, {
      candidates,
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

  function lengthOf(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    lengths: Lengths,
  ): { own: number; times: number } {
    const typeName = getNamedType(field.type).name;
    if (typeName.endsWith("Edge")) return { own: 0, times: lengths.edges };
    const paged = field.args.find((argument) => argument.name === "first");
    if (paged) return { own: 1, times: size(node, "first", paged.defaultValue) };
    if (!isListType(getNullableType(field.type))) return { own: 1, times: 1 };
    const listLength = typeName === "Candidate" ? lengths.candidates : usualListLength;
    const length = field.args.some(({ name }) => batches.has(name)) ? batchSize(field, node) : listLength;
    return { own: length, times: length };
  }

  function argumentOf(node: FieldNode, argument: string): ValueNode | undefined {
    return node.arguments?.find(({ name }) => name.value === argument)?.value;
  }

  /** What a number argument says; beyond the cap the field refuses it later, so it weighs no more than the cap. */
  function size(node: FieldNode, argument: string, usual: unknown): number {
    const value = argumentOf(node, argument);
    let asked: unknown = usual;
    if (value?.kind === "IntValue") asked = Number(value.value);
    if (value?.kind === "Variable") {
      const name = value.name.value;
      const definition = operation.variableDefinitions?.find((one) => one.variable.name.value === name);
      const byDefault = definition?.defaultValue;
      asked = variables[name] ?? (byDefault?.kind === "IntValue" ? Number(byDefault.value) : usual);
    }
    return Math.min(Math.max(Number(asked) || 0, 1), mostPerPage);
  }

  /** Entries of the argument that holds a batch, at most what the field takes; 1 for any other field. */
  function batchSize(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const argument = field.args.find(({ name }) => batches.has(name))?.name;
    if (argument === undefined) return 1;
    const value = argumentOf(node, argument);
    const given = value?.kind === "Variable" ? variables[value.name.value] : undefined;
    const count = value?.kind === "ListValue" ? value.values.length : Array.isArray(given) ? given.length : 1;
    return Math.min(Math.max(count, 1), mostInBatch);
  }

  const root = schema.getRootType(operation.operation) ?? undefined;
  return ofSelections(operation.selectionSet, root, usual);
}
