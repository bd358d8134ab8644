import type { Eutils } from "./client.js";
import { unusable } from "./client.js";
import type { Found } from "./search.js";

/** Records asked for at once: about a megabyte. */
const batch = 200;

/** PubMed XML of the records of a search, in batches. */
export async function* recordsFound(
  eutils: Eutils,
  { count, webEnv, queryKey }: Found,
): AsyncGenerator<string> {
  for (let start = 0; start < count; start += batch) {
    const asked = Math.min(batch, count - start);
    const parameters = {
      query_key: queryKey,
      WebEnv: webEnv,
      retstart: String(start),
      retmax: String(asked),
    };
    const set = await fetchSet(eutils, parameters);
    const given = set.match(/<Pubmed(?:Book)?Article[\s>]/gu)?.length ?? 0;
    if (given < asked)
      eutils.log(`PubMed gives ${given} of the ${asked} records from number ${start + 1} on.`);
    yield set;
  }
}

/** PubMed XML of records by their PMIDs, in batches; those that PubMed does not have are missing in it. */
export async function* recordsOf(eutils: Eutils, pmids: readonly string[]): AsyncGenerator<string> {
  for (let start = 0; start < pmids.length; start += batch) {
    yield await fetchSet(eutils, { id: pmids.slice(start, start + batch).join(",") });
  }
}

function fetchSet(eutils: Eutils, parameters: Readonly<Record<string, string>>): Promise<string> {
  return eutils.ask("efetch", { ...parameters, retmode: "xml" }, (text) => {
    if (/<\/PubmedArticleSet>\s*$|<PubmedArticleSet\s*\/>\s*$/u.test(text.slice(-100))) return text;
    if (/<ERROR>/u.test(text.slice(0, 4_096))) return "<PubmedArticleSet></PubmedArticleSet>";
    if (text.includes("<PubmedArticleSet")) throw unusable("the answer breaks off", text.slice(-100));
    throw unusable("the answer is no PubmedArticleSet", text.slice(0, 4_096));
  });
}
