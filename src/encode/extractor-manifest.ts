import { LitweaveError } from "../domain/errors.js";
import type { Manifest } from "../domain/manifest.js";
import { type EntityType, entityTypes } from "../domain/mention.js";
import type { LexiconScheme } from "./lexicon-file.js";
import { readManifest } from "./model-folder.js";
import {
  checkRelations,
  type RelationHeadManifest,
  type RelationsEntry,
  readRelationsManifest,
  refusing,
} from "./relations-manifest.js";
import type { SpecialTokenIds } from "./tokenizer-file.js";

/** Which head answers for a type under an annotation guideline; types that are left out keep their own. */
export type GuidelineHeads = Readonly<Partial<Record<EntityType, number>>>;

export interface ExtractorManifest extends Manifest {
  readonly kind: "extractor";
  readonly tokenizer: string;
  /** What frames a window, fills a batch and stands for a hidden word; only explanations need the mask. */
  readonly specialTokenIds?: SpecialTokenIds & { readonly mask?: number };
  /** Tokens the encoder sees at once, its two special ones included. */
  readonly maxTokens: number;
  readonly hiddenSize: number;
  /** The types' own heads, in order: the first on axis 2 of `tag_logits`. */
  readonly entityTypes: readonly EntityType[];
  /** Size of axis 2 of `tag_logits`; as many as types where the file is silent. */
  readonly heads: number;
  /** Annotation guidelines by name; none where the file is silent. */
  readonly guidelines: Readonly<Record<string, GuidelineHeads>>;
  readonly tags: readonly ["O", "B", "I"];
  readonly encoder: { readonly cpu: string; readonly gpu?: string };
  /** The dictionary whose features the encoder takes as a third input; without it, it takes none. */
  readonly lexicon?: LexiconScheme;
  readonly decoding: {
    /** Content tokens in a window, and how many of them neighbours share. */
    readonly windowTokens: number;
    readonly windowOverlap: number;
    /** What a mention's beginning costs on the path of tags, in nats. */
    readonly beginCost: number;
    /** Fit of mentions' scores to how often they are right. */
    readonly calibration?: { readonly inside: number; readonly span: number; readonly bias: number };
  };
  readonly relations: RelationsEntry;
}

/** @throws LitweaveError `BAD_MODEL` naming the field and what it holds */
export function readExtractorManifest(folder: string): ExtractorManifest {
  const manifest = readManifest<ExtractorManifest>(folder, "extractor");
  const refuse = refusing(folder);
  const unknown =
    manifest.entityTypes?.filter((type) => !entityTypes.includes(type)) ?? refuse("has no entityTypes");
  if (unknown.length > 0)
    refuse(`has entity types ${unknown.join(", ")}; known are ${entityTypes.join(", ")}`);
  const { heads, guidelines } = headsOf(manifest, refuse);
  if (manifest.tags?.join() !== "O,B,I") refuse(`has tags ${manifest.tags?.join()}; O,B,I were wanted`);
  if (!(manifest.maxTokens > 2)) refuse(`has maxTokens ${manifest.maxTokens}`);
  const { windowTokens, windowOverlap, beginCost, calibration } =
    manifest.decoding ?? refuse("has no decoding");
  if (typeof beginCost !== "number") refuse("has no decoding.beginCost");
  for (const weight of ["inside", "span", "bias"] as const) {
    if (calibration && !Number.isFinite(calibration[weight]))
      refuse(`has a decoding.calibration without a number for ${weight}`);
  }
  if (!(windowTokens > 0 && windowTokens <= manifest.maxTokens - 2)) {
    refuse(
      `has windows of ${windowTokens} tokens beside two special ones, but maxTokens is ${manifest.maxTokens}`,
    );
  }
  if (!(windowOverlap >= 0 && windowOverlap < windowTokens)) {
    refuse(`has windows of ${windowTokens} tokens that share ${windowOverlap}`);
  }
  if (!manifest.encoder?.cpu) refuse("names no encoder for the CPU");
  if (manifest.lexicon !== undefined) {
    const { file, types, maxWords } = manifest.lexicon;
    if (typeof file !== "string") refuse(`names ${JSON.stringify(file)} as file of its lexicon`);
    if (!Array.isArray(types) || types.length < 1 || types.length > 8)
      refuse(`has lexicon.types ${JSON.stringify(types)}; 1 to 8 names were wanted`);
    if (!(Number.isInteger(maxWords) && maxWords > 0)) refuse(`has lexicon.maxWords ${maxWords}`);
  }
  checkRelations(manifest.relations, refuse);
  return { ...manifest, heads, guidelines };
}

/** Heads and guidelines as the file has them or, where it is silent, as a model without guidelines has them. */
function headsOf(
  {
    entityTypes: types,
    heads = types.length,
    guidelines = {},
  }: Partial<ExtractorManifest> & Pick<ExtractorManifest, "entityTypes">,
  refuse: (what: string) => never,
): Pick<ExtractorManifest, "heads" | "guidelines"> {
  if (!Number.isInteger(heads) || heads < types.length)
    refuse(`has ${heads} heads, but ${types.length} entity types with a head each`);
  if (typeof guidelines !== "object" || guidelines === null) refuse(`has guidelines ${guidelines}`);
  for (const [name, own] of Object.entries(guidelines)) {
    const entries = Object.entries(own ?? {});
    if (entries.length === 0) refuse(`has guideline ${name}, which names no head`);
    for (const [type, head] of entries) {
      if (!types.some((known) => known === type))
        refuse(`has guideline ${name} for ${type}; the model's types are ${types.join(", ")}`);
      if (!Number.isInteger(head) || head < 0 || head >= heads)
        refuse(`has guideline ${name} with head ${head} for ${type}; heads are 0 to ${heads - 1}`);
    }
  }
  return { heads, guidelines };
}

/**
 * The heads of a guideline, none of its own when `name` is left out.
 *
 * @throws LitweaveError `USAGE` that lists the guidelines the model has
 */
export function guidelineHeads(
  { name: model, version, guidelines }: ExtractorManifest,
  name: string | undefined,
): GuidelineHeads {
  if (name === undefined) return {};
  if (Object.hasOwn(guidelines, name)) return guidelines[name]!;
  const known = Object.keys(guidelines);
  throw new LitweaveError("USAGE", `${model} ${version} has no guideline “${name}”`, {
    hint: known.length > 0 ? `it has ${known.join(", ")}` : "it has none: leave --guideline out",
  });
}

export function labelCount({ relations }: Pick<RelationHeadManifest, "relations">): number {
  return relations.groups.reduce((sum, group) => sum + group.labels.length, 0);
}

/**
 * The relation head in a folder: the extractor's own, or one that lies apart and reads the hidden states of the
 * extractor in `base`.
 *
 * @throws LitweaveError `BAD_MODEL`
 */
export function readRelationHead(folder: string, base: string = folder): RelationHeadManifest {
  const extractor = readExtractorManifest(base);
  return folder === base ? extractor : readRelationsManifest(folder, extractor);
}
