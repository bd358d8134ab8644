import { openSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { reportError } from "../../src/cli/exit.js";
import { exhausted } from "../../src/domain/exhausted.js";

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: refused, write '/graph/dead-letter.jsonl'`), {
    code,
    syscall: "write",
    path: "/graph/dead-letter.jsonl",
  });
}

it.each([
  ["ENOSPC", /^\/graph\/dead-letter\.jsonl: the disk is full \(ENOSPC at write\)$/u, /make room/u],
  ["EMFILE", /may open no more files and connections/u, /ulimit -n/u],
  ["EROFS", /can only be read/u, /choose a place/u],
  ["ENOMEM", /memory has run out/u, /give this one more/u],
])("a machine's %s is told in words, with what to do and without a stack", (code, message, hint) => {
  const lines: string[] = [];
  const terminal = {
    json: false,
    log: (line: string) => void lines.push(line),
    print: () => undefined,
    printJson: () => undefined,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  };
  expect(reportError(systemError(code), terminal)).toBe(1);
  expect(lines).toHaveLength(2);
  expect(lines[0]!.replace(/^litweave: /u, "")).toMatch(message);
  expect(lines[1]).toMatch(hint);
});

it("is told of real errors of the system, and of no other", () => {
  const caught = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return error;
    }
    throw new Error("it went well");
  };
  expect(exhausted(caught(() => openSync("/dev/full/none", "w")))).toBeUndefined();
  expect(exhausted(caught(() => readFileSync("/absent")))).toBeUndefined();
  expect(exhausted(Object.assign(new Error("ENOSPC"), { code: "ENOSPC" }))).toBeUndefined();
  expect(exhausted(new TypeError("no"))).toBeUndefined();
  expect(exhausted(caught(() => new ArrayBuffer(2 ** 52)))).toMatchObject({ code: "EXHAUSTED" });
  const native = new Error("Load model from encoder.onnx failed:std::bad_alloc");
  expect(exhausted(native)).toMatchObject({
    code: "EXHAUSTED",
    hint: expect.stringMatching(/give this one more/u),
  });
});
