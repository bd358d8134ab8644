import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { httpError } from "../http-error.js";

/** Levels of objects and lists in a body: its variables have at most 16 of them. */
const deepest = 32;

/** Values of a body beside its variables: the query, its name, what clients say of themselves. */
const beside = 1_000;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;

const isOpening = (code: number) => code === 0x5b || code === 0x7b;
const isClosing = (code: number) => code === 0x5d || code === 0x7d;

/** Values and levels of a JSON text, at least so many, told without reading it into memory; ends beyond the limits. */
function measure(json: string, mostValues: number): { readonly values: number; readonly depth: number } {
  let values = 0;
  let level = 0;
  let depth = 0;
  for (let at = 0; at < json.length && values <= mostValues && depth <= deepest; at++) {
    const code = json.charCodeAt(at);
    if (code === quote) at = endOfString(json, at);
    else if (code === comma) values += 1;
    else if (isOpening(code)) {
      values += 1;
      level += 1;
      depth = Math.max(depth, level);
    } else if (isClosing(code)) level -= 1;
  }
  return { values, depth };
}

/** The closing quote of the string that begins at `begin`. A quote after an odd number of backslashes belongs to the string. */
function endOfString(json: string, begin: number): number {
  for (let end = json.indexOf('"', begin + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return json.length;
}

function refusal(code: "BAD_INPUT" | "BAD_REQUEST", message: string, hint: string) {
  return httpError({ status: 400, code, message, hint });
}

/**
 * Reads bodies of JSON. One that is nested by the thousand or holds values by the ten thousand takes long to be read and collected
 * again (`bench/abuse.ts`), so it is measured first.
 *
 * @param mostValues values that the variables may hold
 */
export function jsonBodyPlugin(mostValues: number): Plugin {
  const most = mostValues + beside;
  return {
    onRequestParse({ request, setRequestParser }) {
      const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
      if (request.method !== "POST" || type !== "application/json") return;
      setRequestParser(async (asked) => {
        const text = await whole(asked);
        const { values, depth } = measure(text, most);
        if (values > most || depth > deepest) {
          const [what, limit] =
            depth > deepest ? [`is ${depth} levels deep`, deepest] : [`holds ${values} values`, most];
          throw refusal(
            "BAD_INPUT",
            `The body ${what} or more; at most ${limit} are read`,
            "send several queries",
          );
        }
        const body = parsed(text);
        if (typeof body === "object" && body !== null) return body;
        throw refusal("BAD_REQUEST", "The body is no JSON object", "send {“query”: …, “variables”: …}");
      });
    },
  };
}

/** The text of a body. One whose sender goes away, or is cut off, is nobody's to answer, and nothing of ours went wrong. */
async function whole(request: Request): Promise<string> {
  try {
    return await request.text();
  } catch (error) {
    // One that is too large.
    if (error instanceof GraphQLError) throw error;
    throw refusal("BAD_REQUEST", "The body broke off", "send it again");
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal("BAD_REQUEST", "The body is no JSON", "send {“query”: …, “variables”: …}");
  }
}
