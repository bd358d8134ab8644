import type { MsgHdrs } from "@nats-io/transport-node";
import type { Queue } from "./connection.js";

export interface StoredMessage {
  readonly subject: string;
  readonly seq: number;
  readonly time: Date;
  readonly data: Uint8Array;
  readonly headers: MsgHdrs | undefined;
}

/** What a stream holds now, oldest first; what comes while it is read is left for the next time. */
export async function* messagesOf({ js, jsm }: Queue, stream: string): AsyncGenerator<StoredMessage> {
  const { state } = await jsm.streams.info(stream);
  if (state.messages === 0) return;
  const consumer = await js.consumers.get(stream);
  const messages = await consumer.consume({ max_messages: 500 });
  try {
    for await (const { subject, seq, time, data, headers, info } of messages) {
      yield { subject, seq, time, data, headers };
      if (info.pending === 0 || seq >= state.last_seq) return;
    }
  } finally {
    await messages.close();
    await consumer.delete().catch(() => false);
  }
}
