import { readdir, stat } from "node:fs/promises";
import { basename } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import type { GoldDocument } from "../../domain/gold.js";
import { readBioSynFolder } from "../../evaluate/biosyn-folder.js";
import { looksLikeConll, readConll } from "../../evaluate/conll.js";
import { openBytes, peek } from "../../read/byte-source.js";
import { isGoldFolder, readGold } from "../../read/gold.js";

const headBytes = 4096;

/**
 * The annotated documents of a corpus, whose format is told by its content: whatever {@link readGold} reads, CoNLL columns,
 * or a folder in BioSyn's layout. A document that a corpus repeats is kept once.
 *
 * @param type what CoNLL columns annotate, since they do not say
 * @param name stands in the ids of CoNLL columns' sentences, which have none of their own
 * @throws LitweaveError `NOT_FOUND`, `USAGE` for CoNLL columns without a type, `BAD_INPUT` for no known format
 */
export async function readCorpus(
  path: string,
  type?: string,
  name = corpusName(path),
): Promise<readonly GoldDocument[]> {
  const documents = new Map<string, GoldDocument>();
  for await (const gold of documentsOf(path, type, name)) {
    if (!documents.has(gold.document.id)) documents.set(gold.document.id, gold);
  }
  if (documents.size === 0) throw new LitweaveError("BAD_INPUT", `${path} holds no document`);
  return [...documents.values()];
}

/** The file's name, fit to stand in a document's id. */
export function corpusName(path: string): string {
  return basename(path).replace(/[\s|]/gu, "_");
}

async function* documentsOf(
  path: string,
  type: string | undefined,
  name: string,
): AsyncGenerator<GoldDocument> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new LitweaveError("NOT_FOUND", `${path} cannot be opened`, { hint: "check the path", cause });
  });
  if (found.isDirectory()) {
    if (isGoldFolder(await readdir(path))) yield* readGold(path);
    else yield* await readBioSynFolder(path);
    return;
  }
  const [head, bytes] = await peek(openBytes(path), headBytes);
  if (!looksLikeConll(head.toString("utf8"))) {
    await bytes.return(undefined);
    yield* readGold(path);
    return;
  }
  if (type === undefined) {
    throw new LitweaveError("USAGE", `${path} has CoNLL columns, which do not say what they annotate`, {
      hint: "name it, for example --type Disease",
    });
  }
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  yield* readConll(Buffer.concat(chunks).toString("utf8"), type, name);
}
