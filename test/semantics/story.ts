import type { Claim, Paper } from "../store/world.js";
import type { Batch, Delivery, Fault, History } from "./histories.js";

/** A history in words, one line for each delivery. */
export function storyOf({ steps }: History): readonly string[] {
  return steps.flatMap((batches, at) => {
    const together = batches.length > 1 ? ", at once with the other" : "";
    return batches.flatMap((batch) => [
      `${at + 1}. writer ${batch.writer}${together}${batch.fault ? `: ${faultIn(batch.fault)}` : ""}`,
      ...linesOf(batch),
    ]);
  });
}

function linesOf({ deliveries }: Batch): readonly string[] {
  return deliveries.map((delivery) => `     ${deliveryIn(delivery)}`);
}

function faultIn({ at, dies }: Fault): string {
  const end = dies ? "dies" : "fails";
  const place =
    at === "answer" ? "after the commit, before the answer" : `at call ${at} to the engine, or at the commit`;
  return `${end} ${place}, then again`;
}

function deliveryIn({ said }: Delivery): string {
  return "deletion" in said ? `delete ${said.deletion}` : paperIn(said);
}

function paperIn(paper: Paper): string {
  const { id, version = 1, revisedAt, publishedAt, claims = [], mentions, abstract, renamed } = paper;
  const list = (word: string, items: readonly string[] | undefined) =>
    items ? [`${word} ${items.join(", ")}`] : [];
  const parts = [
    ...(publishedAt ? [`published ${publishedAt}`] : []),
    ...claims.map(claimIn),
    ...list("mentions", mentions),
    ...(abstract ? [`abstract “${abstract.slice(0, 14)}…”`] : []),
    ...(paper.retracted ? ["says that it is retracted"] : []),
    ...list("retracts", paper.retracts),
    ...(paper.concern ? ["says that there is concern about it"] : []),
    ...list("is concerned about", paper.concernsAbout),
    ...list("is republished as", paper.republishedAs),
    ...list("renames", renamed),
    ...(paper.anew ? ["processed anew"] : []),
  ];
  const revised = revisedAt ? ` of ${revisedAt}` : "";
  return `write ${id} v${version}${revised}: ${parts.join("; ") || "nothing"}`;
}

function claimIn({ subject, predicate, object, score = 0.9, polarity, certainty, role }: Claim): string {
  const not = polarity === "negated" ? "not " : "";
  const said = [score, ...(certainty === "asserted" ? [] : [certainty]), ...(role === "title" ? [] : [role])];
  return `${not}${subject} ${predicate} ${object} (${said.join(", ")})`;
}
