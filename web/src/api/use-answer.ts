import { useEffect, useState } from "preact/hooks";
import { AskError, ask, type Question } from "./ask.js";
import { apiKey } from "./key.js";

export interface Answer<T> {
  /** The last answer; while the next is on its way, that of the question before, so that nothing jumps. */
  readonly data: T | undefined;
  readonly error: AskError | undefined;
  readonly waiting: boolean;
  retry(): void;
}

/** At this pace a server that does not answer is asked anew. */
const againMs = 2_000;

/** Tries again by itself until the server is back. */
export function useReturn(error: AskError | undefined, retry: () => void): void {
  useEffect(() => {
    if (error?.code !== "UNREACHABLE") return;
    const timer = setTimeout(retry, againMs);
    return () => clearTimeout(timer);
  }, [error]);
}

/** Asks anew whenever the variables or the API key change, and gives up what is no longer wanted. No variables, no question. */
export function useAnswer<T, V>(document: Question<T, V>, variables: V | undefined): Answer<T> {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<AskError>();
  const [waiting, setWaiting] = useState(variables !== undefined);
  const [attempt, setAttempt] = useState(0);
  const key = variables === undefined ? undefined : JSON.stringify(variables);
  // The key stands for the variables, an attempt for wanting it again.
  useEffect(() => {
    if (variables === undefined) {
      setData(undefined);
      setWaiting(false);
      return;
    }
    const controller = new AbortController();
    setWaiting(true);
    ask(document, variables, controller.signal).then(
      (answer) => {
        setData(answer);
        setError(undefined);
        setWaiting(false);
      },
      (cause: unknown) => {
        if (controller.signal.aborted) return;
        setError(cause instanceof AskError ? cause : new AskError("FAILED", String(cause), undefined));
        setWaiting(false);
      },
    );
    return () => controller.abort();
  }, [document, key, attempt, apiKey.value]);
  const retry = () => setAttempt(attempt + 1);
  useReturn(error, retry);
  return { data, error, waiting, retry };
}
