import type { GraphStore } from "../../domain/graph-store.js";
export interface Neo4jOptions {
  readonly user?: string;
}
export async function openNeo4jStore(_url: string, _o: Neo4jOptions): Promise<GraphStore> {
  throw new Error("soon");
}
