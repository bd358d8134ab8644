import { type DocumentNode, type ExecutionResult, getOperationAST, visit } from "graphql";
import type { Plugin } from "graphql-yoga";
import { LRUCache } from "lru-cache";
import type { GraphReader } from "../domain/graph-reader.js";
import type { ApiContext } from "./context.js";

/**
 * What changes the graph behind the journal's back, a repair or somebody's own Cypher, is seen after this long, in ms; all that is written
 * through a store is seen at once.
 */
const longestKeptMs = 60_000;
const longestKey = 4_096;
const largestAnswer = 1_048_576;

/** Fields that tell of more than the graph: of the models' work, and of jobs. */
const ofMoreThanTheGraph: ReadonlySet<string> = new Set([
  "annotate",
  "link",
  "links",
  "similar",
  "embed",
  "suggestHeadings",
  "job",
  "jobs",
]);

export interface KeptAnswersInput {
  readonly store: Pick<GraphReader, "journalSpan">;
  /** Memory for them. */
  readonly mib: number;
  /** Told of every answer that could have been a kept one, and whether it was. */
  readonly onLook: (kept: boolean) => void;
}

/**
 * Gives the answer to a query again while the journal stands where it stood: what is asked often is read once after each write. Where it
 * stands is asked after the question came, so an answer is never older than its question. Costs, limits and roles are looked at as for any
 * other; answers with errors are not kept.
 */
export function keptAnswersPlugin({ store, mib, onLook }: KeptAnswersInput): Plugin<ApiContext> {
  const kept = new LRUCache<string, string>({
    maxSize: mib * 1_048_576,
    maxEntrySize: largestAnswer,
    // JavaScript's strings take a byte or two for a character.
    sizeCalculation: (text, key) => 2 * (text.length + key.length),
    ttl: longestKeptMs,
  });
  let keptAt: number | undefined;
  const position = askedTogether(() =>
    store.journalSpan().then(
      ({ last }) => last,
      () => undefined,
    ),
  );

  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const key = keyOf(args);
      const at = key === undefined ? undefined : await position();
      if (key === undefined || at === undefined) return;
      if (at !== keptAt) kept.clear();
      keptAt = at;
      const text = kept.get(key);
      onLook(text !== undefined);
      if (text !== undefined) {
        setResultAndStopExecution(written(text));
        return;
      }
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result || result.errors) return;
          const answer = JSON.stringify(result);
          if (at === keptAt) kept.set(key, answer);
          setResult(written(answer));
        },
      };
    },
  };
}

/** A result that the server takes as it is written already. */
function written(text: string): ExecutionResult & { readonly stringify: () => string } {
  return { data: null, stringify: () => text };
}

type Asked = Parameters<NonNullable<Plugin<ApiContext>["onExecute"]>>[0]["args"];

/** By what two questions have the same answer; undefined for a question whose answer is not kept. */
function keyOf({ document, operationName, variableValues, contextValue }: Asked): string | undefined {
  if (getOperationAST(document, operationName)?.operation !== "query") return undefined;
  const name = nameOf(document);
  if (name === undefined) return undefined;
  const roles = [...contextValue.roles].sort();
  const key = JSON.stringify([name, operationName ?? null, variableValues ?? {}, roles]);
  return key.length > longestKey ? undefined : key;
}

const names = new WeakMap<DocumentNode, number | null>();
let named = 0;

/** A number for a document, which the server parses once as long as it is asked; undefined of one that asks for more than the graph. */
function nameOf(document: DocumentNode): number | undefined {
  let name = names.get(document);
  if (name === undefined) {
    let graphAlone = true;
    visit(document, {
      Field: (node) => {
        if (ofMoreThanTheGraph.has(node.name.value)) graphAlone = false;
      },
    });
    name = graphAlone ? named++ : null;
    names.set(document, name);
  }
  return name ?? undefined;
}

/** Asks once for all that want to know in one turn of the event loop: whoever asks gets what was asked after it did. */
function askedTogether<T>(ask: () => Promise<T>): () => Promise<T> {
  let next: Promise<T> | undefined;
  return () => {
    next ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      next = undefined;
      return ask();
    });
    return next;
  };
}
