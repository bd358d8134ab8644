import type { MsgHdrs } from "@nats-io/transport-node";
import type { Queue } from "./connection.js";

export interface StoredMessage {
  readonly subject: string;
  readonly seq: number;
  readonly time: Date;
  readonly data: Uint8Array;
  readonly headers: MsgHdrs | undefined;
}

const batchSize = 500;
/** Before the end of a batch is told by silence: what is taken away while it is read never comes. */
const patienceMs = 1_000;

/** What a stream holds now, oldest first; what comes while it is read is left for the next time. */
export async function* messagesOf({ js, jsm }: Queue, stream: string): AsyncGenerator<StoredMessage> {
  const { state } = await jsm.streams.info(stream);
  if (state.messages === 0) return;
  const consumer = await js.consumers.get(stream);
  try {
    for (let found = true; found; ) {
      found = false;
      const batch = await consumer.fetch({ max_messages: batchSize, expires: patienceMs });
      for await (const { subject, seq, time, data, headers, info } of batch) {
        found = true;
        yield { subject, seq, time, data, headers };
        if (info.pending === 0 || seq >= state.last_seq) return;
      }
    }
  } finally {
    await consumer.delete().catch(() => false);
  }
}
