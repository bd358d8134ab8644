import type { IncomingMessage, ServerResponse } from "node:http";

/** Bytes of a file that must come in the time that a small body has; a telephone line is a hundred times as fast. */
const leastBytes = 1_000;

/**
 * Ends a request whose body is not there in time: a body of the API's is small, and who sends it byte by byte wants to hold the
 * server's connections. It is answered and cut off.
 */
export function endSlowBody(request: IncomingMessage, response: ServerResponse, withinMs: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    const { message, ...extensions } = refusal(`The body was not there within ${withinMs} ms`);
    refuse(request, response, { errors: [{ message, extensions }] });
  }, withinMs);
  onceDone(request, () => clearTimeout(timer));
}

/** Ends a request whose body, of any size, comes to a halt; one that flows may take as long as it wants. */
export function endStalledBody(request: IncomingMessage, response: ServerResponse, withinMs: number): void {
  if (request.complete) return;
  let before = request.socket.bytesRead;
  const timer = setInterval(() => {
    const { bytesRead } = request.socket;
    // What has come and was not taken yet waits for us.
    const flows = bytesRead - before >= leastBytes || request.readableLength > 0;
    before = bytesRead;
    if (flows) return;
    const error = refusal(`Of the body came less than ${leastBytes} bytes within ${withinMs} ms`);
    refuse(request, response, { error });
  }, withinMs);
  onceDone(request, () => clearInterval(timer));
}

function onceDone(request: IncomingMessage, done: () => void): void {
  request.once("end", done).once("close", done);
}

const refusal = (message: string) => ({ code: "SLOW_BODY", message, hint: "send it in one go" });

function refuse(request: IncomingMessage, response: ServerResponse, body: object): void {
  if (request.complete || response.headersSent) return;
  response
    .writeHead(408, { "content-type": "application/json", connection: "close" })
    .end(JSON.stringify(body), () => request.destroy());
}
