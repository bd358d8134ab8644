import { join } from "node:path";
import type { Category, Concept } from "../domain/concept.js";
import { documentText } from "../domain/document.js";
import type { Link, LinkedMention } from "../domain/link.js";
import {
  type GuidelineHeads,
  guidelineHeads,
  readExtractorManifest,
  readRelationHead,
} from "../encode/extractor-manifest.js";
import { type Encoding, type JointEncoder, openJointEncoder } from "../encode/joint-encoder.js";
import type { NameEncoder } from "../encode/name-encoder.js";
import { openNameThreads } from "../encode/name-threads.js";
import { openRelationThreads, type RelationThreads } from "../encode/relation-threads.js";
import type { RelationHeadManifest } from "../encode/relations-manifest.js";
import { decodeMentions } from "../extract/decode-mentions.js";
import { explainMentions } from "../extract/explain-mentions.js";
import { extractRelations, type RelationSettings } from "../extract/extract-relations.js";
import type { EmbedNames } from "../link/extra-names.js";
import { createLinker, type DocumentMentions, type Linker } from "../link/linker.js";
import { linkProvisionally, provisionalConcepts } from "../link/provisional.js";
import type { Terminology } from "../link/terminology.js";
import { sentencesOf } from "../segment/sentences.js";
import { windowsOf } from "../segment/windows.js";
import { lazily } from "./lazily.js";
import { openLinkThreads } from "./link-threads.js";
import { type LinkerSources, namesFolder, openLinker } from "./open-linker.js";
import { stageVersions } from "./stage-versions.js";
import type { LinkedDocument, Stages, StageVersions } from "./stages.js";
import { usualLinkThreads } from "./usual-link-threads.js";

/** `models` holds the model `joint` too. */
export interface OpenStagesOptions extends LinkerSources {
  readonly device?: "auto" | "cpu" | "cuda" | "webgpu";
  /** Tag as this annotation guideline of the extractor has it; without one, by the types' own heads. */
  readonly guideline?: string;
  /** Link mentions of names that the terminology does not know to provisional concepts; without it they are NIL. */
  readonly provisional?: boolean;
  /** Folders of further relation heads over the extractor's encoder; none unless asked for, since their licences differ. */
  readonly relations?: readonly string[];
  /** The least probability of a relation, in place of the operating points that the models bring. */
  readonly minScore?: number | undefined;
  /** Encoders side by side, each in a thread of its own; by default one for each core, at most eight, and one on a GPU. */
  readonly encoders?: number | undefined;
  /** Threads that link documents beside the event loop; by default one for four cores. */
  readonly linkThreads?: number | undefined;
  /** Takes one line per choice or long step. */
  readonly log?: (line: string) => void;
  /** Takes how far the terminology's index is while it is built: concepts read, names embedded. */
  readonly progress?: (step: "concepts" | "vectors", done: number, total: number) => void;
}

/** Names to concepts, without an extractor. */
export interface Linking {
  readonly linker: Linker;
  /** The same linker, which looks further and keeps up to {@link mostCandidates} candidates of a mention. */
  readonly wideLinker: Linker;
  readonly concepts: Terminology;
  readonly nameEncoder: Pick<NameEncoder["manifest"], "name" | "version" | "dim" | "maxTokens">;
  /** Unit vectors [names, dim] of names in normal form, in their order. */
  readonly embedNames: EmbedNames;
  /** Name and version of the terminology. */
  readonly terminology: string;
  /** Links the mentions of documents as they go into a graph: with provisional concepts where these were asked for. */
  linkMentions(batch: readonly DocumentMentions[]): Promise<readonly (readonly LinkedMention[])[]>;
  /** The same of mentions that were read before, each document's with the concepts that they refer to. */
  relink: Stages["relink"];
  /** Every concept that the mentions refer to, each once. */
  conceptsOf(linked: readonly LinkedMention[]): readonly Concept[];
  linkName(name: string, category?: Category): Promise<Link>;
  close(): Promise<void>;
}

/** Candidates of a mention that may be asked for at most. */
export const mostCandidates = 100;
/** Names that the linker for so many keeps: few ask for them, and a name has five times as many hits. */
const wideKeptNames = 1_000;

