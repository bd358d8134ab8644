import type { Api } from "../../src/api/create-api.js";
import { createApi } from "../../src/api/create-api.js";
import { type Example, openExample } from "../api/asking.js";
import { exampleAnnotator } from "../api/example-annotator.js";
import { checkValue } from "./document-rules.js";
import { Broken, hold } from "./target.js";

export interface Served {
  readonly api: Api;
  /** Sends a body as it stands, and looks at what comes back. */
  send(body: Buffer): Promise<Reply>;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** The handler of the server over the example graph in a store of its own, without what counts requests. */
export async function serveExample(): Promise<Served> {
  const example: Example = await openExample();
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  const api = createApi({
    store: example.store,
    annotator: exampleAnnotator,
    log,
    options: { limits: { rate: 0 } },
  });
  return {
    api,
    async send(body) {
      logged.length = 0;
      const response = await api.fetch("http://localhost/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: new Uint8Array(body),
      });
      const text = await response.text();
      hold(logged.length === 0, "nothing a client sends is a fault of the server", () => logged.join("\n"));
      hold(response.status < 500, "the server answers", () => `${response.status}: ${text}`);
      hold(text.length < 4_000_000, "an answer has bounds", () => String(text.length));
      return checked(text, response.status);
    },
    close: () => example.close(),
  };
}

function checked(text: string, status: number): Reply {
  let reply: Omit<Reply, "status">;
  try {
    reply = JSON.parse(text) as Reply;
  } catch {
    throw new Broken("an answer is JSON", text.slice(0, 300));
  }
  hold(
    reply.data !== undefined || (reply.errors ?? []).length > 0,
    "an answer has data or says why not",
    () => text,
  );
  for (const { message, extensions } of reply.errors ?? []) {
    hold(message.length > 0 && message.length < 2_000, "an error is told in a few words", () => message);
    hold(
      extensions?.code !== undefined && extensions.code !== "INTERNAL",
      "an error has a code, and was foreseen",
      () => text,
    );
  }
  checkValue(reply, "answer");
  return { ...reply, status };
}
