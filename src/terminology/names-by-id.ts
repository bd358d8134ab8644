import type { Category } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { tidySynonyms } from "./tidy-names.js";

interface Gathered {
  readonly names: string[];
  readonly aliases: Set<Curie>;
}

/** Names by concept, for tables with a name a line whose lines of one id may stand anywhere. All are held at once. */
export interface NamesById {
  add(id: Curie, names: readonly string[], aliases?: readonly Curie[]): void;
  /** The concepts in the order in which their ids came; the first name is the preferred one. */
  concepts(category: Category): Generator<ConceptLine>;
}

export function namesById(): NamesById {
  const byId = new Map<Curie, Gathered>();
  return {
    add(id, names, aliases = []) {
      let gathered = byId.get(id);
      if (!gathered) {
        gathered = { names: [], aliases: new Set() };
        byId.set(id, gathered);
      }
      for (const name of names) gathered.names.push(name);
      for (const alias of aliases) if (alias !== id) gathered.aliases.add(alias);
    },
    *concepts(category) {
      for (const [id, { names, aliases }] of byId) {
        const name = names[0]!;
        yield {
          id,
          name,
          category,
          synonyms: tidySynonyms(name, names),
          xrefs: [...aliases],
          parents: [],
          formerly: [],
          orthologs: [],
        };
      }
    },
  };
}
