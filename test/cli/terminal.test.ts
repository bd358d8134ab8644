import { afterEach, describe, expect, it, vi } from "vitest";
import { openTerminal } from "../../src/cli/terminal.js";

afterEach(() => vi.restoreAllMocks());

describe("a log line", () => {
  it("shows what a file holds, and obeys none of it", () => {
    const written: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
    openTerminal(false).log("PMID:1\u001b[2J\r\u009b31m failed\n\tbecause of it");
    expect(written).toEqual(["PMID:1\ufffd[2J\ufffd\ufffd31m failed\n\tbecause of it\n"]);
  });
});
