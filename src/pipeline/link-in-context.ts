import { type Category, categoryOf } from "../domain/concept.js";
import { type Document, documentText, layPassages } from "../domain/document.js";
import type { Link } from "../domain/link.js";
import type { LinkRequest } from "../domain/link-request.js";
import { type EntityType, entityTypes, type Mention } from "../domain/mention.js";
import { overlaps, type Span } from "../domain/span.js";
import { findNames } from "../link/find-names.js";
import type { DocumentMentions, Linker } from "../link/linker.js";
import type { NameLayer } from "../link/name-layer.js";
import { type Linking, mostCandidates } from "./open-stages.js";

/** Candidates that a link shows when nobody asks for more or less. */
export const usualCandidates = 6;

const typeOf = Object.fromEntries(entityTypes.map((type) => [categoryOf(type), type])) as Readonly<
  Record<Category, EntityType>
>;

/**
 * Links names, each with what its request says of the text around it, in the order given; all new names are embedded
 * together. A name with a context is linked as a mention of a paper that says no more than that context: abbreviations
 * defined there are written out, and the species that it names, found in the terminology's names, and the `others` speak
 * for and against its candidates. No extractor takes part, so the answer depends on nothing but the request.
 *
 * @param topK candidates of each link, 1 to {@link mostCandidates}; those chosen are always among them. What is chosen does
 *   not depend on it.
 */
export async function linkInContext(
  { linker, wideLinker, concepts }: Linking,
  requests: readonly LinkRequest[],
  topK = usualCandidates,
): Promise<readonly Link[]> {
  const species = concepts.layer("OrganismTaxon");
  const usual = await linkWith(linker, requests, species);
  if (topK <= usualCandidates) return usual.map((link) => cut(link, topK));
  const wide = await linkWith(wideLinker, requests, species);
  return usual.map((link, at) => cut(widened(link, wide[at]!), Math.min(topK, mostCandidates)));
}

async function linkWith(
  linker: Linker,
  requests: readonly LinkRequest[],
  species: NameLayer | undefined,
): Promise<readonly Link[]> {
  const bare = requests.filter((request) => !hasText(request));
  const alone = await linker.linkNames(
    bare.map(({ mention, category }) => ({ name: mention, ...(category && { category }) })),
  );
  const told = requests.filter(hasText);
  const ways = told.map((request) => waysToRead(request, species));
  const linked = await linker.linkDocuments(ways.flat());
  const links = new Map<LinkRequest, Link>(bare.map((request, at) => [request, alone[at]!]));
  let next = 0;
  for (const [at, request] of told.entries()) {
    const own = linked.slice(next, next + ways[at]!.length).map((mentions) => mentions[0]!.link);
    next += own.length;
    links.set(
      request,
      own.reduce((best, link) => (merit(link) > merit(best) ? link : best)),
    );
  }
  return requests.map((request) => links.get(request)!);
}

function hasText({ context = "", others = [] }: LinkRequest): boolean {
  return context.trim() !== "" || others.length > 0;
}

/** A link outranks NIL, then the score decides. */
function merit(link: Link): number {
  return link.score + (link.nil ? 0 : 1);
}

/** The request as one document for each type that the mention may have; the mention stands first of its mentions. */
function waysToRead(request: LinkRequest, species: NameLayer | undefined): readonly DocumentMentions[] {
  const { mention, category, context = "", others = [] } = request;
  const written = [mention, ...others.map(({ name }) => name)];
  const apart = written.filter((name) => placeOf(name, context) === undefined);
  const document = documentOf([context, ...new Set(apart)].filter((text) => text !== ""));
  const text = documentText(document);
  const [target, ...rest] = written.map((name): Span => placeOf(name, text)!);
  const mentionOf = (span: Span, type: EntityType): Mention => ({
    ...span,
    type,
    text: text.slice(span.start, span.end),
    score: 1,
  });
  const named = rest.map((span, at) => mentionOf(span, typeOf[others[at]!.category]));
  const organisms = species
    ? findNames(context, species).map((span) => mentionOf(spanOf(span), "Species"))
    : [];
  const around = [
    ...named,
    ...organisms.filter((one) => ![target!, ...named].some((other) => overlaps(one, other))),
  ];
  return entityTypes
    .filter((type) => !category || categoryOf(type) === category)
    .map((type) => ({ document, mentions: [mentionOf(target!, type), ...around] }));
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** Where a text writes a name as words of their own: as it is spelled, else in other case. */
function placeOf(name: string, text: string): Span | undefined {
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
  for (const flags of ["u", "iu"]) {
    const found = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, flags).exec(text);
    if (found) return { start: found.index, end: found.index + found[0].length };
  }
  return undefined;
}

function documentOf(texts: readonly string[]): Document {
  return {
    id: "text:context",
    version: 1,
    revisedAt: "",
    title: "",
    passages: layPassages(texts.map((text) => ({ kind: "abstract", role: "other", text }))),
    publicationTypes: [],
    meshHeadings: [],
    retracted: false,
    retracts: [],
  };
}

/** `link` with the candidates that only the wide search found, the chosen first, then by score. */
function widened(link: Link, wide: Link): Link {
  const known = new Set(link.candidates.map(({ id }) => id));
  const all = [...link.candidates, ...wide.candidates.filter(({ id }) => !known.has(id))];
  const chosen = all.filter(({ id }) => link.ids.includes(id));
  const others = all.filter(({ id }) => !link.ids.includes(id));
  others.sort((a, b) => b.score.total - a.score.total);
  return { ...link, candidates: [...chosen, ...others] };
}

function cut(link: Link, topK: number): Link {
  return { ...link, candidates: link.candidates.slice(0, Math.max(topK, link.ids.length)) };
}
