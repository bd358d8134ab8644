import fc from "fast-check";
import { expect, it } from "vitest";
import { eventsOf } from "../../src/client/event-stream.js";
import { gather } from "../read/pubmed-sample.js";

it("gives the same events wherever the bytes are cut, with any line ends", async () => {
  const lines = [
    ": a comment",
    "",
    "event: next",
    "data: α",
    "data:  β",
    "",
    "id: 7",
    "",
    "data",
    "",
    "event: complete",
    "",
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.array(fc.nat(200), { maxLength: 8 }),
      async (end, cuts) => {
        const bytes = new TextEncoder().encode(`${lines.join(end)}${end}`);
        const places = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
        async function* pieces() {
          for (let at = 1; at < places.length; at += 1) yield bytes.subarray(places[at - 1], places[at]);
          // A last line end alone may be half of one.
          yield new TextEncoder().encode("\n");
        }
        expect(await gather(eventsOf(pieces()))).toEqual([
          { event: "next", data: "α\n β" },
          { event: "message", data: "" },
          { event: "complete", data: "" },
        ]);
      },
    ),
  );
});
