import { availableParallelism } from "node:os";

/** Linking costs about a quarter of all, so that so many cores want a thread for it. With fewer, the event loop does it between other work. */
const coresAThread = 4;
const mostThreads = 8;

export function usualLinkThreads(cores: number = availableParallelism()): number {
  return Math.min(mostThreads, Math.floor(cores / coresAThread));
}
