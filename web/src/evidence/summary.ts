import type { TripleHeadQuery } from "../api/generated.js";
import { count, years } from "../parts/numbers.js";

type Head = Omit<NonNullable<TripleHeadQuery["triple"]>, "subject" | "object" | "timeline">;

/** What papers say of a statement, in a sentence or two. */
export function summary(triple: Head): string {
  const sides = [
    triple.affirmed > 0 && `${count(triple.affirmed, "paper affirms", "papers affirm")} it`,
    triple.denied > 0 && `${count(triple.denied, "denies", "deny")} it`,
    triple.questions > 0 && `${count(triple.questions, "only asks", "only ask")}`,
  ].filter((text) => text !== false);
  const span = years(triple.firstYear, triple.lastYear);
  const others = [
    triple.hedged > 0 && `${count(triple.hedged, "speaks", "speak")} with a hedge.`,
    triple.concerns > 0 && `${count(triple.concerns, "is", "are")} under an expression of concern.`,
    triple.duplicates > 0 &&
      `${count(triple.duplicates, "republication counts", "republications count")} for nothing.`,
    triple.retracted > 0 &&
      `${count(triple.retracted, "retracted paper counts", "retracted papers count")} for nothing.`,
  ].filter((text) => text !== false);
  return [`${sides.join(", ")}${span && ` (${span})`}.`, ...others].join(" ");
}
