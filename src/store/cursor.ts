import { LitweaveError } from "../domain/errors.js";
import type { Page, PageRequest } from "../domain/graph-reader.js";

/** Where a page ended: the sort values of its last item, its key last. `order` names the sorting they belong to. */
export interface Cursor {
  readonly order: string;
  readonly values: readonly (string | number)[];
}

export function encodeCursor({ order, values }: Cursor): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString("base64url");
}

/** @throws LitweaveError `BAD_INPUT` when the cursor is not one of ours or belongs to another sorting */
export function decodeCursor(text: string, order: string, length: number): Cursor["values"] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    parts = undefined;
  }
  const valid =
    Array.isArray(parts) &&
    parts[0] === order &&
    parts.length === length + 1 &&
    parts.every((part) => typeof part === "string" || typeof part === "number");
  if (valid) return (parts as [string, ...(string | number)[]]).slice(1);
  throw new LitweaveError("BAD_INPUT", `“${text}” is no cursor of a listing by ${order}`, {
    hint: "pass `after` the cursor of an item of the same listing, in the same order",
  });
}

const largestPage = 10_000;

/** @throws LitweaveError `BAD_INPUT` unless `first` is a whole number from 0 to 10,000 */
export function checkPage({ first }: PageRequest): number {
  if (Number.isInteger(first) && first >= 0 && first <= largestPage) return first;
  throw new LitweaveError("BAD_INPUT", `a page of ${first} items cannot be had`, {
    hint: `ask for 0 to ${largestPage} items and follow with \`after\``,
  });
}

/** A page out of `found`, which holds one item more than asked for when there are more. */
export function pageOf<T>(found: readonly T[], first: number, cursor: (item: T) => Cursor): Page<T> {
  const items = found.slice(0, first).map((node) => ({ node, cursor: encodeCursor(cursor(node)) }));
  return { items, hasNext: found.length > first };
}
