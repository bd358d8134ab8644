import { type Eutils, unusable } from "./client.js";

/** Days, both included: `2024-03-07`. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** The date that a range is about: when a record entered PubMed, or was last changed there. */
export type DateType = "edat" | "mdat";

export interface Range extends Days {
  readonly dateType: DateType;
}

/** What a search found, kept by NCBI's history server for some hours. */
export interface Found {
  readonly count: number;
  readonly webEnv: string;
  readonly queryKey: string;
  /** What PubMed did not understand, in words. */
  readonly warnings: readonly string[];
}

/** @throws LitweaveError as {@link Eutils.ask} does */
export function search(eutils: Eutils, term: string, range?: Range): Promise<Found> {
  const dates = range && {
    datetype: range.dateType,
    mindate: range.first.replaceAll("-", "/"),
    maxdate: range.last.replaceAll("-", "/"),
  };
  return eutils.ask("esearch", { term, usehistory: "y", retmax: "0", retmode: "json", ...dates }, foundIn);
}

interface Answer {
  readonly esearchresult?: {
    readonly count?: string;
    readonly webenv?: string;
    readonly querykey?: string;
    readonly errorlist?: Lists;
    readonly warninglist?: Lists;
  };
}
type Lists = Readonly<Record<string, readonly string[] | undefined>>;

function foundIn(text: string): Found {
  let answer: Answer;
  try {
    answer = JSON.parse(text) as Answer;
  } catch {
    throw unusable("the answer is no JSON", text);
  }
  const { count, webenv = "", querykey = "", errorlist = {}, warninglist = {} } = answer.esearchresult ?? {};
  if (count === undefined || !/^\d+$/u.test(count))
    throw unusable("the answer does not say how many it found", text);
  return {
    count: Number(count),
    webEnv: webenv,
    queryKey: querykey,
    warnings: warningsIn(errorlist, warninglist),
  };
}

function warningsIn(errors: Lists, warnings: Lists): readonly string[] {
  const say = (list: Lists, key: string, words: string) =>
    (list[key] ?? []).map((what) => `${words} “${what}”`);
  return [
    ...say(errors, "phrasesnotfound", "PubMed does not know"),
    ...say(errors, "fieldsnotfound", "PubMed has no field"),
    ...say(warnings, "phrasesignored", "PubMed ignores"),
    ...say(warnings, "quotedphrasesnotfound", "PubMed does not know"),
    ...(warnings.outputmessages ?? []).filter((message) => !/no items found/iu.test(message)),
  ];
}
