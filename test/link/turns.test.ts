import { describe, expect, it } from "vitest";
import { turns } from "../../src/link/turns.js";

function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe("turns of the event loop", () => {
  it("are given once it has been held for long, and each time anew", async () => {
    const turn = turns();
    for (let piece = 0; piece < 3; piece += 1) {
      let turned = false;
      setImmediate(() => {
        turned = true;
      });
      work(12);
      await turn();
      expect(turned).toBe(true);
    }
  });
});
