import { type Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface Replied {
  readonly text: string;
  /** From when the last bytes were handed over to the end of the answer, in ms. */
  readonly ms: number;
}

interface Way {
  readonly agent?: Agent;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the body in so many pieces, over so many ms. */
  readonly pieces?: { readonly count: number; readonly overMs: number };
  /** Sends no more than the beginning, and waits for what comes. */
  readonly unfinished?: boolean;
}

/** Posts a body of JSON. One that comes in pieces is judged from its last: before it the server has nothing to refuse. */
export function post(url: string, body: string, way: Way = {}): Promise<Replied> {
  const { agent = false, headers = {}, pieces, unfinished = false } = way;
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    let sentAt = Number.NaN;
    let answered = false;
    const sent = request(url, {
      method: "POST",
      agent,
      headers: { "content-type": "application/json", "content-length": bytes.length, ...headers },
    });
    // Whoever is refused before he has sent all may be cut off while he sends.
    sent
      .on("error", (error) => answered || reject(error))
      .on("response", (response) => {
        answered = true;
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        response.on("close", () => {
          resolve({ text, ms: performance.now() - sentAt });
          sent.destroy();
        });
      });
    const begun = () => {
      sentAt = performance.now();
    };
    if (unfinished) {
      sent.write(bytes.subarray(0, bytes.length / 2));
      begun();
    } else if (pieces) void inPieces(pieces).catch(reject);
    else {
      begun();
      sent.end(bytes);
    }

    async function inPieces({ count, overMs }: NonNullable<Way["pieces"]>): Promise<void> {
      const size = Math.ceil(bytes.length / count);
      for (let at = 0; at < bytes.length; at += size) {
        if (at > 0) await sleep(overMs / count);
        if (at + size < bytes.length) sent.write(bytes.subarray(at, at + size));
        else {
          begun();
          sent.end(bytes.subarray(at));
        }
      }
    }
  });
}
