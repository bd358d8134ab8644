import type { Plugin } from "graphql-yoga";

type FetchAPI = Parameters<NonNullable<Plugin["onRequest"]>>[0]["fetchAPI"];

/** Lines are sent together up to about so much, so that a line does not cost a write to the socket. */
const chunkCharacters = 32_768;

/**
 * An answer of JSON objects, one a line. Nothing is made before the client has taken what was made, and nothing more when it has
 * gone. An error on the way breaks the answer off, so that nobody takes a part for the whole.
 */
export function linesResponse(
  items: AsyncIterable<unknown>,
  name: string,
  { ReadableStream, Response, TextEncoder }: FetchAPI,
): Response {
  const iterator = items[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let lines = "";
        while (lines.length < chunkCharacters) {
          const { done, value } = await iterator.next();
          if (done) {
            if (lines !== "") controller.enqueue(encoder.encode(lines));
            controller.close();
            return;
          }
          lines += `${JSON.stringify(value)}\n`;
        }
        controller.enqueue(encoder.encode(lines));
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
