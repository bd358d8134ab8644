import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { LitweaveError } from "../../domain/errors.js";

/**
 * Puts what comes into a file, on the disk for sure when it is done. It is taken as fast as the disk takes it, so that memory stays flat.
 *
 * @throws LitweaveError `BAD_INPUT` when there is nothing, `TOO_LARGE` when there is more than `mostBytes`
 */
export async function spool(path: string, body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "wx");
  try {
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      // What is past the limit is heard out: most clients read no answer before they have sent all.
      if (bytes <= mostBytes) await file.writeFile(chunk);
    }
    if (bytes > mostBytes) {
      throw new LitweaveError("TOO_LARGE", `the file is larger than ${mostBytes} bytes`, {
        hint: "send it in parts, or read it with `litweave ingest` on the server's machine",
      });
    }
    if (bytes === 0) {
      throw new LitweaveError("BAD_INPUT", "there is nothing in the file", {
        hint: "send the file as the body",
      });
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The last part of a name, in letters that every file system takes. */
export function fileName(given: string | undefined): string {
  const last = (given ?? "").split(/[/\\]/u).at(-1) ?? "";
  const plain = last
    .replace(/[^\p{L}\p{N}._-]+/gu, "_")
    .replace(/^[.-]+/u, "")
    .slice(-100);
  return plain === "" ? "upload" : plain;
}