/** Opens terminology and name encoder. */
export async function openLinking(options: OpenStagesOptions): Promise<Linking> {
  const { log = () => undefined, linkThreads = usualLinkThreads() } = options;
  const names = await openNameThreads(namesFolder(options));
  const opening = openLinker(options, names, {
    log,
    progress: (done, total) => options.progress?.("concepts", done, total),
    vectorProgress: (done, total) => options.progress?.("vectors", done, total),
  });
  const { linker, terminology, settings, embedNames } = await orClose(opening, [names]);
  const threads = lazily(() => openLinkThreads(sourcesOf(options), linkThreads));
  // A concept has several names, so that many more names than concepts are to be looked at.
  const wide = {
    ...settings,
    retrieved: 4 * mostCandidates,
    runnersUp: mostCandidates - 1,
    keptNames: wideKeptNames,
  };
  return {
    linker,
    wideLinker: createLinker({ terminology, settings: wide, embedNames }),
    concepts: terminology,
    nameEncoder: names.manifest,
    embedNames,
    terminology: terminology.version,
    linkMentions,
    conceptsOf,
    async relink(documents) {
      const linked = await linkMentions(documents);
      return linked.map((mentions) => ({ mentions, concepts: conceptsOf(mentions) }));
    },
    linkName: (name, category) => linker.linkName(name, category),
    async close() {
      if (threads.opened) await (await threads.opened).close();
      await names.close();
    },
  };

  async function linkMentions(batch: readonly DocumentMentions[]) {
    // One document alone is a question to a server, or cannot be spread.
    const spread = linkThreads > 0 && batch.length > 1;
    const linked = await (spread ? await threads.get() : linker).linkDocuments(batch);
    return options.provisional ? linked.map(linkProvisionally) : linked;
  }

  function conceptsOf(linked: readonly LinkedMention[]): readonly Concept[] {
    return [...linker.conceptsOf(linked), ...provisionalConcepts(linked)];
  }
}

/** A thread takes nothing but these: functions do not go there. */
function sourcesOf({ models, terminology, cache, linkSettings }: LinkerSources): LinkerSources {
  return { models, terminology, cache, ...(linkSettings && { linkSettings }) };
}

/** What `opening` gives; when it fails, what was opened before is closed. */
async function orClose<T>(opening: Promise<T>, opened: readonly { close(): Promise<void> }[]): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    await Promise.all(opened.map((one) => one.close()));
    throw error;
  }
}

/**
 * Opens everything between a document and its annotations: encoder, relation head, terminology, name encoder.
 *
 * @param linking gives terminology and name encoder, asked once the models are known to be whole: an index may have to be built; the
 *   stages close them with the rest
 * @throws LitweaveError `BAD_MODEL`, `BAD_TERMINOLOGY` naming what does not fit; `USAGE` when the device or the
 *   guideline is not there
 */
export async function openStages(
  options: OpenStagesOptions,
  linking = () => openLinking(options),
): Promise<Stages<Encoding>> {
  const folder = join(options.models, "joint");
  const log = options.log ?? (() => undefined);
  const guideline = guidelineHeads(readExtractorManifest(folder), options.guideline);
  const folders = [folder, ...(options.relations ?? [])];
  const heads = folders.map((one) => readRelationHead(one, folder));
  for (const { name, version, licence } of heads.slice(1))
    log(`Relations also by ${name} ${version}, whose licence is ${licence}.`);
  const encoder = await openJointEncoder(folder, {
    device: options.device ?? "auto",
    layWindows: windowsOf,
    workers: options.encoders,
    log,
  });
  const scorers = await orClose(openRelationThreads(folders), [encoder]);
  const opened = await orClose(linking(), [encoder, scorers]);
  const { minScore } = options;
  const settings = { guideline, ...(minScore !== undefined && { minScore }) };
  return stagesOver(encoder, heads, scorers, opened, settings, stageVersions(options));
}

/** What the stages are told beside the models. */
interface Settings extends RelationSettings {
  readonly guideline: GuidelineHeads;
}

function stagesOver(
  encoder: JointEncoder,
  heads: readonly RelationHeadManifest[],
  scorers: RelationThreads,
  linking: Linking,
  settings: Settings,
  versions: StageVersions,
): Stages<Encoding> {
  const { manifest } = encoder;
  const { guideline } = settings;
  return {
    versions,
    async encode(documents) {
      const encodings = await encoder.encode(documents.map(documentText));
      return documents.map((document, index) => {
        const encoding = encodings[index]!;
        return { document, encoding, mentions: decodeMentions(document, encoding, manifest, guideline) };
      });
    },
    async link(documents) {
      const linked = await linking.linkMentions(documents);
      return documents.map((document, index) => ({ ...document, linked: linked[index]! }));
    },
    async relate(documents, { explain = false } = {}) {
      return Promise.all(documents.map((document) => related(document, explain)));
    },
    relink: linking.relink,
    linkName: linking.linkName,
    async close() {
      await Promise.all([encoder.close(), scorers.close(), linking.close()]);
    },
  };

  async function related({ document, encoding, linked }: LinkedDocument<Encoding>, explain: boolean) {
    const sentences = sentencesOf(document);
    const relations = await extractRelations(
      { document, sentences, mentions: linked, encoding, explain },
      heads.map((scheme, head) => ({ scheme, scorePairs: (question) => scorers.score(head, question) })),
      settings,
    );
    const mentions = explain
      ? await explainMentions(
          { text: documentText(document), sentences, tokens: encoding.tokens, mentions: linked },
          manifest,
          guideline,
          (hiding) => encoder.occlude(hiding),
        )
      : linked;
    return { document, mentions, relations, concepts: linking.conceptsOf(linked) };
  }
}
