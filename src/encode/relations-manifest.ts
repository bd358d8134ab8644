import { LitweaveError } from "../domain/errors.js";
import type { Manifest } from "../domain/manifest.js";
import { type EntityType, entityTypes } from "../domain/mention.js";
import { readManifest } from "./model-folder.js";

/** Labels of one corpus, "None" first, which stands for no relation. */
export interface LabelGroup {
  readonly name: string;
  readonly labels: readonly string[];
  /** Pairs of types that the group was taught; all of the head's when left out. */
  readonly pairTypes?: readonly (readonly [EntityType, EntityType])[];
  /** Whether the head's novelty was taught with this group; yes when left out. */
  readonly novelty?: boolean;
  /** Taught on mentions of one sentence, not on concepts of a document. */
  readonly mentions?: boolean;
}

/** How log-odds z become a probability: sigmoid(scale · z + bias). */
interface LogOddsFit {
  readonly scale: number;
  readonly bias: number;
}

/** What a manifest says of a relation head. */
export interface RelationsEntry {
  readonly file: string;
  readonly pairTypes: readonly (readonly [EntityType, EntityType])[];
  readonly groups: readonly LabelGroup[];
  /** Least probability of any relation for the best F1 of pairs, by group; 2 is never. */
  readonly threshold: Readonly<Record<string, number>>;
  /** Fits of log-odds to how often they are right, by group; without one they stand as they are. */
  readonly calibration?: Readonly<
    Record<string, { readonly any?: LogOddsFit; readonly labels?: Readonly<Record<string, LogOddsFit>> }>
  >;
  /** Least probabilities for the precision named, by group; a group without any speaks at its threshold. */
  readonly operatingPoint?: {
    readonly precision?: number;
    readonly any?: Readonly<Record<string, number>>;
    readonly labels?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

/** A relation head over the hidden states of an extractor's encoder, in a folder of its own. */
interface RelationsManifest extends Manifest {
  readonly kind: "relations";
  /** The extractor whose encoder it reads, and the SHA-256 of that encoder's file for the CPU. */
  readonly encoder: { readonly name: string; readonly sha256: string };
  readonly relations: RelationsEntry;
}

/** What a further head needs to know of the extractor that it reads. */
interface Extractor extends Manifest {
  readonly entityTypes: readonly EntityType[];
  readonly hiddenSize: number;
  readonly encoder: { readonly cpu: string };
}

/** A relation head as the pipeline takes it, wherever it lies. */
export interface RelationHeadManifest extends Manifest {
  readonly entityTypes: readonly EntityType[];
  readonly hiddenSize: number;
  readonly relations: RelationsEntry;
}

/**
 * The manifest of a relation head that lies apart from the extractor whose hidden states it reads.
 *
 * @throws LitweaveError `BAD_MODEL` naming the field, or both encoders when it reads another one's states
 */
export function readRelationsManifest(folder: string, extractor: Extractor): RelationHeadManifest {
  const manifest = readManifest<RelationsManifest>(folder, "relations");
  const refuse = refusing(folder);
  const { name, sha256 } = manifest.encoder ?? refuse("names no encoder");
  if (typeof name !== "string" || typeof sha256 !== "string") refuse("has an encoder without name or sha256");
  const own = extractor.files[extractor.encoder.cpu]?.sha256;
  if (sha256 !== own) {
    throw new LitweaveError(
      "BAD_MODEL",
      `the relation head in ${folder} reads the encoder ${name} with SHA-256 ${sha256}; that of ${extractor.name} ${extractor.version} has ${own}`,
      { hint: "take the head that was trained on this encoder, or the encoder that it was trained on" },
    );
  }
  checkRelations(manifest.relations, refuse);
  const { entityTypes, hiddenSize } = extractor;
  return { ...manifest, entityTypes, hiddenSize };
}

/** Says what is wrong with the manifest of `folder`, as an error. */
export function refusing(folder: string): (what: string) => never {
  return (what) => {
    throw new LitweaveError("BAD_MODEL", `the manifest of ${folder} ${what}`, {
      hint: "export the model again",
    });
  };
}

/** Checks what the manifest says of a relation head; `refuse` is told the field and what it holds. */
export function checkRelations(
  relations: RelationsEntry | undefined,
  refuse: (what: string) => never,
): asserts relations is RelationsEntry {
  const groups = relations?.groups ?? refuse("has no relation groups");
  const { file, pairTypes, threshold, calibration, operatingPoint } = relations!;
  if (typeof file !== "string") refuse(`has relations.file ${JSON.stringify(file)}`);
  checkPairs("relations.pairTypes", pairTypes, refuse);
  for (const { name, labels, pairTypes: own } of groups) {
    if (labels[0] !== "None") refuse(`begins group ${name} with ${labels[0]}; None was wanted`);
    if (own !== undefined) checkPairs(`relations.groups.${name}.pairTypes`, own, refuse);
    if (typeof threshold?.[name] !== "number") refuse(`has no threshold for ${name}`);
  }
  for (const [name, { any, labels }] of entries("relations.calibration", calibration, groups, refuse)) {
    const field = `relations.calibration.${name}`;
    if (any !== undefined) checkFit(`${field}.any`, any, refuse);
    for (const [label, fit] of labelEntries(`${field}.labels`, labels, groups, name, refuse))
      checkFit(`${field}.labels.${label}`, fit, refuse);
  }
  const { any, labels } = operatingPoint ?? {};
  for (const [name, least] of entries("relations.operatingPoint.any", any, groups, refuse))
    checkLeast(`relations.operatingPoint.any.${name}`, least, refuse);
  for (const [name, own] of entries("relations.operatingPoint.labels", labels, groups, refuse)) {
    const field = `relations.operatingPoint.labels.${name}`;
    for (const [label, least] of labelEntries(field, own, groups, name, refuse))
      checkLeast(`${field}.${label}`, least, refuse);
  }
}

type Refuse = (what: string) => never;

/** The entries of an object whose keys are groups. */
function entries<T>(
  field: string,
  value: Readonly<Record<string, T>> | undefined,
  groups: readonly LabelGroup[],
  refuse: Refuse,
): readonly (readonly [string, T])[] {
  return known(
    field,
    value,
    groups.map(({ name }) => name),
    "groups",
    refuse,
  );
}

/** The entries of an object whose keys are labels of one group. */
function labelEntries<T>(
  field: string,
  value: Readonly<Record<string, T>> | undefined,
  groups: readonly LabelGroup[],
  name: string,
  refuse: Refuse,
): readonly (readonly [string, T])[] {
  const labels = groups.find((group) => group.name === name)?.labels.slice(1) ?? [];
  return known(field, value, labels, `labels of ${name}`, refuse);
}

function known<T>(
  field: string,
  value: Readonly<Record<string, T>> | undefined,
  keys: readonly string[],
  what: string,
  refuse: Refuse,
): readonly (readonly [string, T])[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null)
    return refuse(`has ${field} ${JSON.stringify(value)}; an object was wanted`);
  const found = Object.entries(value);
  for (const [key, own] of found) {
    if (!keys.includes(key)) refuse(`has ${field}.${key}; the ${what} are ${keys.join(", ")}`);
    if (own === null) refuse(`has ${field}.${key} null`);
  }
  return found;
}

function checkFit(field: string, fit: LogOddsFit, refuse: Refuse): void {
  for (const part of ["scale", "bias"] as const) {
    if (!Number.isFinite(fit[part]))
      refuse(`has ${field}.${part} ${JSON.stringify(fit[part])}; a number was wanted`);
  }
  if (fit.scale <= 0) refuse(`has ${field}.scale ${fit.scale}; the greater log-odds shall be the likelier`);
}

function checkLeast(field: string, least: number, refuse: Refuse): void {
  if (!(typeof least === "number" && least >= 0))
    refuse(`has ${field} ${JSON.stringify(least)}; a probability was wanted, or 2 for never`);
}

function checkPairs(field: string, pairs: readonly (readonly string[])[], refuse: Refuse): void {
  if (!Array.isArray(pairs)) refuse(`has ${field} ${JSON.stringify(pairs)}; pairs of types were wanted`);
  for (const pair of pairs) {
    const fits = Array.isArray(pair) && pair.length === 2 && pair.every((type) => isEntityType(type));
    if (!fits) refuse(`has ${JSON.stringify(pair)} in ${field}; types are ${entityTypes.join(", ")}`);
  }
}

function isEntityType(type: unknown): boolean {
  return entityTypes.some((known) => known === type);
}
