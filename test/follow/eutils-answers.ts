import { articleSet } from "../read/pubmed-sample.js";

/** A record of the server: found by the words in its XML, within its days. */
export interface PubmedRecord {
  readonly pmid: string;
  /** A whole `PubmedArticle`. */
  readonly xml: string;
  readonly edat: string;
  readonly mdat: string;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const most = 9_999;
const history = new Map<string, readonly PubmedRecord[]>();

/** What E-utilities answer, in their words and shapes. */
export function answerEutils(
  path: string,
  parameters: URLSearchParams,
  records: readonly PubmedRecord[],
  apiKey: string | undefined,
): Answer {
  const given = parameters.get("api_key");
  if (given !== null && given !== apiKey) {
    return json(400, { error: "API key invalid", "api-key": given, type: "api" });
  }
  return path === "esearch.fcgi" ? esearch(parameters, records) : efetch(parameters, records);
}

function esearch(parameters: URLSearchParams, records: readonly PubmedRecord[]): Answer {
  const term = parameters.get("term") ?? "";
  const type = parameters.get("datetype") === "mdat" ? "mdat" : "edat";
  const first = (parameters.get("mindate") ?? "0000").replaceAll("/", "-");
  const last = (parameters.get("maxdate") ?? "9999").replaceAll("/", "-");
  const found = records.filter(
    (record) => record.xml.includes(term) && record[type] >= first && record[type] <= last,
  );
  const webenv = `MCID_${history.size.toString(16)}`;
  history.set(webenv, found);
  const nowhere = !records.some(({ xml }) => xml.includes(term));
  return json(200, {
    header: { type: "esearch", version: "0.3" },
    esearchresult: {
      count: String(found.length),
      retmax: "0",
      retstart: "0",
      querykey: "1",
      webenv,
      idlist: [],
      translationset: [],
      querytranslation: `"${term}"[All Fields]`,
      ...(nowhere && {
        errorlist: { phrasesnotfound: [term], fieldsnotfound: [] },
        warninglist: { phrasesignored: [], quotedphrasesnotfound: [], outputmessages: ["No items found."] },
      }),
    },
  });
}

function efetch(parameters: URLSearchParams, records: readonly PubmedRecord[]): Answer {
  const ids = parameters.get("id")?.split(",");
  if (ids !== undefined) {
    const found = ids.flatMap((id) => records.find(({ pmid }) => pmid === id) ?? []);
    return found.length > 0 ? set(found) : xmlError(400, "ID list is empty! Possibly it has no correct IDs.");
  }
  const start = Number(parameters.get("retstart"));
  if (start >= most) return xmlError(400, `'retstart' cannot be larger than ${most - 1}.`);
  const found = history.get(parameters.get("WebEnv") ?? "");
  if (found === undefined) return xmlError(400, "Unable to obtain query #1");
  return set(found.slice(start, Math.min(most, start + Number(parameters.get("retmax")))));
}

function set(records: readonly PubmedRecord[]): Answer {
  return { status: 200, type: "text/xml; charset=UTF-8", text: articleSet(...records.map(({ xml }) => xml)) };
}

export function xmlErrorText(message: string): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<eFetchResult>\n\t<ERROR>${message}</ERROR>\n</eFetchResult>\n`;
}

function xmlError(status: number, message: string): Answer {
  return { status, type: "text/xml; charset=UTF-8", text: xmlErrorText(message) };
}

function json(status: number, value: unknown): Answer {
  return { status, type: "application/json; charset=UTF-8", text: `${JSON.stringify(value)}\n` };
}
