import { documentText } from "../../src/domain/document.js";
import { type FailedRecord, RecordError } from "../../src/read/failure.js";
import type { GoldSource } from "../../src/read/gold-source.js";
import { checkValue } from "./document-rules.js";
import { hold } from "./target.js";

type Reader = (chunks: AsyncIterable<Buffer>) => AsyncIterable<GoldSource | FailedRecord>;

/** Annotations are where they say they are, or the record says why they are not. */
export async function checkGold(read: Reader, bytes: Buffer): Promise<void> {
  for await (const source of sources(read, bytes)) {
    if (source.kind === "failure") continue;
    const text = documentText(source.document);
    try {
      const { mentions, relations } = source.gold();
      for (const mention of mentions) {
        hold(
          mention.start >= 0 && mention.start < mention.end && mention.end <= text.length,
          "a mention lies in its text",
          () => JSON.stringify(mention),
        );
        hold(
          text.slice(mention.start, mention.end) === mention.text,
          "a mention's text is what stands there",
          () => JSON.stringify(mention),
        );
        checkValue(mention, "mention");
      }
      checkValue(relations, "relations");
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
    }
  }
}

async function* sources(read: Reader, bytes: Buffer): AsyncGenerator<GoldSource | FailedRecord> {
  try {
    yield* read(once(bytes));
  } catch (error) {
    if (!/^SyntaxError: the JSON ends before it is closed$/u.test(String(error))) throw error;
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
