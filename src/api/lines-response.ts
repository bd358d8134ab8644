import type { Plugin } from "graphql-yoga";
import { LitweaveError } from "../domain/errors.js";
import { deadline } from "./limits/deadline.js";

type FetchAPI = Parameters<NonNullable<Plugin["onRequest"]>>[0]["fetchAPI"];

/** Lines are sent together up to about so much, so that a line does not cost a write to the socket. */
const chunkCharacters = 32_768;

/** A client that takes nothing for so long is gone, or means to hold what it was given. */
const stalledMs = 60_000;

interface Lines {
  /** Of the file that a browser makes of it. */
  readonly name: string;
  /** Called when nothing more will be made, however that came; more than once, perhaps. */
  ended(): void;
  /** Called with what went wrong on the way, to cut the connection: a part must not look like the whole. */
  failed(error: unknown): void;
  /** Default a minute. */
  readonly stalledMs?: number;
}

/**
 * An answer of JSON objects, one a line. Nothing is made before the client has taken what was made, and nothing more when it has
 * gone or takes nothing. An error on the way breaks the answer off, so that nobody takes a part for the whole.
 */
export function linesResponse(
  items: AsyncIterable<unknown>,
  { name, ended, failed, stalledMs: patience = stalledMs }: Lines,
  { ReadableStream, Response, TextEncoder }: FetchAPI,
): Response {
  const iterator = items[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let callOff = () => {};
  function breakOff(error: unknown, controller: ReadableStreamDefaultController): void {
    ended();
    failed(error);
    controller.error(error);
  }
  async function stop(): Promise<void> {
    callOff();
    ended();
    await iterator.return?.();
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        callOff();
        let lines = "";
        try {
          while (lines.length < chunkCharacters) {
            const { done, value } = await iterator.next();
            if (done) {
              if (lines !== "") controller.enqueue(encoder.encode(lines));
              controller.close();
              ended();
              return;
            }
            lines += `${JSON.stringify(value)}\n`;
          }
        } catch (error) {
          // Thrown on, it would be nobody's: what carries the stream to the socket listens for no errors, and the process would end.
          breakOff(error, controller);
          return;
        }
        controller.enqueue(encoder.encode(lines));
        callOff = deadline(patience, () => {
          breakOff(new LitweaveError("CANCELLED", "the client takes nothing"), controller);
          void stop();
        });
      },
      cancel: stop,
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
