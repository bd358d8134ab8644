import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { AskError, ask } from "../../api/ask.js";
import { NeighboursDocument, type NeighboursQueryVariables } from "../../api/generated.js";
import { apiKey } from "../../api/key.js";
import { useReturn } from "../../api/use-answer.js";
import { tripleFilter } from "../../filter/filter.js";
import { type Neighbours, type Network, networkOf } from "./network.js";
import type { View } from "./view.js";

export interface NetworkAnswer {
  readonly network: Network;
  /** Opened concepts that the graph does not hold. */
  readonly missing: readonly string[];
  /** There are more statements than those drawn, weaker ones. */
  readonly truncated: boolean;
  readonly error: AskError | undefined;
  readonly waiting: boolean;
  retry(): void;
}

type Known = ReadonlyMap<string, Neighbours | null>;

const keyOf = (variables: NeighboursQueryVariables) => JSON.stringify(variables);

/** What the view's concepts are joined by; each answer is kept, so that opening one more concept asks for that one alone. */
export function useNetwork(view: View): NetworkAnswer {
  const { of, most, filter, hidden } = view;
  const [known, setKnown] = useState<Known>(new Map());
  const [error, setError] = useState<AskError>();
  const [attempt, setAttempt] = useState(0);
  const questions = of.map(
    (id): NeighboursQueryVariables => ({
      id,
      first: most,
      filter: tripleFilter(filter),
    }),
  );
  const wanted = questions.map(keyOf);
  useEffect(() => {
    const open = questions.filter((question) => !known.has(keyOf(question)));
    if (open.length === 0) return;
    const controller = new AbortController();
    Promise.all(
      open.map(async (question) => {
        const { concept } = await ask(NeighboursDocument, question, controller.signal);
        return [keyOf(question), concept] as const;
      }),
    ).then(
      (answers) => {
        setError(undefined);
        setKnown((before) => new Map([...before, ...answers]));
      },
      (cause: unknown) => {
        if (controller.signal.aborted) return;
        setError(cause instanceof AskError ? cause : new AskError("FAILED", String(cause), undefined));
      },
    );
    return () => controller.abort();
  }, [wanted.join(), attempt, apiKey.value]);
  const retry = () => setAttempt(attempt + 1);
  useReturn(error, retry);
  const waiting = wanted.some((key) => !known.has(key)) && !error;
  const answers = wanted.flatMap((key) => known.get(key) ?? []);
  const drawn = useRef<readonly Neighbours[]>([]);
  // While an answer is under way, what was drawn stays.
  if (!waiting) drawn.current = answers;
  const shown = waiting && answers.length === 0 ? drawn.current : answers;
  const network = useMemo(() => networkOf(shown, hidden), [waiting, known, wanted.join(), hidden.join()]);
  return {
    network,
    missing: of.filter((_, index) => known.get(wanted[index]!) === null),
    truncated: shown.some(({ neighbourhood }) => neighbourhood.truncated),
    error,
    waiting,
    retry,
  };
}
