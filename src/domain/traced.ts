import { type Attributes, SpanStatusCode, trace } from "@opentelemetry/api";
import { LitweaveError } from "./errors.js";

/**
 * Does `work` as a step that traces show, within the step that is under way. Without a tracer that somebody has set up it is the work
 * alone. Of an error the trace keeps the code: its message may repeat what a client has sent.
 */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return trace.getTracer("litweave").startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      const message = error instanceof LitweaveError ? error.code : "INTERNAL";
      span.setStatus({ code: SpanStatusCode.ERROR, message });
      throw error;
    } finally {
      span.end();
    }
  });
}
