import { LitweaveError } from "../domain/errors.js";
import type { SourceReport } from "./source.js";
import { textChunks } from "./text-lines.js";

/** A node or an edge of an obographs file, as its JSON stands there, or the id of a graph. */
export interface GraphPiece {
  readonly kind: "node" | "edge" | "graph";
  /** Where it begins, from 1. */
  readonly line: number;
  readonly json: string;
}

const kinds: Readonly<Record<string, GraphPiece["kind"]>> = { nodes: "node", edges: "edge" };
/** In UTF-16 units. The largest nodes, with hundreds of synonyms, are some hundred thousand long. */
const longestPiece = 16 << 20;

/**
 * Cuts an obographs file into its nodes and edges without parsing it whole: releases of ChEBI are larger than the longest string
 * that Node can hold. A piece is the text of one object, so that a damaged one costs itself alone.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file ends within a value, or a piece does not end
 */
export async function* graphPieces(
  path: string,
  report: SourceReport,
): AsyncGenerator<readonly GraphPiece[]> {
  let line = 1;
  /** `{` with the key that is being read in it, or `[` with the key that it stands under. */
  const open: { readonly bracket: string; key: string }[] = [];
  let inString = false;
  let escaped = false;
  let stringStart = 0;
  let lastString = "";
  /** Containers open in the piece being read; 0 outside. */
  let depth = 0;
  let pieceLine = 0;
  let pieceKind: GraphPiece["kind"] = "node";
  let text = "";
  let at = 0;
  let started = false;

  for await (const chunk of textChunks(path, report, () => line)) {
    text += chunk;
    const pieces: GraphPiece[] = [];
    let kept = depth > 0 || inString ? 0 : at;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === lineFeed) line += 1;
      if (inString) {
        if (escaped) escaped = false;
        else if (code === backslash) escaped = true;
        else if (code === quote) {
          inString = false;
          if (depth === 0) lastString = text.slice(stringStart + 1, at);
        }
        continue;
      }
      if (code === quote) {
        inString = true;
        if (depth === 0) kept = stringStart = at;
      } else if (code === openBrace || code === openBracket) {
        const above = open.at(-1);
        const kind = above?.bracket === "[" ? kinds[above.key] : undefined;
        started = true;
        if (depth > 0) depth += 1;
        else if (code === openBrace && kind) {
          depth = 1;
          kept = at;
          pieceLine = line;
          pieceKind = kind;
        } else if (code === openBrace) open.push({ bracket: "{", key: "" });
        else open.push({ bracket: "[", key: above?.key ?? "" });
      } else if (code === closeBrace || code === closeBracket) {
        if (depth === 0) {
          endOfMember(pieces);
          open.pop();
        } else if (--depth === 0) {
          pieces.push({ kind: pieceKind, line: pieceLine, json: text.slice(kept, at + 1) });
          kept = at + 1;
        }
      } else if (depth === 0) {
        const above = open.at(-1);
        if (code === colon && above?.bracket === "{") {
          above.key = lastString;
          lastString = "";
        } else if (code === comma) endOfMember(pieces);
        else if (!started && code > space && code !== byteOrderMark)
          throw noGraph(path, "it does not begin with {");
      }
    }
    // What is behind is dropped; an open string or piece keeps its beginning.
    if (depth === 0 && !inString) kept = at;
    text = text.slice(kept);
    at -= kept;
    stringStart -= kept;
    if (text.length > longestPiece) {
      throw noGraph(path, `what begins in line ${pieceLine} does not end within ${longestPiece >> 20} MiB`);
    }
    yield pieces;
  }
  if (!started) throw noGraph(path, "it is empty");
  if (open.length > 0 || depth > 0 || inString)
    throw noGraph(path, `it ends within a value, in line ${line}`);

  /** A comma or a bracket ends `"id": "…"` of a graph; ids of the nodes are within pieces. */
  function endOfMember(pieces: GraphPiece[]): void {
    const above = open.at(-1);
    if (above?.bracket !== "{") return;
    if (above.key === "id" && open.length <= 3) pieces.push({ kind: "graph", line, json: `"${lastString}"` });
    above.key = "";
  }
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const colon = 0x3a;
const comma = 0x2c;
const lineFeed = 0x0a;
const space = 0x20;
const byteOrderMark = 0xfeff;

export function noGraph(path: string, why: string): LitweaveError {
  return new LitweaveError("BAD_TERMINOLOGY", `${path} is no obographs file: ${why}`, {
    hint: 'take the .json file of the ontology, whole: {"graphs": [{"nodes": [...], "edges": [...]}]}',
  });
}
