import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import { download } from "../http/download.js";
import type { Patience } from "../http/patience.js";
import { fetchText } from "../http/text.js";
import type { PubmedFile } from "./pubmed-file.js";

/** Downloads of a file before its checksum is held for wrong: a broken one, one from a cache, one more. */
const tries = 3;

/**
 * Fetches a file into `folder` and compares it with the `.md5` beside it (`MD5(pubmed26n1336.xml.gz)= …`). What an earlier run
 * left of it is gone on with; what does not fit is fetched anew, checksum and all.
 *
 * @returns the path of the file, which fits its checksum
 * @throws LitweaveError `BAD_INPUT` when it never does, and what {@link download} throws
 */
export async function verifiedFile(file: PubmedFile, folder: string, patience: Patience): Promise<string> {
  const path = join(folder, file.name);
  for (let left = tries; ; left -= 1) {
    await download(file.url, path, patience);
    const text = await fetchText(new URL(`${file.url.href}.md5`), patience);
    const said = /\b[0-9a-f]{32}\b/iu.exec(text)?.[0].toLowerCase();
    const found = await md5Of(path);
    if (said === found) return path;
    await rm(path);
    const problem =
      said === undefined
        ? `there is no MD5 checksum in ${file.name}.md5`
        : `${file.name} has the MD5 checksum ${found}, its .md5 says ${said}`;
    if (left === 1) {
      throw new LitweaveError("BAD_INPUT", `${problem}, after ${tries} downloads`, {
        hint: "neither it nor a later file was taken; run the same command again when the server has put it right",
      });
    }
    patience.log(`${problem}; fetching both again.`);
  }
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash("md5");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
