import { LitweaveError } from "../domain/errors.js";
import type { Client } from "./access/client.js";
import { whileKnown } from "./access/while-known.js";
import { ingestorOf } from "./context.js";
import { checkOwn } from "./csrf.js";
import { httpError } from "./http-error.js";
import type { Ingestor } from "./ingestor.js";
import { deadline } from "./limits/deadline.js";
import { interruptible } from "./limits/interruptible.js";
import type { Audit } from "./observe/audit.js";
import { requireRole } from "./roles.js";

interface Upload {
  readonly request: Request;
  readonly url: URL;
  readonly ingestor: Ingestor | undefined;
  readonly client: Client;
  readonly audit: Audit | undefined;
  /** What the file may take to come, in ms. */
  readonly uploadMs: number;
  /** Resolves when the client may send so many objects. */
  pace(objects: number, signal: AbortSignal): Promise<void>;
  /** Takes a place among what is under way. @returns what gives it back @throws GraphQLError `OVERLOADED` */
  begin(): () => void;
}

/** Of a file, what counts as an object: about a sentence with what is said of it. */
const bytesAnObject = 1_000;

/**
 * `POST /ingest?name=FILE&format=FORMAT` with a file as its body, gzipped or not, which goes to the disk as it comes. Of one that breaks
 * off nothing is kept.
 *
 * @returns the job's id
 */
export async function takeUpload({
  request,
  url,
  ingestor,
  client,
  audit,
  begin,
  ...limits
}: Upload): Promise<{ readonly job: string }> {
  if (request.method !== "POST") {
    throw new LitweaveError("BAD_INPUT", `/ingest takes files by POST, not by ${request.method}`);
  }
  checkOwn(request);
  requireRole(client, "ingest");
  const [name, format] = [url.searchParams.get("name"), url.searchParams.get("format")];
  const file = { ...(name !== null && { name }), ...(format !== null && { format }) };
  const taken = { bytes: 0 };
  const { kind, name: clientName, account } = client;
  const tell = (outcome: string) =>
    audit?.({
      at: new Date().toISOString(),
      client: { kind, name: clientName, account },
      what: [{ field: "POST /ingest", arguments: { ...file, ...taken } }],
      outcome,
    });
  let end = () => {};
  try {
    end = begin();
    const { id } = await ingestorOf({ ingestor }).ingestFile(
      file,
      bodyOf(request, taken, { client, ...limits }),
    );
    tell("done");
    return { job: id };
  } catch (error) {
    tell(codeOf(error));
    throw error;
  } finally {
    end();
  }
}

function codeOf(error: unknown): string {
  if (error instanceof LitweaveError) return error.code;
  const { extensions } = Object(error) as { readonly extensions?: { readonly code?: unknown } };
  return String(extensions?.code ?? "INTERNAL");
}

/** The body of a request as it comes, as fast as its sender may send, and no longer than the sender may. */
async function* bodyOf(
  { body, signal }: Request,
  taken: { bytes: number },
  { client, uploadMs, pace }: Pick<Upload, "client" | "uploadMs" | "pace">,
): AsyncGenerator<Uint8Array> {
  const chunks = (body ?? []) as unknown as AsyncIterable<Uint8Array>;
  const taking = interruptible<Uint8Array, "ended">(chunks[Symbol.asyncIterator]());
  const ended = new AbortController();
  const endFor = (reason: Error) => {
    ended.abort(reason);
    taking.interrupt("ended");
  };
  const callOffs = [
    deadline(uploadMs, () => endFor(tooLate(uploadMs, taken.bytes))),
    whileKnown(client, () => endFor(knownNoMore(taken.bytes))),
  ];
  const waiting = AbortSignal.any([signal, ended.signal]);
  let uncounted = 0;
  try {
    for (;;) {
      const next = await taking.next().catch(() => {
        throw new LitweaveError("CANCELLED", `the file broke off after ${taken.bytes} bytes`, {
          hint: "send it again; nothing of it is kept",
        });
      });
      ended.signal.throwIfAborted();
      if (next === "ended" || next.done) return;
      taken.bytes += next.value.length;
      uncounted += next.value.length;
      const objects = Math.floor(uncounted / bytesAnObject);
      uncounted -= objects * bytesAnObject;
      if (objects > 0) await pace(objects, waiting);
      ended.signal.throwIfAborted();
      yield next.value;
    }
  } finally {
    for (const callOff of callOffs) callOff();
  }
}

function tooLate(uploadMs: number, bytes: number) {
  return httpError({
    status: 408,
    code: "SLOW_BODY",
    message: `The file was not there within ${uploadMs} ms: ${bytes} bytes of it came`,
    hint: "send it in parts, or read it with `litweave ingest` on the server's machine; nothing of it is kept",
    headers: { connection: "close" },
  });
}

function knownNoMore(bytes: number) {
  return httpError({
    status: 401,
    code: "UNAUTHENTICATED",
    message: `The key or token ended while the file came: ${bytes} bytes of it had come`,
    hint: "send it again with another; nothing of it is kept",
    headers: { connection: "close" },
  });
}
