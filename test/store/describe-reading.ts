import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LitweaveError } from "../../src/domain/errors.js";
import type { GraphReader } from "../../src/domain/graph-reader.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import type { StoreUnderTest } from "./contract.js";
import { concepts, paper } from "./world.js";

const page = { first: 10 };
const claim = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;

/** Some of the questions, with what the whole store answers to them. */
const questions: Readonly<Record<string, (reader: GraphReader) => Promise<unknown>>> = {
  concepts: (reader) => reader.concepts([concepts.metformin.id]),
  searchConcepts: (reader) => reader.searchConcepts({ text: "metfromin" }, page),
  triples: (reader) => reader.triples({ involving: concepts.metformin.id }, page),
  countTriples: (reader) => reader.countTriples({}),
  documents: (reader) => reader.documents(["PMID:1"]),
  counts: (reader) => reader.counts(),
};

/** Questions with a signal that may break them off, of every adapter. */
export function describeReading({ open }: StoreUnderTest): void {
  describe("reading with a signal", () => {
    let store: GraphStore;
    beforeEach(async () => {
      store = await open();
      await store.write([paper({ id: "PMID:1", claims: [claim] })]);
    });
    afterEach(() => store.close());

    it.each(Object.entries(questions))("answers %s as without one", async (_name, ask) => {
      const answer = await ask(store.reading(new AbortController().signal));
      expect(answer).toEqual(await ask(store));
    });

    it("sees what was written before the question", async () => {
      const reader = store.reading(new AbortController().signal);
      expect(await reader.counts()).toMatchObject({ documents: 1 });
      await store.write([paper({ id: "PMID:2", claims: [claim] })]);
      expect(await reader.counts()).toMatchObject({ documents: 2 });
    });

    it.each([
      ["CANCELLED", undefined],
      ["TIMEOUT", new DOMException("too late", "TimeoutError")],
      ["STORE_BUSY", new LitweaveError("STORE_BUSY", "the server is stopping")],
    ])("refuses every question with %s after its end, and those of others go on", async (code, reason) => {
      const ended = AbortSignal.abort(reason);
      for (const ask of Object.values(questions)) {
        await expect(ask(store.reading(ended))).rejects.toMatchObject({ name: "LitweaveError", code });
      }
      expect(await store.counts()).toMatchObject({ documents: 1 });
    });
  });
}
