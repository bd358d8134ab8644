import {
  type DefinitionNode,
  type FieldNode,
  getOperationAST,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import type { ApiContext } from "../context.js";

/** One thing that a client had written, or tried to. */
export interface AuditEntry {
  /** When, ISO 8601. */
  readonly at: string;
  readonly client: { readonly kind: string; readonly name: string; readonly account: string };
  /** `deleteDocuments`, with its arguments, long texts cut short. */
  readonly what: readonly { readonly field: string; readonly arguments: Readonly<Record<string, unknown>> }[];
  /** `done`, or the codes of what went wrong. */
  readonly outcome: string;
}

export type Audit = (entry: AuditEntry) => void;

const longestText = 200;
const longestList = 50;

/** A value as the audit keeps it: enough to know what was done, not the texts themselves. */
function shortened(value: unknown): unknown {
  if (typeof value === "string" && value.length > longestText) {
    return `${value.slice(0, longestText)}… (${value.length} characters)`;
  }
  if (Array.isArray(value)) {
    const shown = value.slice(0, longestList).map(shortened);
    return value.length > longestList ? [...shown, `… (${value.length} items)`] : shown;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}

/** Codes of what went wrong, each once. */
function outcomeOf(
  errors: readonly { readonly extensions?: { readonly code?: unknown } }[] | undefined,
): string {
  if (!errors?.length) return "done";
  return [...new Set(errors.map(({ extensions }) => String(extensions?.code ?? "INTERNAL")))].join(", ");
}

/** Tells `audit` of every mutation that is run: who, what, when, and what came of it. */
export function auditPlugin(audit: Audit): Plugin<ApiContext> {
  return {
    onExecute({ args }) {
      const { document, operationName, variableValues, contextValue } = args;
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== "mutation") return;
      const { kind, name, account } = contextValue.client;
      const what = rootFields(operation.selectionSet).map((field) => ({
        field: field.name.value,
        arguments: Object.fromEntries(
          (field.arguments ?? []).map((argument) => [
            argument.name.value,
            shortened(valueFromASTUntyped(argument.value, variableValues)),
          ]),
        ),
      }));
      return {
        onExecuteDone({ result }) {
          const { errors } = result as { errors?: readonly { extensions: { code?: unknown } }[] };
          audit({
            at: new Date().toISOString(),
            client: { kind, name, account },
            what,
            outcome: outcomeOf(errors),
          });
        },
      };

      function rootFields(set: SelectionSetNode): readonly FieldNode[] {
        return set.selections.flatMap((selection) => {
          if (selection.kind === Kind.FIELD) return [selection];
          if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(selection.selectionSet);
          const fragment = document.definitions.find(
            (one: DefinitionNode) =>
              one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
          );
          return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootFields(fragment.selectionSet) : [];
        });
      }
    },
  };
}
