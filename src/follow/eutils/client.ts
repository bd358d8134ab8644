import { ask } from "../http/ask.js";
import { PassingError, type Patience, patiently } from "../http/patience.js";
import { checkAnswer } from "./answer-errors.js";
import { paced } from "./pace.js";

export const eutilsUrl = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/";

/** NCBI's limits: https://www.ncbi.nlm.nih.gov/books/NBK25497/. */
const perSecond = { anonymous: 3, withKey: 10 } as const;

export interface EutilsOptions {
  /** The folder of `esearch.fcgi` and `efetch.fcgi`. */
  readonly baseUrl: URL;
  /** Raises the limit; never shown. */
  readonly apiKey?: string;
  /** NCBI writes there before it shuts out a program that asks too much. */
  readonly email?: string;
  readonly patience: Patience;
}

/** NCBI's E-utilities, asked at the pace that they allow. */
export interface Eutils {
  readonly log: (line: string) => void;
  /**
   * Asks one of the utilities, by POST, so that no address holds a long list or a key.
   *
   * @param read makes something of an answer without an error; a {@link PassingError} of it has the question put again
   * @throws LitweaveError `SOURCE_UNAVAILABLE`, `BAD_INPUT`, `USAGE` or `CANCELLED`
   */
  ask<T>(
    utility: "esearch" | "efetch",
    parameters: Readonly<Record<string, string>>,
    read: (text: string) => T,
  ): Promise<T>;
}

export function openEutils({ baseUrl, apiKey, email, patience }: EutilsOptions): Eutils {
  const limit = apiKey ? perSecond.withKey : perSecond.anonymous;
  const turn = paced(limit, patience.clock, patience.signal);
  const identity = {
    db: "pubmed",
    tool: "litweave",
    ...(email && { email }),
    ...(apiKey && { api_key: apiKey }),
  };
  /** Servers repeat the key in some of their errors. */
  const hidden = (text: string) => (apiKey ? text.replaceAll(apiKey, "(the API key)") : text);
  return {
    log: patience.log,
    ask: (utility, parameters, read) =>
      patiently(`NCBI's ${utility}`, patience, async () => {
        await turn();
        const body = new URLSearchParams({ ...identity, ...parameters });
        const url = new URL(`${utility}.fcgi`, baseUrl);
        const { status, text } = await ask(
          url,
          { method: "POST", body },
          patience,
          async (response, heard) => ({
            status: response.status,
            text: await textOf(response, heard),
          }),
        );
        const shown = hidden(text);
        checkAnswer(utility, status, shown);
        return read(shown);
      }),
  };
}

async function textOf({ body }: Response, heard: () => void): Promise<string> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    heard();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** An answer that has no error in it and still cannot be used: most often a page of a proxy, or one that was cut off. */
export function unusable(problem: string, text: string): PassingError {
  return new PassingError(
    `${problem}: “${text
      .replace(/<[^>]*>|\s+/gu, " ")
      .trim()
      .slice(0, 120)}…”`,
  );
}
