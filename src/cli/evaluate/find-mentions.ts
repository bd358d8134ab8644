import { documentText } from "../../domain/document.js";
import type { GoldDocument } from "../../domain/gold.js";
import { openJointEncoder } from "../../encode/joint-encoder.js";
import type { DeviceOptions } from "../../encode/session.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import type { TaggedDocument } from "../../evaluate/ner/spans.js";
import { decodeMentions } from "../../extract/decode-mentions.js";
import { windowsOf } from "../../segment/windows.js";

/** Documents encoded in one call. */
export const batchDocuments = 32;

/** What the extractor in `folder` finds in documents, beside their gold mentions of types that the program knows. */
export async function findMentions(
  documents: readonly GoldDocument[],
  folder: string,
  options: DeviceOptions & { readonly onProgress: (done: number) => void },
): Promise<readonly TaggedDocument[]> {
  const encoder = await openJointEncoder(folder, { ...options, layWindows: windowsOf });
  try {
    const tagged: TaggedDocument[] = [];
    for (let at = 0; at < documents.length; at += batchDocuments) {
      const batch = documents.slice(at, at + batchDocuments);
      const encodings = await encoder.encode(batch.map(({ document }) => documentText(document)));
      for (const [index, { document, mentions }] of batch.entries()) {
        tagged.push({
          id: document.id,
          text: documentText(document),
          gold: mentions.flatMap(({ start, end, type }) => {
            const known = entityTypeOf(type);
            return known ? [{ start, end, type: known }] : [];
          }),
          found: decodeMentions(document, encodings[index]!, encoder.manifest),
        });
      }
      options.onProgress(tagged.length);
    }
    return tagged;
  } finally {
    await encoder.close();
  }
}
