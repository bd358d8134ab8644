import type { Category } from "../domain/concept.js";
import { LitweaveError } from "../domain/errors.js";
import type { LinkRequest, NamedThing } from "../domain/link-request.js";
import { nameArgument } from "./arguments.js";

/** What the linking fields take at most. */
export const linkLimits = {
  /** Items of `links`, names of `embed`. */
  items: 500,
  topK: 100,
  /** Characters of one context. */
  context: 10_000,
  /** Characters of all contexts of a request together. */
  contexts: 200_000,
  /** Other names of one context. */
  others: 50,
} as const;

/** An item as GraphQL gives it: null and absent are the same. */
export interface LinkItem {
  readonly mention: string;
  readonly category?: Category | null;
  readonly context?: string | null;
  readonly others?: readonly NamedThing[] | null;
}

/** @throws LitweaveError `BAD_INPUT` when the name is empty or longer than any name is */
function filledName(argument: string, text: string): string {
  const name = nameArgument(argument, text);
  if (name !== "") return name;
  throw new LitweaveError("BAD_INPUT", `${argument} is empty`, { hint: "give a name as a text writes it" });
}

/** @throws LitweaveError `BAD_INPUT` naming the field that cannot be taken */
export function linkRequest({ mention, category, context, others }: LinkItem): LinkRequest {
  const length = context?.length ?? 0;
  if (length > linkLimits.context) {
    throw new LitweaveError(
      "BAD_INPUT",
      `context has ${length} characters; at most ${linkLimits.context} are taken`,
      { hint: "give the abstract or the paragraph around the mention" },
    );
  }
  if (others && others.length > linkLimits.others) {
    throw new LitweaveError(
      "BAD_INPUT",
      `others has ${others.length} names; at most ${linkLimits.others} are taken`,
      { hint: "give those nearest to the mention" },
    );
  }
  return {
    mention: filledName("mention", mention),
    ...(category && { category }),
    ...(context && { context }),
    ...(others && {
      others: others.map(({ name, category }) => ({ name: filledName("others.name", name), category })),
    }),
  };
}

/** @throws LitweaveError `BAD_INPUT` */
export function topKArgument(topK: number): number {
  if (topK >= 1 && topK <= linkLimits.topK) return topK;
  throw new LitweaveError("BAD_INPUT", `topK is ${topK}; a link shows 1 to ${linkLimits.topK} candidates`);
}

/** @throws LitweaveError `BAD_INPUT` when there are too many, or their contexts are too long together */
export function checkItems(items: readonly LinkItem[]): void {
  if (items.length > linkLimits.items) {
    throw new LitweaveError(
      "BAD_INPUT",
      `items has ${items.length} entries; at most ${linkLimits.items} are linked at once`,
      { hint: "send several requests, or use `litweave link --from` with a file" },
    );
  }
  const characters = items.reduce((sum, { context }) => sum + (context?.length ?? 0), 0);
  if (characters > linkLimits.contexts) {
    throw new LitweaveError(
      "BAD_INPUT",
      `the contexts have ${characters} characters together; at most ${linkLimits.contexts} are taken`,
      { hint: "send several requests, or the sentence of each mention alone" },
    );
  }
}

/** @throws LitweaveError `BAD_INPUT` naming the text that cannot be taken, counted from 0 */
export function namesArgument(texts: readonly string[]): readonly string[] {
  if (texts.length > linkLimits.items) {
    throw new LitweaveError(
      "BAD_INPUT",
      `texts has ${texts.length} entries; at most ${linkLimits.items} are embedded at once`,
      { hint: "send several requests" },
    );
  }
  return texts.map((text, at) => filledName(`texts[${at}]`, text));
}
