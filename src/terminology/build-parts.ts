import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { Category } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import { conceptText } from "./merge-concepts.js";

/** Counts of a file of concepts, as the manifest has them. */
export interface ConceptCounts {
  concepts: number;
  names: number;
  readonly categories: Partial<Record<Category, number>>;
}

/** The concepts that one source was first to give, as lines of a file that is written to its final form later. */
export interface Part {
  /** Of the final file, without ending. */
  readonly name: string;
  readonly path: string;
  readonly counts: ConceptCounts;
}

const noConcepts = (): ConceptCounts => ({ concepts: 0, names: 0, categories: {} });

function countConcept(counts: ConceptCounts, { category, synonyms }: ConceptLine): void {
  counts.concepts += 1;
  counts.names += 1 + synonyms.length;
  counts.categories[category] = (counts.categories[category] ?? 0) + 1;
}

const bufferedCharacters = 1 << 20;

/**
 * Concepts on their way from many sources into one terminology. Lines wait on the disk, ids in memory; of what several sources
 * say of one concept, all but the first is held until the end. So three million names take some hundred megabytes.
 */
export class Parts {
  readonly #folder: string;
  readonly parts: Part[] = [];
  /** Every concept's id, in the order of the lines of all parts. */
  readonly ids = new Set<string>();
  /** Further lines of concepts that stand in a part already. */
  readonly further = new Map<string, string[]>();
  #stream: WriteStream | undefined;
  #waiting: string[] = [];
  #characters = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Begins the part of the next source; a name that is taken gets a number. */
  async begin(format: string): Promise<Part> {
    await this.#close();
    const same = this.parts.filter(({ name }) => name === format || name.startsWith(`${format}-`)).length;
    const name = same === 0 ? format : `${format}-${same + 1}`;
    const part = { name, path: join(this.#folder, `${name}.jsonl`), counts: noConcepts() };
    this.parts.push(part);
    this.#stream = createWriteStream(part.path);
    return part;
  }

  /** Adds a concept to the part begun last; false when its id was there already. */
  async add(concept: ConceptLine): Promise<boolean> {
    const text = conceptText(concept);
    if (this.ids.has(concept.id)) {
      const lines = this.further.get(concept.id);
      if (lines) lines.push(text);
      else this.further.set(ownText(concept.id), [text]);
      return false;
    }
    this.ids.add(ownText(concept.id));
    countConcept(this.parts.at(-1)!.counts, concept);
    this.#waiting.push(text, "\n");
    this.#characters += text.length;
    if (this.#characters > bufferedCharacters) await this.#flush();
    return true;
  }

  /** No more concepts come. */
  async end(): Promise<void> {
    await this.#close();
  }

  async #flush(): Promise<void> {
    const text = this.#waiting.join("");
    this.#waiting = [];
    this.#characters = 0;
    if (this.#stream && !this.#stream.write(text)) await once(this.#stream, "drain");
  }

  async #close(): Promise<void> {
    if (!this.#stream) return;
    await this.#flush();
    this.#stream.end();
    await finished(this.#stream);
    this.#stream = undefined;
  }
}

/** A copy that does not keep the text it was cut from in memory. */
export function ownText<T extends string>(text: T): T {
  return Buffer.from(text, "utf8").toString("utf8") as T;
}
