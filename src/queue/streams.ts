import {
  AckPolicy,
  DiscardPolicy,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  StoreCompression,
  type StreamConfig,
} from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";
import { LitweaveError } from "../domain/errors.js";
import { isNoStream } from "./errors.js";
import type { QueueNames } from "./names.js";

const minuteMs = 60_000;
/** How long the server itself knows the id of a message that was sent. */
export const duplicateWindowMs = 2 * minuteMs;
/** How long a worker counts as alive after it was last heard of. */
export const workerMs = minuteMs / 2;
/** How long a worker that holds a job may be silent before another gets it. */
export const usualSilenceMs = minuteMs / 2;
/** Jobs in the hands of all workers together. */
const mostInHand = 20_000;

interface EnsureOptions {
  readonly replicas: number;
  readonly create: boolean;
  readonly shown: string;
}

/** @throws LitweaveError `NOT_FOUND` when there is no queue and none is to be made */
export async function ensureStreams(
  jsm: JetStreamManager,
  names: QueueNames,
  { replicas, create, shown }: EnsureOptions,
): Promise<void> {
  for (const config of streamsOf(names, replicas)) {
    try {
      await jsm.streams.info(config.name);
    } catch (error) {
      if (!isNoStream(error)) throw error;
      if (!create) {
        throw new LitweaveError("NOT_FOUND", `there is no queue at ${shown}`, {
          hint: `\`litweave enqueue FILE --queue ${shown}\` makes one`,
        });
      }
      await jsm.streams.add(config);
    }
  }
  await ensureConsumer(jsm, names);
}

function streamsOf(
  names: QueueNames,
  replicas: number,
): readonly (Partial<StreamConfig> & { name: string })[] {
  // One message a subject: what is told again of a job or record takes the place of what was told before.
  const kept = {
    storage: StorageType.File,
    num_replicas: replicas,
    max_msgs_per_subject: 1,
    discard: DiscardPolicy.Old,
    allow_direct: true,
    compression: StoreCompression.S2,
  };
  return [
    {
      ...kept,
      name: names.jobs,
      subjects: [names.jobSubject("*")],
      retention: RetentionPolicy.Workqueue,
      // Nothing is ever pushed out by what comes: a full server refuses, and the sender hears of it.
      discard: DiscardPolicy.New,
      duplicate_window: nanos(duplicateWindowMs),
    },
    { ...kept, name: names.results, subjects: [names.resultSubject("*")] },
    { ...kept, name: names.dead, subjects: [names.deadJobSubject("*"), names.deadRecordSubject("*")] },
    {
      ...kept,
      name: names.returned,
      subjects: [names.returnedSubject("*")],
      max_age: nanos(7 * 24 * 60 * minuteMs),
    },
    {
      ...kept,
      name: names.workers,
      subjects: [names.workerSubject("*")],
      max_age: nanos(workerMs),
      duplicate_window: nanos(workerMs),
    },
  ];
}

async function ensureConsumer(jsm: JetStreamManager, { jobs, consumer }: QueueNames): Promise<void> {
  const there = await jsm.consumers.info(jobs, consumer).catch(() => undefined);
  if (there) return;
  await jsm.consumers.add(jobs, {
    durable_name: consumer,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(usualSilenceMs),
    // The worker counts tries, so that a job that was given back without fault is not held against it.
    max_deliver: -1,
    max_ack_pending: mostInHand,
  });
}

/** All workers of a queue wait as long for a silent one as the last that was started says. */
export async function setSilence(
  jsm: JetStreamManager,
  { jobs, consumer }: QueueNames,
  ms: number,
): Promise<void> {
  const { config } = await jsm.consumers.info(jobs, consumer);
  if (config.ack_wait !== nanos(ms)) await jsm.consumers.update(jobs, consumer, { ack_wait: nanos(ms) });
}

/** Takes the queue away with all that is in it. */
export async function deleteStreams(jsm: JetStreamManager, names: QueueNames): Promise<void> {
  for (const name of [names.jobs, names.results, names.dead, names.returned, names.workers]) {
    await jsm.streams.delete(name);
  }
}
