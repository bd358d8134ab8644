/** What one request may ask for, and what the server does at once. */
export interface Limits {
  /** Lexical tokens of the query text. */
  readonly tokens: number;
  /** Levels of fields within fields. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields at the root, fragments written out. */
  readonly rootFields: number;
  /** Fields as they are written. */
  readonly fields: number;
  readonly directives: number;
  /** Objects the answer may hold, counting every list at the size asked for. */
  readonly cost: number;
  /** Values in the variables, those within lists and objects too. */
  readonly values: number;
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** What the answer to a request may take, in ms. */
  readonly timeoutMs: number;
  /** Requests that are answered at once; what comes on top is refused. */
  readonly concurrent: number;
  /** Subscriptions that are open at once. */
  readonly subscriptions: number;
  /** Exports and uploads that are under way at once, of one client a quarter of them. */
  readonly transfers: number;
  /** What a file for `/ingest` may take to come, in ms. */
  readonly uploadMs: number;
  /** Objects that a client may ask for in a minute; 0 for no limit. */
  readonly rate: number;
}

export const defaultLimits: Limits = {
  tokens: 2_000,
  depth: 20,
  aliases: 30,
  rootFields: 40,
  fields: 400,
  directives: 50,
  cost: 20_000,
  values: 10_000,
  bodyBytes: 1_000_000,
  timeoutMs: 30_000,
  concurrent: 256,
  subscriptions: 200,
  transfers: 32,
  uploadMs: 3_600_000,
  rate: 1_000_000,
};

export const defaultAnswersMib = 64;
