/** One event of a stream: its kind (`message` when it has none) and its data. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * The events of a `text/event-stream` (WHATWG HTML, 9.2.6), as they are complete. Comments and fields other than
 * `event` and `data` are stepped over; an event without data is given too, since that is how a stream says that it is complete.
 */
export async function* eventsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let held = "";
  for await (const bytes of body) {
    held += decoder.decode(bytes, { stream: true });
    // A carriage return at the end may be half of a line's end.
    const ready = held.endsWith("\r") ? held.slice(0, -1) : held;
    const blocks = ready.replace(/\r\n?/g, "\n").split("\n\n");
    held = (blocks.pop() ?? "") + held.slice(ready.length);
    for (const block of blocks) {
      const event = eventOf(block);
      if (event !== undefined) yield event;
    }
  }
}

function eventOf(block: string): StreamEvent | undefined {
  let event: string | undefined;
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === "event") event = value;
    if (field === "data") data.push(value);
  }
  if (event === undefined && data.length === 0) return undefined;
  return { event: event ?? "message", data: data.join("\n") };
}
