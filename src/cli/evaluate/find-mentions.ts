import { documentText } from "../../domain/document.js";
import type { GoldDocument } from "../../domain/gold.js";
import type { ThreadOptions } from "../../encode/encoder-threads.js";
import { guidelineHeads, readExtractorManifest } from "../../encode/extractor-manifest.js";
import { openJointEncoder } from "../../encode/joint-encoder.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import type { TaggedDocument, TypedSpan } from "../../evaluate/ner/spans.js";
import { decodeMentions } from "../../extract/decode-mentions.js";
import { windowsOf } from "../../segment/windows.js";

/** Documents encoded in one call. */
export const batchDocuments = 32;

export interface FindOptions extends ThreadOptions {
  /** Tag as this annotation guideline of the extractor has it. */
  readonly guideline?: string | undefined;
  readonly onProgress: (done: number) => void;
}

/**
 * What the extractor in `folder` finds in documents, beside their gold mentions of types that the program knows.
 *
 * @throws LitweaveError as {@link openJointEncoder}, and `USAGE` for a guideline that the extractor has not
 */
export async function findMentions(
  documents: readonly GoldDocument[],
  folder: string,
  options: FindOptions,
): Promise<readonly TaggedDocument[]> {
  const guideline = guidelineHeads(readExtractorManifest(folder), options.guideline);
  const encoder = await openJointEncoder(folder, { ...options, layWindows: windowsOf });
  try {
    const tagged: TaggedDocument[] = [];
    for (let at = 0; at < documents.length; at += batchDocuments) {
      const batch = documents.slice(at, at + batchDocuments);
      const encodings = await encoder.encode(batch.map(({ document }) => documentText(document)));
      for (const [index, gold] of batch.entries()) {
        const { document } = gold;
        tagged.push({
          id: document.id,
          text: documentText(document),
          gold: knownMentions(gold),
          found: decodeMentions(document, encodings[index]!, encoder.manifest, guideline),
        });
      }
      options.onProgress(tagged.length);
    }
    return tagged;
  } finally {
    await encoder.close();
  }
}

/** Annotated spans of types that the program knows, in types of ours. */
export function knownMentions({ mentions }: Pick<GoldDocument, "mentions">): readonly TypedSpan[] {
  return mentions.flatMap(({ start, end, type }) => {
    const known = entityTypeOf(type);
    return known ? [{ start, end, type: known }] : [];
  });
}
