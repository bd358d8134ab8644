import { LitweaveError } from "../../domain/errors.js";
import { eutilsUrl } from "../../follow/eutils/client.js";
import type { DateType } from "../../follow/eutils/search.js";
import { parseBaseUrl } from "../../follow/http/base-url.js";
import type { IngestingFlags } from "../ingesting.js";

export interface UpdateFlags extends IngestingFlags {
  readonly pubmed?: boolean;
  readonly baseline?: boolean;
  readonly from?: number;
  readonly query?: string;
  readonly since?: string;
  readonly date: DateType;
  readonly pmids?: string;
  readonly baseUrl?: string;
}

/** What is to be fetched: PubMed's files, what a query finds, or single records. */
export type UpdateTask =
  | {
      readonly kind: "pubmed";
      readonly folder: "baseline" | "updatefiles";
      readonly from?: number;
      readonly baseUrl: URL;
    }
  | {
      readonly kind: "query";
      readonly query: string;
      /** A day, or `last`: the day of the last whole run of this query. */
      readonly since?: string;
      readonly dateType: DateType;
      readonly baseUrl: URL;
    }
  | { readonly kind: "pmids"; readonly pmids: string; readonly baseUrl: URL };

const filesUrl = "https://ftp.ncbi.nlm.nih.gov/pubmed/";

/** @throws LitweaveError `USAGE` when the flags name no task, two, or one with another's options */
export function updateTask(flags: UpdateFlags): UpdateTask {
  const { pubmed, baseline, from, query, since, pmids } = flags;
  const asked = [pubmed, query !== undefined, pmids !== undefined].filter(Boolean).length;
  if (asked !== 1) {
    throw new LitweaveError(
      "USAGE",
      asked === 0 ? "nothing says what to update from" : "only one source at a time",
      {
        hint: "give one of --pubmed, --query, --pmids",
      },
    );
  }
  if (!pubmed && (baseline || from !== undefined)) {
    throw new LitweaveError("USAGE", "--baseline and --from belong to --pubmed", { hint: "leave them out" });
  }
  if (query === undefined && since !== undefined) {
    throw new LitweaveError("USAGE", "--since belongs to --query", { hint: "leave it out" });
  }
  const baseUrl = parseBaseUrl(flags.baseUrl ?? (pubmed ? filesUrl : eutilsUrl));
  if (pmids !== undefined) return { kind: "pmids", pmids, baseUrl };
  if (query === undefined) {
    const folder = baseline ? "baseline" : "updatefiles";
    return { kind: "pubmed", folder, baseUrl, ...(from !== undefined && { from }) };
  }
  if (query.trim() === "") {
    throw new LitweaveError("USAGE", "the query is empty", {
      hint: "give one as you would type it at PubMed",
    });
  }
  const day = since === undefined ? {} : { since: parseSince(since) };
  return { kind: "query", query: query.trim(), dateType: flags.date, baseUrl, ...day };
}

/** @throws LitweaveError `USAGE` when `text` is no whole number from 1 on */
export function parseFileNumber(text: string): number {
  if (/^0*[1-9]\d{0,5}$/u.test(text)) return Number(text);
  throw new LitweaveError("USAGE", `--from is “${text}”, which is no number of a PubMed file`, {
    hint: "give 1336 for pubmed26n1336.xml.gz",
  });
}

function parseSince(text: string): string {
  if (text === "last") return text;
  const day = text.replaceAll("/", "-");
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(day) ? Date.parse(day) : Number.NaN;
  // A date such as 2024-02-30 is taken by some engines for one in March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(day)) return day;
  throw new LitweaveError("USAGE", `--since is “${text}”, which is no day`, {
    hint: "give one like 2024-03-07, or last",
  });
}
