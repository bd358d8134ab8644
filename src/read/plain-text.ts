import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { SourceRecord } from "../domain/document.js";
import { bareDocument } from "./bare-document.js";
import { collect } from "./byte-source.js";
import type { Choose } from "./choice.js";
import { failed, sourceOf, utf8Text } from "./failure.js";
import { limitBytes } from "./source-format.js";

/**
 * One file is one document, its text one passage exactly as read. Its id is `text:` and the file's name without
 * extension, or where it has none, as standard input, the first 16 hex digits of the text's SHA-256.
 */
export async function* readText(
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncGenerator<SourceRecord> {
  const origin = { file, record: 1 };
  const { bytes, oversize } = await collect(chunks, limitBytes);
  if (oversize) {
    const reason = `the text is larger than ${limitBytes / 1024 / 1024} MiB`;
    yield failed({ origin, reason, hint: "split it, one document a file" });
    return;
  }
  const text = utf8Text(bytes);
  if (text === undefined) {
    yield failed({
      origin,
      reason: "it is not valid UTF-8",
      hint: "convert it",
      source: sourceOf("text", bytes),
    });
    return;
  }
  if (text.trim() === "" || (choose && choose(1) !== "take")) return;
  const name = nameOf(file) || createHash("sha256").update(text).digest("hex").slice(0, 16);
  const document = bareDocument(`text:${name}`, name, [{ kind: "abstract", role: "other", text }]);
  yield { kind: "document", document, origin };
}

/** Empty when only an extension is left. */
function nameOf(file: string): string {
  if (file === "-") return "";
  const name = basename(file)
    .replace(/\.gz$/i, "")
    .replace(/\.[a-z]+$/i, "");
  return name.replace(/\s+/g, "_");
}
