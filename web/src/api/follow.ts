import { answerOf, type Question, send } from "./ask.js";

/**
 * The answers of a subscription as they come, over Server-Sent Events, until the server ends it.
 *
 * @throws AskError; what `signal` aborts throws its reason
 */
export async function* follow<T, V>(
  document: Question<T, V>,
  variables: V,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const response = await send(
    JSON.stringify({ query: document.toString(), variables }),
    signal,
    "text/event-stream",
  );
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    yield answerOf<T>(await response.json().catch(() => ({})));
    return;
  }
  for await (const event of eventsOf(response.body!)) {
    const data = /^data: ?(.+)$/mu.exec(event)?.[1];
    if (data !== undefined) yield answerOf<T>(JSON.parse(data));
  }
}

/** Events stand between empty lines, and arrive in pieces of any size. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const events = text.split("\n\n");
    text = events.pop()!;
    yield* events;
  }
}
