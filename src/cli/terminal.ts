import { SingleBar } from "cli-progress";

export interface Progress {
  /** `done` of `total` units (bytes, documents), and what to say beside it. */
  update(done: number, total: number, note: string): void;
  stop(): void;
}

/**
 * Where a command speaks: results on standard output, all else on standard error. With `json`, the last line of
 * standard output is one JSON object and nothing else goes there.
 */
export interface Terminal {
  readonly json: boolean;
  log(line: string): void;
  /** Text of a result, for people; left out with `json`. */
  print(text: string): void;
  /** The machine's form of a result; left out without `json`. */
  printJson(value: unknown): void;
  progress(label: string): Progress;
}

const plainIntervalMs = 5_000;

/** Names, ids and messages come out of files: none of them moves the cursor, colours the screen or overwrites a line. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, "\ufffd");
}

export function openTerminal(json: boolean): Terminal {
  return {
    json,
    log: (line) => void process.stderr.write(`${withoutControls(line)}\n`),
    print: (text) => {
      if (!json) process.stdout.write(`${text}\n`);
    },
    printJson: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    progress: (label) => (process.stderr.isTTY ? barProgress(label) : lineProgress(label)),
  };
}

function barProgress(label: string): Progress {
  const bar = new SingleBar({
    format: `${label} {bar} {percentage}% {note}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: false,
  });
  let started = false;
  return {
    update(done, total, note) {
      if (!started) bar.start(total, done, { note });
      started = true;
      bar.setTotal(total);
      bar.update(Math.min(done, total), { note });
    },
    stop: () => bar.stop(),
  };
}

/** One plain line now and then, for logs and pipes. */
function lineProgress(label: string): Progress {
  let last = performance.now();
  return {
    update(done, total, note) {
      if (performance.now() - last < plainIntervalMs) return;
      last = performance.now();
      const share = total > 0 ? `${Math.floor((100 * done) / total)}% ` : "";
      process.stderr.write(`${label} ${share}${note}\n`);
    },
    stop: () => undefined,
  };
}
