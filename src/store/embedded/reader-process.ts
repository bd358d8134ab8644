/** A process of {@link Readers}: answers one question after the other about the database that it is started with. */
import { LitweaveError } from "../../domain/errors.js";
import { Connection } from "./connection.js";
import type { Answer, Failure, Question } from "./readers.js";
import { answerOf } from "./reads.js";

const file = process.argv[2]!;
let connection: Connection | undefined;

function failureOf(error: unknown): Failure {
  if (error instanceof LitweaveError)
    return { code: error.code, message: error.message, ...(error.hint && { hint: error.hint }) };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function answer(question: Question): Answer {
  try {
    connection ??= new Connection(file, true);
    return { value: answerOf(connection, question) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

process.on("message", (question: Question) => process.send!(answer(question)));
// A signal for the whole group is for the service, which ends its readers when it has answered.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit());
