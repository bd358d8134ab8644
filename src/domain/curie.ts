import { LitweaveError } from "./errors.js";

/** A compact identifier `PREFIX:local`, the prefix spelled as in the Bioregistry: `MESH:D003924`, `NCBIGene:7157`. */
export type Curie = `${string}:${string}`;

const shape = /^[A-Za-z][A-Za-z0-9_.-]*:\S+$/u;

export function isCurie(text: string): text is Curie {
  return shape.test(text);
}

/** @throws LitweaveError `BAD_INPUT` when `text` is not `PREFIX:local`. */
export function parseCurie(text: string): Curie {
  if (isCurie(text)) return text;
  throw new LitweaveError("BAD_INPUT", `“${text}” is not a CURIE`, {
    hint: "write PREFIX:local, for example MESH:D003924 or NCBIGene:7157",
  });
}
