import { type Category, type Concept, categories, categoryOf } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { type Document, documentText } from "../domain/document.js";
import type { Link, LinkedMention } from "../domain/link.js";
import { entityTypes, type Mention } from "../domain/mention.js";
import { findAbbreviations, longForms } from "./abbreviations.js";
import { createAncestry } from "./ancestry.js";
import { taxonNumber } from "./concept-table.js";
import { type Contested, contestedOf, decide, type Judgement } from "./decide.js";
import { contextOf, type DocumentContext, emptyContext, type OrganismMention } from "./document-context.js";
import { type EmbedNames, type ExtraName, extraLayer } from "./extra-names.js";
import { createLookUp, type FoundNames } from "./look-up.js";
import { type MentionPlan, namesOf, planOf } from "./mention-plan.js";
import type { NameLayer } from "./name-layer.js";
import { isLikened, organismsInText } from "./organisms-in-text.js";
import { priorIn } from "./rerank.js";
import { defaultSettings, type LinkSettings } from "./settings.js";
import type { Terminology } from "./terminology.js";
import { turns } from "./turns.js";
import { variantConcept, variantId } from "./variants.js";
import { withholding } from "./withheld.js";

export interface LinkerOptions {
  readonly terminology: Terminology;
  /** Embeds normal forms with the name encoder. Without it, names are compared by their letters alone. */
  readonly embedNames?: EmbedNames | undefined;
  readonly settings?: Partial<LinkSettings>;
  /** Told of the candidates of every mention in a document but variants, in their order; for fitting the reranker. */
  readonly observe?: (contested: Contested, judge: Judgement) => void;
}

export interface DocumentMentions {
  readonly document: Document;
  readonly mentions: readonly Mention[];
}

/** A name without a document. */
export interface NameToLink {
  readonly name: string;
  readonly category?: Category;
}

export interface Linker {
  /** Mentions with their links, in the order given. All new names of the call are embedded together. */
  linkDocuments(batch: readonly DocumentMentions[]): Promise<readonly (readonly LinkedMention[])[]>;
  linkDocument(document: Document, mentions: readonly Mention[]): Promise<readonly LinkedMention[]>;
  /** A name without a document; without a category, in the one where it fits best. */
  linkName(name: string, category?: Category): Promise<Link>;
  /** The same for many names, in the order given; all new ones are embedded together. */
  linkNames(names: readonly NameToLink[]): Promise<readonly Link[]>;
  /** Every concept that the mentions refer to, each once. */
  conceptsOf(linked: readonly LinkedMention[]): readonly Concept[];
  concept(id: string): Concept | undefined;
  /** The same linker with more names in its dictionary. */
  withNames(names: readonly ExtraName[]): Promise<Linker>;
  /** The same linker, which links to none of these concepts. */
  withoutConcepts(ids: Iterable<Curie>): Linker;
}

export function createLinker(options: LinkerOptions): Linker {
  return linkerOver(options, new Map(), new Set());
}

