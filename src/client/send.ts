import { type AnswerError, fromAnswer, LitweaveRequestError } from "./request-error.js";

export interface ClientOptions {
  /** Where the API is: `http://127.0.0.1:4000/graphql`. In a browser, a path of the page's own server will do. */
  readonly url: string;
  /** A JWT or API key, or what gives the current one; sent as a bearer token. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>);
  /** Headers to send besides. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Takes the place of the platform's. */
  readonly fetch?: typeof fetch;
}

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
}

/** @throws LitweaveRequestError when no server answers; what `signal` aborts throws its reason */
export async function send(
  { url, token, headers, fetch: fetching = fetch }: ClientOptions,
  accept: string,
  body: object,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const given = typeof token === "function" ? await token() : token;
  try {
    return await fetching(url, {
      method: "POST",
      headers: {
        ...headers,
        "content-type": "application/json",
        accept,
        ...(given !== undefined && { authorization: `Bearer ${given}` }),
      },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw new LitweaveRequestError(`no server answers at ${url}`, {
      code: "UNREACHABLE",
      hint: "see that `litweave serve` runs there, and that it lets this origin ask (CORS) when asked from a browser",
      cause,
    });
  }
}

/** The body of an answer in JSON. @throws LitweaveRequestError when it is none, or an error that is not GraphQL's */
export async function answerOf(response: Response, signal: AbortSignal | undefined): Promise<Answer> {
  const text = await response.text().catch((cause: unknown) => {
    if (signal?.aborted) throw signal.reason;
    throw new LitweaveRequestError("the answer broke off", {
      code: "UNREACHABLE",
      status: response.status,
      cause,
    });
  });
  const body = parsed(text);
  if (body?.data !== undefined || body?.errors !== undefined) return body;
  const { code, message, hint } = body?.error ?? {};
  throw new LitweaveRequestError(message ?? `the server answers with status ${response.status}`, {
    code: code ?? `HTTP_${response.status}`,
    hint,
    status: response.status,
    retryAfterSeconds: retryAfter(response),
  });
}

/** The data of an answer. @throws LitweaveRequestError when it has errors */
export function dataOf({ data, errors }: Answer, response?: Response): unknown {
  if (errors === undefined || errors.length === 0) return data;
  throw fromAnswer(errors, data, response?.status, response && retryAfter(response));
}

interface Body extends Answer {
  /** What is not GraphQL's answers so. */
  readonly error?: { readonly code?: string; readonly message?: string; readonly hint?: string };
}

function parsed(text: string): Body | undefined {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return undefined;
  }
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}
