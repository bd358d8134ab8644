import type { Data } from "./asking.js";

/** A subscription over a real socket: its items as they come. `close` goes away as a client does that is switched off. */
export interface Subscribed {
  readonly status: number;
  readonly type: string | null;
  readonly items: AsyncGenerator<Data>;
  close(): void;
}

/** Sends an operation as docs/graphql.md says, and reads the events of its answer. */
export async function subscribe(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Subscribed> {
  const gone = new AbortController();
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
    body: JSON.stringify({ query, variables }),
    signal: gone.signal,
  });
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    items: eventsOf(response),
    close: () => gone.abort(),
  };
}

async function* eventsOf(response: Response): AsyncGenerator<Data> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = /^data: (.+)$/mu.exec(event)?.[1];
      if (data !== undefined) yield JSON.parse(data);
    }
  }
}
