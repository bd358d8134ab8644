import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Ends a request whose body is not there in time: a body of the API's is small, and who sends it byte by byte wants to hold the
 * server's connections. It is answered and cut off.
 */
export function endSlowBody(request: IncomingMessage, response: ServerResponse, withinMs: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    if (request.complete || response.headersSent) return;
    const error = {
      message: `The body was not there within ${withinMs} ms`,
      extensions: { code: "SLOW_BODY", hint: "send it in one go" },
    };
    response
      .writeHead(408, { "content-type": "application/json", connection: "close" })
      .end(JSON.stringify({ errors: [error] }), () => request.destroy());
  }, withinMs);
  request.once("end", () => clearTimeout(timer)).once("close", () => clearTimeout(timer));
}
