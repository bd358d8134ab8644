import { LitweaveError } from "../../domain/errors.js";
import { PassingError } from "../http/patience.js";

/** What E-utilities say when there is nothing under the numbers asked for: not an error, but an empty answer. */
const nothing = /ID list is empty|Empty (?:id list|result)/iu;
/** Faults of the servers behind E-utilities, of which the next question often meets another. */
const passing =
  /backend failed|rate limit|temporar|try again|timed? ?out|unavailable|error forwarding|history/iu;

/**
 * Looks for an error in an answer, which E-utilities give with any status: `{"error": …}`, `{"esearchresult": {"ERROR": …}}`,
 * `<ERROR>…</ERROR>`.
 *
 * @param text without the API key
 * @throws PassingError for what may pass by itself, LitweaveError `USAGE` for a key that is refused, `BAD_INPUT` for the rest
 */
export function checkAnswer(utility: string, status: number, text: string): void {
  const message = errorIn(text) ?? (status < 400 ? undefined : `status ${status}`);
  if (message === undefined || nothing.test(message)) return;
  if (/api[ _-]?key/iu.test(message) && !/rate limit/iu.test(message)) {
    throw new LitweaveError("USAGE", `NCBI refuses the API key: ${message}`, {
      hint: "check NCBI_API_KEY; without it, three requests a second are allowed",
    });
  }
  // No question of ours has an invalid position: a query beyond the limit is cut into pieces before.
  if (passing.test(message) && !/retstart/iu.test(message))
    throw new PassingError(`the answer is an error: ${message}`);
  throw new LitweaveError("BAD_INPUT", `NCBI's ${utility} answers with an error: ${message}`, {
    hint: "check the query or the PMIDs at https://pubmed.ncbi.nlm.nih.gov",
  });
}

function errorIn(text: string): string | undefined {
  const start = text.slice(0, 4_096).trimStart();
  if (start.startsWith("{")) return jsonError(text);
  const [, inXml] = /<ERROR>([^<]*)<\/ERROR>/u.exec(start) ?? [];
  return inXml?.trim();
}

function jsonError(text: string): string | undefined {
  const [, message] = /"(?:ERROR|error)"\s*:\s*("(?:[^"\\]|\\.)*")/u.exec(text) ?? [];
  if (message === undefined) return undefined;
  try {
    return String(JSON.parse(message)).trim();
  } catch {
    return message;
  }
}
