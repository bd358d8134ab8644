import { readFile } from "node:fs/promises";
import { LitweaveError } from "../../domain/errors.js";

/**
 * PMIDs from a list (`31000001,31000002`) or a file of them, apart by commas or white space, with or without `PMID:`; each once.
 *
 * @throws LitweaveError `NOT_FOUND` when it is neither list nor file, `BAD_INPUT` naming the first that is no PMID
 */
export async function readPmids(listOrFile: string): Promise<readonly string[]> {
  const isList = /^(?:(?:PMID:)?\d+[\s,]*)+$/iu.test(listOrFile);
  const text = isList ? listOrFile : await contentOf(listOrFile);
  const pmids = new Set<string>();
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    for (const word of line.split(/[\s,]+/u).filter((part) => part !== "")) {
      const [, pmid] = /^(?:PMID:)?0*([1-9]\d{0,8})$/iu.exec(word) ?? [];
      if (pmid === undefined) {
        throw new LitweaveError("BAD_INPUT", `“${word}” in line ${index + 1} of ${listOrFile} is no PMID`, {
          hint: "PMIDs are whole numbers of at most nine digits",
        });
      }
      pmids.add(pmid);
    }
  }
  if (pmids.size > 0) return [...pmids];
  throw new LitweaveError("BAD_INPUT", `there are no PMIDs in ${listOrFile}`, { hint: "give at least one" });
}

async function contentOf(path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).replace(/^\uFEFF/u, "");
  } catch (cause) {
    throw new LitweaveError(
      "NOT_FOUND",
      `--pmids ${path} is neither a list of PMIDs nor a file that can be opened`,
      {
        hint: "give numbers apart by commas, or a file of them",
        cause,
      },
    );
  }
}
