import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Category } from "../src/domain/concept.js";
import { nameAt } from "../src/link/name-index.js";
import { openTerminology } from "../src/link/terminology.js";
import type { OpeningOptions } from "./linking-opening.js";

export interface LinkingMentions {
  readonly source: string;
  readonly mentions: readonly { readonly name: string; readonly category: Category }[];
}

const corpus = join(import.meta.dirname, "../../shared/data/ner/bc5cdr/CDR_TestSet.PubTator.txt");
const categoryOf: Readonly<Record<string, Category>> = { Disease: "Disease", Chemical: "ChemicalEntity" };
/** Names with typos, where there is no corpus. */
const madeMentions = 2_000;

/** The gold mentions of BC5CDR's test set, each once; where it is absent, the terminology's names with two letters swapped. */
export async function linkingMentions({ terminology, cache }: OpeningOptions): Promise<LinkingMentions> {
  if (existsSync(corpus)) return { source: "BC5CDR test", mentions: goldMentions() };
  const opened = await openTerminology({ folder: terminology, cacheFolder: cache });
  const mentions = (["Disease", "ChemicalEntity"] as const).flatMap((category) => {
    const names = opened.layer(category)?.names;
    if (!names) return [];
    const step = Math.max(1, Math.floor((2 * names.rowConcept.length) / madeMentions));
    return Array.from({ length: Math.floor(names.rowConcept.length / step) }, (_, place) => ({
      name: withTypo(nameAt(names, place * step), place),
      category,
    }));
  });
  return { source: "names with typos", mentions };
}

function goldMentions(): LinkingMentions["mentions"] {
  const seen = new Map<string, LinkingMentions["mentions"][number]>();
  for (const line of readFileSync(corpus, "utf8").split("\n")) {
    const [, , , name, type] = line.split("\t");
    const category = categoryOf[type ?? ""];
    if (name && category) seen.set(`${category} ${name}`, { name, category });
  }
  return [...seen.values()];
}

function withTypo(name: string, place: number): string {
  const at = place % Math.max(1, name.length - 1);
  return name.slice(0, at) + (name[at + 1] ?? "") + (name[at] ?? "") + name.slice(at + 2);
}
