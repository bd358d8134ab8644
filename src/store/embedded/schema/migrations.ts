import { graphSchema } from "./0001-graph.js";

/** Numbered from 1, forward only: a released migration is never changed, a later one follows it. */
export const migrations: readonly string[] = [graphSchema];
