/** A typed client for a Litweave server, for Node and browsers. It shares no code with the server. */

export { type Client, createClient, type Page, type RequestOptions } from "./client.js";
export * from "./generated.js";
export { followJob, ingestRecords, ingestText } from "./jobs.js";
export type { Operation } from "./operation.js";
export {
  annotateText,
  listEvidence,
  listTriples,
  readConcept,
  readDocument,
  searchConcepts,
} from "./questions.js";
export { type AnswerError, LitweaveRequestError } from "./request-error.js";
export type { ClientOptions } from "./send.js";
