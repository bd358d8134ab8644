import type { Document, DocumentId, RecordFailure } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import { exhausted } from "../domain/exhausted.js";
import { traced } from "../domain/traced.js";
import { documentSource } from "../write/dead-letter.js";
import type { Batch } from "./batch.js";
import type { Report, StageName } from "./report.js";

type Work<In, Out> = (documents: readonly In[]) => Promise<readonly Out[]>;
type Carrier = Document | { readonly document: Document };

/**
 * Runs a stage over batches. When a batch fails, its documents are tried one by one: the one that cannot be
 * processed becomes a failure with its origin and its text, the others go on.
 */
export async function* stageOver<In extends Carrier, Out>(
  name: StageName,
  source: AsyncIterable<Batch<In>>,
  work: Work<In, Out>,
  report: Report,
  onFailure: (failure: RecordFailure) => Promise<void> | void,
): AsyncGenerator<Batch<Out>> {
  for await (const batch of source) {
    const documents = await report.timed(name, () =>
      traced(name, { documents: batch.documents.length }, () =>
        isolated(batch, work, (carrier, error) => fail(batch, carrier, error)),
      ),
    );
    yield { ...batch, documents };
  }

  async function fail(batch: Batch<In>, carrier: In, error: unknown): Promise<void> {
    report.failed += 1;
    await onFailure(failureOf(name, batch.origins, documentOf(carrier), error));
  }
}

async function isolated<In, Out>(
  batch: Batch<In>,
  work: Work<In, Out>,
  fail: (carrier: In, error: unknown) => Promise<void>,
): Promise<readonly Out[]> {
  if (batch.documents.length === 0) return [];
  try {
    return await work(batch.documents);
  } catch (error) {
    if (endsTheRun(error)) throw error;
    const done: Out[] = [];
    for (const carrier of batch.documents) {
      try {
        done.push(...(await work([carrier])));
      } catch (one) {
        if (endsTheRun(one)) throw one;
        await fail(carrier, one);
      }
    }
    return done;
  }
}

/** A broken model or store, or a machine without room, is no fault of a document. */
export function endsTheRun(error: unknown): boolean {
  if (exhausted(error)) return true;
  return error instanceof LitweaveError && !["BAD_INPUT", "BAD_RECORD"].includes(error.code);
}

function documentOf(carrier: Carrier): Document {
  return "document" in carrier ? carrier.document : carrier;
}

function failureOf(
  name: StageName,
  origins: ReadonlyMap<DocumentId, { readonly file: string; readonly record: number }>,
  document: Document,
  error: unknown,
): RecordFailure {
  const origin = origins.get(document.id) ?? { file: "", record: 0 };
  return {
    ...origin,
    documentId: document.id,
    stage: name === "link" ? "link" : "extract",
    reason: error instanceof Error ? error.message : String(error),
    ...(error instanceof LitweaveError && error.hint !== undefined ? { hint: error.hint } : {}),
    source: documentSource(document),
  };
}
