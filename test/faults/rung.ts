import type { GraphRow } from "../../src/domain/graph-store.js";
import type { Papers } from "./papers.js";

/** One step of the ladder: a fault that is really made, as often as asked, and what came of it. */
export interface Rung {
  /** As the command names it. */
  readonly name: string;
  /** What is done, for the table. */
  readonly what: string;
  /** How often it is done in a whole run, and in the tests that run with every change. */
  readonly times: number;
  readonly timesInTests: number;
  climb(options: ClimbOptions): Promise<Outcome>;
}

export interface ClimbOptions {
  readonly times: number;
  /** An empty folder of its own, removed by whoever gave it. */
  readonly folder: string;
  readonly ground: Ground;
}

/** What all rungs stand on: papers, and the graph that nothing disturbed. */
export interface Ground {
  readonly papers: Papers;
  readonly undisturbed: readonly GraphRow[];
  /** Documents in it: live, retracted and deleted. */
  readonly documents: number;
}

export interface Outcome {
  /** What was done, with numbers. */
  readonly done: string;
  /** What a user was told meanwhile, each message once. */
  readonly seen: readonly string[];
  /** What is wrong afterwards: rows that differ from the undisturbed graph, findings, messages that say nothing. Empty when all is well. */
  readonly faults: readonly string[];
}

/** Here this fault cannot be made; why. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/** Messages as they were seen, each once, in the order in which they came first. */
export function distinct(messages: readonly string[]): readonly string[] {
  return [...new Set(messages)];
}