function linkerOver(
  options: LinkerOptions,
  extra: ReadonlyMap<Category, NameLayer>,
  without: ReadonlySet<Curie>,
): Linker {
  const { terminology, embedNames } = options;
  const settings: LinkSettings = { ...defaultSettings, ...options.settings };
  const stacks = new Map<Category, readonly NameLayer[]>();
  function layersOf(category: Category): readonly NameLayer[] {
    const own = [extra.get(category), terminology.layer(category)].filter((layer) => layer !== undefined);
    const stack =
      stacks.get(category) ?? (without.size > 0 ? own.map((layer) => withholding(layer, without)) : own);
    stacks.set(category, stack);
    return stack;
  }

  const lookUp = createLookUp(layersOf, embedNames, settings);
  const { parentsOf, ancestorsOf } = createAncestry(terminology.concept);
  const { reranker } = settings;

  /** Makes the judges of a document's mentions. */
  function court(context: DocumentContext, found: FoundNames, own: LinkSettings, wordings: Wordings) {
    const named = [...context.named];
    const ancestorsOfNamed = new Set(named.flatMap(ancestorsOf));
    const parentsOfNamed = new Set(named.flatMap(parentsOf));
    return (category: Category, places: readonly number[], at: number): Judgement => ({
      category,
      context,
      at,
      places,
      settings: own,
      ancestorsOf,
      ancestorsOfNamed,
      parentsOfNamed,
      priorOf: (id) => priorIn(reranker, id),
      wordingsOf: (id) => wordings.get(id)?.size ?? 0,
      hits: (name: string) => found({ name, category }),
      nameOf: (id: Curie) => terminology.concept(id)?.name,
    });
  }

  async function linkDocuments(batch: readonly DocumentMentions[]) {
    const planned = batch.map(({ document, mentions }) => {
      const forms = longForms(findAbbreviations(documentText(document)));
      return mentions.map((mention) => planOf(mention.text, mention.type, forms));
    });
    const found = await lookUp(
      batch.flatMap(({ mentions }, place) =>
        mentions.flatMap(({ type }, at) =>
          type === "Variant"
            ? []
            : namesOf(planned[place]![at]!).map((name) => ({ name, category: categoryOf(type) })),
        ),
      ),
    );
    const turn = turns();
    const linked: (readonly LinkedMention[])[] = [];
    for (const [place, { document, mentions }] of batch.entries()) {
      await turn();
      linked.push(linkAll(document, mentions, planned[place]!, found));
    }
    return linked;
  }

  function linkAll(
    document: Document,
    mentions: readonly Mention[],
    plans: readonly MentionPlan[],
    found: FoundNames,
  ): readonly LinkedMention[] {
    const text = documentText(document);
    const places = placesOf(mentions);
    const wordings = wordingsIn(mentions, plans, found);
    const judged = (context: DocumentContext, own: LinkSettings) => {
      const judge = court(context, found, own, wordings);
      return mentions.map(({ type, text: name, start }) =>
        judge(categoryOf(type), places.get(name.toLowerCase())!, start),
      );
    };
    /** Places matter to genes alone, for the species around them: where they do not, each wording is decided once. */
    const linkBy = (
      { organisms }: DocumentContext,
      judges: readonly Judgement[],
      isWanted: (at: number) => boolean = () => true,
    ) => {
      const known = new Map<string, Link>();
      return mentions.flatMap((mention, at): readonly LinkedMention[] => {
        if (!isWanted(at)) return [];
        const { type, text: name } = mention;
        if (type === "Variant") return [{ ...mention, link: linkVariant(name) }];
        const key = `${type}\t${name}`;
        const link = known.get(key) ?? decide(plans[at]!, judges[at]!);
        if (type !== "Gene" || organisms.length === 0) known.set(key, link);
        return [{ ...mention, link }];
      });
    };
    /** See {@link sureIds} and {@link organismsOf}. */
    function speaksForOthers(at: number): boolean {
      const { type } = mentions[at]!;
      if (type === "Species" || type === "Variant") return true;
      const category = categoryOf(type);
      return namesOf(plans[at]!).some((name) => found({ name, category }).some(({ exact }) => exact === 1));
    }
    const implied = organismsInText(text);
    // What is beyond doubt needs no reranker, and what it is fitted on must not depend on it.
    const plain = contextOf(document, text, [], implied);
    const first = linkBy(plain, judged(plain, { ...settings, reranker: undefined }), speaksForOthers);
    const marked = organismsOf(first).filter(({ at }) => !isLikened(text, at));
    const organisms = [...marked, ...implied.filter(({ at }) => !isSpecies(mentions, at))];
    const context = contextOf(document, text, sureIds(first), organisms);
    const judges = judged(context, settings);
    if (options.observe) {
      for (const [at, { type }] of mentions.entries()) {
        if (type !== "Variant") options.observe(contestedOf(plans[at]!, judges[at]!), judges[at]!);
      }
    }
    return linkBy(context, judges);
  }

  async function linkNames(names: readonly NameToLink[]): Promise<readonly Link[]> {
    const wanted = names.map(({ name, category }) =>
      entityTypes
        .filter((type) => !category || categoryOf(type) === category)
        .map((type) => ({ name, type, plan: planOf(name, type, new Map()) })),
    );
    const found = await lookUp(
      wanted
        .flat()
        .flatMap(({ type, plan }) =>
          namesOf(plan).map((text) => ({ name: text, category: categoryOf(type) })),
        ),
    );
    const judge = court(emptyContext, found, settings, new Map());
    return wanted.map((ways) =>
      ways
        .map(({ name, type, plan }) =>
          type === "Variant" ? linkVariant(name) : decide(plan, judge(categoryOf(type), [0], 0)),
        )
        .reduce((best, link) => (merit(link) > merit(best) ? link : best)),
    );
  }

  return {
    linkDocuments,
    async linkDocument(document, mentions) {
      return (await linkDocuments([{ document, mentions }]))[0]!;
    },
    async linkName(name, category) {
      return (await linkNames([{ name, ...(category && { category }) }]))[0]!;
    },
    linkNames,
    conceptsOf(linked) {
      const ids = new Set(linked.flatMap(({ link }) => link.ids));
      return [...ids].map((id) => conceptFor(id, terminology)).filter((concept) => concept !== undefined);
    },
    concept: (id) => terminology.concept(id),
    async withNames(names) {
      const layers = new Map<Category, NameLayer>();
      const taxonOf = (id: Curie) => taxonNumber(terminology.concept(id)?.taxon);
      for (const category of categories) {
        const own = names.filter((item) => item.category === category);
        const base = terminology.layer(category);
        if (base && own.length > 0) layers.set(category, await extraLayer(base, own, embedNames, taxonOf));
      }
      return linkerOver(options, layers, without);
    },
    withoutConcepts: (ids) => linkerOver(options, extra, new Set([...without, ...ids])),
  };
}

