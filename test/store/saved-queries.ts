import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const exploreFolder = join(import.meta.dirname, "..", "..", "cypher", "explore");

export interface SavedQuery {
  readonly name: string;
  readonly text: string;
  /** The question in a user's words. */
  readonly purpose: string;
  /** The line for Browser that sets the parameters to their examples; undefined where there are none. */
  readonly example: string | undefined;
  /** Names of the parameters that the header explains, and of those that the statement takes. */
  readonly explained: readonly string[];
  readonly taken: readonly string[];
}

export const savedQueries: readonly SavedQuery[] = readdirSync(exploreFolder)
  .filter((file) => file.endsWith(".cypher"))
  .sort()
  .map((file) => savedQuery(file));

function savedQuery(file: string): SavedQuery {
  const text = readFileSync(join(exploreFolder, file), "utf8");
  const lines = text.split("\n");
  const header = lines.filter((line) => line.startsWith("//")).join("\n");
  const body = lines.filter((line) => !line.startsWith("//")).join("\n");
  const named = (part: string) =>
    [...new Set(part.match(/\$\w+/gu) ?? [])].map((name) => name.slice(1)).sort();
  return {
    name: file.slice(0, -".cypher".length),
    text,
    purpose: /^\/\/ Purpose: (.+)$/mu.exec(header)?.[1] ?? "",
    example: /^\/\/ {3}:params (\{.+\})$/mu.exec(header)?.[1],
    explained: named(header),
    taken: named(body),
  };
}
