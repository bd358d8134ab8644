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
} from "graphql";
import { mostPerPage } from "./connection.js";

/** How much a query asks for, known before it is run. */
export interface Weight {
  /** Levels of fields within fields. */
  readonly depth: number;
  readonly aliases: number;
  /** Objects in the largest answer; scalars are free. */
  readonly cost: number;
}

const nothing: Weight = { depth: 0, aliases: 0, cost: 0 };

/** Lists without pages (sentences, mentions, candidates) are short; this stands for their length. */
const usualListLength = 5;

/** Edges and page infos are how Relay writes a list, not things of their own. */
const isFraming = (typeName: string) => typeName.endsWith("Edge") || typeName === "PageInfo";

/**
 * Weighs a valid query: `cost(field) = 1 + length · cost(what is selected in it)`, where length is `first` of a
 * connection. Each fragment is weighed once, so that fragments within fragments cannot make the weighing costly.
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

  function ofFragment(name: string): Weight {
    const known = weighed.get(name);
    const fragment = fragments.get(name);
    if (known || !fragment) return known ?? nothing;
    const weight = ofSelections(fragment.selectionSet, compositeType(fragment.typeCondition.name.value));
    weighed.set(name, weight);
    return weight;
  }

  function compositeType(name: string): GraphQLCompositeType | undefined {
    const type = schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }

  function ofSelections(set: SelectionSetNode, parent: GraphQLCompositeType | undefined): Weight {
    let sum = nothing;
    for (const selection of set.selections) {
      let weight: Weight;
      if (selection.kind === "Field") weight = ofField(selection, parent);
      else if (selection.kind === "FragmentSpread") weight = ofFragment(selection.name.value);
      else {
        const condition = selection.typeCondition?.name.value;
        weight = ofSelections(selection.selectionSet, condition ? compositeType(condition) : parent);
      }
      sum = {
        depth: Math.max(sum.depth, weight.depth),
        aliases: sum.aliases + weight.aliases,
        cost: sum.cost + weight.cost,
      };
    }
    return sum;
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType | undefined): Weight {
    const aliases = node.alias ? 1 : 0;
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    // Introspection reads no store, and GraphQL itself bounds how deep it goes.
    if (!field || !node.selectionSet || !isCompositeType(type)) return { depth: 1, aliases, cost: 0 };
    const inner = ofSelections(node.selectionSet, type);
    const length = lengthOf(field, node);
    const own = isFraming(type.name) ? 0 : length.own;
    return {
      depth: 1 + inner.depth,
      aliases: aliases + inner.aliases,
      cost: own + length.times * inner.cost,
    };
  }

  function lengthOf(field: GraphQLField<unknown, unknown>, node: FieldNode): { own: number; times: number } {
    const paged = field.args.find((argument) => argument.name === "first");
    if (paged) return { own: 1, times: pageSize(node, paged.defaultValue) };
    const list = isListType(getNullableType(field.type)) && !isFraming(getNamedType(field.type).name);
    return list ? { own: usualListLength, times: usualListLength } : { own: 1, times: 1 };
  }

  /** What `first` says; a page beyond the cap is refused later, so it weighs no more than the cap. */
  function pageSize(node: FieldNode, usual: unknown): number {
    const value = node.arguments?.find((argument) => argument.name.value === "first")?.value;
    let size: unknown = usual;
    if (value?.kind === "IntValue") size = Number(value.value);
    if (value?.kind === "Variable") {
      const name = value.name.value;
      const definition = operation.variableDefinitions?.find((one) => one.variable.name.value === name);
      const byDefault = definition?.defaultValue;
      size = variables[name] ?? (byDefault?.kind === "IntValue" ? Number(byDefault.value) : usual);
    }
    return Math.min(Math.max(Number(size) || 0, 1), mostPerPage);
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}
