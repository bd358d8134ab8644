import type { CORSOptions } from "graphql-yoga";
import { csrfHeader } from "./csrf.js";

/** Lets pages of these sites ask, with a key or token in a header; cookies play no part. None is let by default. */
export function corsFor(origins: readonly string[]): CORSOptions | false {
  if (origins.length === 0) return false;
  return {
    origin: [...origins],
    credentials: false,
    methods: ["GET", "POST", "OPTIONS"],
    allowedHeaders: ["authorization", "content-type", "x-api-key", csrfHeader],
    exposedHeaders: ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after"],
    maxAge: 600,
  };
}
