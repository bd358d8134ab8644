import { type Category, categories, isCategory } from "../domain/concept.js";
import type { LinkRequest } from "../domain/link-request.js";
import { openBytes } from "./byte-source.js";
import { utf8Text } from "./failure.js";
import { inputFiles } from "./input-files.js";
import { splitLines } from "./lines.js";

/** A mention with the number of its line, or why the line cannot be taken. */
export type MentionLine =
  | { readonly kind: "mention"; readonly line: number; readonly request: LinkRequest }
  | { readonly kind: "failure"; readonly line: number; readonly reason: string };

const longestLineBytes = 1 << 20;
const longestMention = 500;

/**
 * Mentions one a line: the mention, a tab and its category, a tab and the text around it; only the first is needed. Empty
 * lines say nothing. Of a file, plain or gzipped, or of standard input (`-`).
 *
 * @throws LitweaveError `NOT_FOUND` when there is no such file
 */
export async function* readMentionLines(path: string): AsyncGenerator<MentionLine> {
  for (const file of await inputFiles([path])) {
    for await (const { number: line, bytes, oversize } of splitLines(
      openBytes(file.path),
      longestLineBytes,
    )) {
      const text = oversize ? undefined : utf8Text(bytes);
      if (text === undefined) {
        const reason = oversize ? `it is longer than ${longestLineBytes} bytes` : "it is not valid UTF-8";
        yield { kind: "failure", line, reason };
      } else if (text.trim() !== "") yield mentionOf(text, line);
    }
  }
}

function mentionOf(text: string, line: number): MentionLine {
  const [mention = "", category = "", ...context] = text.split("\t").map((field) => field.trim());
  const reason = wrongWith(mention, category);
  if (reason !== undefined) return { kind: "failure", line, reason };
  const around = context.join(" ").trim();
  return {
    kind: "mention",
    line,
    request: {
      mention,
      ...(category !== "" && { category: category as Category }),
      ...(around !== "" && { context: around }),
    },
  };
}

function wrongWith(mention: string, category: string): string | undefined {
  if (mention === "") return "there is no mention before the tab";
  if (mention.length > longestMention) {
    return `the mention has ${mention.length} characters, at most ${longestMention} are taken`;
  }
  if (category === "" || isCategory(category)) return undefined;
  return `“${category}” is no category; it is one of ${categories.join(", ")}`;
}
