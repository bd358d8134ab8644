import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
import type { DocumentNode } from "graphql";

/**
 * A query, mutation or subscription: text, a document of this package, or one that a code generator typed
 * (`TypedDocumentNode`, `TypedDocumentString`). Answer and variables have the types that it carries.
 */
export type Operation<TData, TVariables> = DocumentTypeDecoration<TData, TVariables> &
  (OperationText | DocumentNode);

/** Text with the types of its answer and variables, as generators write it in their string mode. */
interface OperationText {
  toString(): string;
}

/** The text of an operation. Only a syntax tree needs the `graphql` package, which is loaded for it then. */
export async function textOf(operation: string | Operation<unknown, never>): Promise<string> {
  if (typeof operation === "string" || !("kind" in operation)) return String(operation);
  const { print } = await import("graphql");
  return print(operation as DocumentNode);
}
