import type {
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import { Kind, visit } from "graphql";

/** What a query text looks like, told without a schema, before it is held against one. */
export interface Shape {
  readonly directives: number;
  /** Fields as they are written, at any level. Validation compares those of one name with each other. */
  readonly fields: number;
  /** Characters of the longest name. Validation looks for names that are like a wrong one. */
  readonly name: number;
  /** Fields at the root of all operations, fragments written out. */
  readonly rootFields: number;
  /** Fields within fields, fragments written out. */
  readonly depth: number;
}

/**
 * Measures a parsed query. Each fragment is measured once, and one that spreads itself counts once, so that the time is that of
 * reading the text.
 */
export function shapeOf(document: DocumentNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  let directives = 0;
  let fields = 0;
  let name = 0;
  visit(document, {
    Directive: () => void directives++,
    Field: () => void fields++,
    Name: ({ value }) => {
      name = Math.max(name, value.length);
    },
  });
  const measured = new Map<string, { fields: number; depth: number }>();

  function ofFragment(name: string): { fields: number; depth: number } {
    const known = measured.get(name);
    if (known) return known;
    // Stands until its own measure is known, for fragments that lead back to it.
    measured.set(name, { fields: 0, depth: 0 });
    const fragment = fragments.get(name);
    const measure = fragment ? ofSelections(fragment.selectionSet) : { fields: 0, depth: 0 };
    measured.set(name, measure);
    return measure;
  }

  function ofSelections(set: SelectionSetNode): { fields: number; depth: number } {
    let fields = 0;
    let depth = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        fields += 1;
        depth = Math.max(
          depth,
          1 + (selection.selectionSet ? ofSelections(selection.selectionSet).depth : 0),
        );
      } else {
        const inner =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(selection.name.value)
            : ofSelections(selection.selectionSet);
        fields += inner.fields;
        depth = Math.max(depth, inner.depth);
      }
    }
    return { fields, depth };
  }

  const roots = operations.map(({ selectionSet }) => ofSelections(selectionSet));
  return {
    directives,
    fields,
    name,
    rootFields: roots.reduce((sum, root) => sum + root.fields, 0),
    depth: Math.max(0, ...roots.map(({ depth }) => depth)),
  };
}
