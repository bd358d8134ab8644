import { createHash } from "node:crypto";
import { headers, type MsgHdrs } from "@nats-io/transport-node";
import type { RecordFailure } from "../domain/document.js";
import type { Queue } from "./connection.js";
import { envelopeText, jobLabel, parseEnvelope, type QueueJob, recordsJob } from "./job.js";
import { publishJob } from "./publisher.js";
import { messagesOf } from "./stored-messages.js";

/** Why a job was given up. */
export interface DeadReason {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly tries: number;
  readonly worker: string;
}

/** A job that failed for good, as it was sent; `job` is missing where it cannot be read. */
export interface DeadJob extends DeadReason {
  readonly kind: "job";
  readonly id: string;
  readonly label: string;
  readonly job?: QueueJob;
  readonly at: string;
  readonly seq: number;
}

/** A record that failed; the rest of its job is done. */
export interface DeadRecord {
  readonly kind: "record";
  readonly id: string;
  readonly failure: RecordFailure;
  readonly at: string;
  readonly seq: number;
}

export type DeadLetter = DeadJob | DeadRecord;

const reasonHeader = "Litweave-Reason";
/** Of a message in a header, which has its share of the largest message. */
const mostReasonCharacters = 2_000;

export async function buryJob(
  { js, names }: Queue,
  id: string,
  payload: Uint8Array,
  reason: DeadReason,
): Promise<void> {
  const head = headers();
  const short = { ...reason, message: reason.message.slice(0, mostReasonCharacters) };
  head.set(reasonHeader, ascii(JSON.stringify(short)));
  await js.publish(names.deadJobSubject(id), payload, { headers: head });
}

/**
 * Keeps a record that failed, once however often its job is tried. One that is larger than a message is kept without its source: file
 * and number still lead to it.
 */
export async function buryRecord({ js, names, mostBytes }: Queue, failure: RecordFailure): Promise<void> {
  const whole = JSON.stringify(failure);
  const { source: _, ...bare } = failure;
  const fits = Buffer.byteLength(whole) <= mostBytes;
  await js.publish(names.deadRecordSubject(recordKey(failure)), fits ? whole : JSON.stringify(bare));
}

/** All that failed for good, oldest first. */
export async function* deadLetters(queue: Queue): AsyncGenerator<DeadLetter> {
  const jobs = queue.names.deadJobSubject("");
  for await (const { subject, seq, time, data, headers } of messagesOf(queue, queue.names.dead)) {
    const id = subject.slice(subject.lastIndexOf(".") + 1);
    const at = time.toISOString();
    const text = new TextDecoder().decode(data);
    if (!subject.startsWith(jobs)) {
      yield { kind: "record", id, seq, at, failure: JSON.parse(text) as RecordFailure };
      continue;
    }
    const job = readable(text);
    const label = job ? jobLabel(job) : "a job that cannot be read";
    yield { kind: "job", id, seq, at, label, ...(job && { job }), ...reasonOf(headers) };
  }
}

/**
 * Puts a letter back into the queue, under a new id for the server, which would take it for a duplicate otherwise, and takes it from the
 * dead. A record becomes a job of its own.
 */
export async function retryLetter(queue: Queue, letter: DeadLetter): Promise<void> {
  const { jsm, names } = queue;
  if (letter.kind === "job") {
    const { data } = (await jsm.streams.getMessage(names.dead, { seq: letter.seq })) ?? {};
    if (!data) return;
    await publishJob(queue, letter.id, data, `${letter.id}.dead.${letter.seq}`);
  } else {
    const job = recordsJob([{ kind: "failure", failure: letter.failure }]);
    await jsm.streams.purge(names.results, { filter: names.resultSubject(job.id) });
    await publishJob(queue, job.id, envelopeText(job), `${job.id}.dead.${letter.seq}`);
  }
  await forgetLetter(queue, letter);
}

/** By its number, so that one which came in its place meanwhile stays. */
export async function forgetLetter({ jsm, names }: Queue, { seq }: DeadLetter): Promise<void> {
  // False when it is gone already.
  await jsm.streams.deleteMessage(names.dead, seq).catch(() => false);
}

function readable(text: string): QueueJob | undefined {
  try {
    return parseEnvelope(text);
  } catch {
    return undefined;
  }
}

function reasonOf(head: MsgHdrs | undefined): DeadReason {
  return JSON.parse(head?.get(reasonHeader) || "{}") as DeadReason;
}

function recordKey({ file, record }: RecordFailure): string {
  return createHash("sha256").update(`${file}\n${record}`).digest("hex").slice(0, 32);
}

/** JSON in the characters that a header may have. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
