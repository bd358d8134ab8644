import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  type SelectionSetNode,
} from "graphql";

/** What a resolver is told of the query besides its arguments. */
export type Asking = Pick<GraphQLResolveInfo, "fieldNodes" | "fragments" | "schema" | "variableValues">;

/**
 * The fields that a query selects behind a path of fields below the one that is resolved. What `@skip` and `@include` leave out is among
 * them: whoever looks ahead only fetches more.
 */
export function selectedBelow(asking: Asking, path: readonly string[]): readonly FieldNode[] {
  let nodes: readonly FieldNode[] = asking.fieldNodes;
  for (const name of path) nodes = selections(nodes, asking).filter((node) => node.name.value === name);
  return selections(nodes, asking);
}

function selections(nodes: readonly FieldNode[], asking: Asking): readonly FieldNode[] {
  return nodes.flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet, asking) : []));
}

/** A validated document's fragments are not cyclic. */
function fieldsOf({ selections }: SelectionSetNode, asking: Asking): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === "Field") return [selection];
    const set =
      selection.kind === "InlineFragment"
        ? selection.selectionSet
        : asking.fragments[selection.name.value]?.selectionSet;
    return set ? fieldsOf(set, asking) : [];
  });
}

/** The arguments of a field of `type` as its resolver will get them; undefined where it will not get any, for they are wrong. */
export function argumentsOf(
  { schema, variableValues }: Asking,
  type: string,
  node: FieldNode,
): Readonly<Record<string, unknown>> | undefined {
  const field = (schema.getType(type) as GraphQLObjectType).getFields()[node.name.value];
  try {
    return field && getArgumentValues(field, node, variableValues);
  } catch {
    return undefined;
  }
}