function conceptFor(id: Curie, terminology: Terminology): Concept | undefined {
  return id.startsWith("hgvs:") || id.startsWith("dbSNP:") ? variantConcept(id) : terminology.concept(id);
}

function linkVariant(text: string): Link {
  const id = variantId(text);
  if (id === undefined) return { ids: [], nil: "no-candidate", score: 0, steps: [], candidates: [] };
  const name = variantConcept(id).name;
  const score = { total: 1, dense: 0, sparse: 0, exact: 1, context: 0 };
  return {
    ids: [id],
    score: 1,
    steps: [{ rule: "variant", text: name }],
    candidates: [{ id, name, matchedName: text, score }],
  };
}

/** A link outranks NIL, then the score decides. */
function merit(link: Link): number {
  return link.score + (link.nil ? 0 : 1);
}

/** Ids of links by an equal name that no other concept has: those that may speak for the rest. */
function sureIds(linked: readonly LinkedMention[]): readonly Curie[] {
  return linked.flatMap(({ link }) => {
    const equal = link.candidates.filter(({ score }) => score.exact === 1);
    return link.ids.length === 1 && equal.length === 1 ? link.ids : [];
  });
}

/** Where each wording stands, in lower case. */
function placesOf(mentions: readonly Mention[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const { text, start } of mentions) {
    const name = text.toLowerCase();
    places.set(name, [...(places.get(name) ?? []), start]);
  }
  return places;
}

/** The different wordings, by letters and digits alone, that are names of a concept. */
type Wordings = ReadonlyMap<Curie, ReadonlySet<string>>;

function wordingsIn(
  mentions: readonly Mention[],
  plans: readonly MentionPlan[],
  found: FoundNames,
): Wordings {
  const wordings = new Map<Curie, Set<string>>();
  for (const [at, { type }] of mentions.entries()) {
    if (type === "Variant") continue;
    for (const name of plans[at]!.wholes.flatMap(({ names }) => names)) {
      const wording = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
      for (const { id, exact } of found({ name, category: categoryOf(type) })) {
        if (exact > 0) wordings.set(id, (wordings.get(id) ?? new Set()).add(wording));
      }
    }
  }
  return wordings;
}

/** Whether a mention of a species stands at a place: then its link speaks, not the word. */
function isSpecies(mentions: readonly Mention[], at: number): boolean {
  return mentions.some(({ type, start, end }) => type === "Species" && start <= at && at < end);
}

function organismsOf(linked: readonly LinkedMention[]): readonly OrganismMention[] {
  return linked.flatMap(({ type, link, start }) =>
    type === "Species" ? link.ids.map((id) => ({ at: start, taxon: taxonNumber(id) })) : [],
  );
}
