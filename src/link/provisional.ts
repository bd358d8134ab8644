import { createHash } from "node:crypto";
import type { Category, Concept } from "../domain/concept.js";
import { categoryOf } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { Link, LinkedMention } from "../domain/link.js";
import { normalForm } from "./normal-form.js";

const prefix = "litweave.provisional";

/** Letters and digits of a normal form at least: shorter ones are symbols that mean one thing here and another there. */
const leastLength = 3;

/** A name that several known concepts share is not unknown, and a variant is known by its notation alone. */
const unknown: ReadonlySet<Link["nil"]> = new Set([
  "no-candidate",
  "below-threshold",
  "type-not-covered",
] as const);

/**
 * The id of what a terminology does not know: equal for equal categories and normal forms, whatever the document.
 *
 * @example
 * provisionalId("Disease", "ruritanian fever") === "litweave.provisional:Disease-7a6b1b4ae8a4b0ee"
 */
function provisionalId(category: Category, form: string): Curie {
  const hash = createHash("sha256").update(`${category}\n${form}`).digest("hex").slice(0, 16);
  return `${prefix}:${category}-${hash}`;
}

/** The normal form by which mentions meet: of the long form where the document defines the mention as an abbreviation. */
function formOf({ text, link }: LinkedMention): string {
  return normalForm(link.steps.find(({ rule }) => rule === "abbreviation")?.text ?? text);
}

/**
 * Links each NIL mention of an unknown name to the provisional concept of its category and normal form, with a step that
 * holds the form; other mentions stay as they are.
 */
export function linkProvisionally(linked: readonly LinkedMention[]): readonly LinkedMention[] {
  return linked.map((mention) => {
    if (mention.type === "Variant" || !unknown.has(mention.link.nil)) return mention;
    const form = formOf(mention);
    if (form.replaceAll(" ", "").length < leastLength) return mention;
    const { nil, ...link } = mention.link;
    const id = provisionalId(categoryOf(mention.type), form);
    return {
      ...mention,
      link: { ...link, ids: [id], steps: [...link.steps, { rule: "provisional", text: form }] },
    };
  });
}

/**
 * The provisional concepts that mentions refer to, each once. Their name is the normal form, so every document describes
 * them alike and the order of documents cannot show.
 */
export function provisionalConcepts(linked: readonly LinkedMention[]): readonly Concept[] {
  const concepts = new Map<Curie, Concept>();
  for (const { type, link } of linked) {
    const step = link.steps.find(({ rule }) => rule === "provisional");
    const [id] = link.ids;
    if (!step || !id) continue;
    concepts.set(id, {
      id,
      name: step.text,
      category: categoryOf(type),
      synonyms: [],
      xrefs: [],
      parents: [],
      provisional: true,
    });
  }
  return [...concepts.values()];
}
