import { deflateSync, inflateSync } from "node:zlib";
import type { LinkedMention } from "../domain/link.js";

/**
 * Mentions with their reasons and runners-up are nine tenths of what is known of a paper, and say the same words again and again: packed they
 * take an eighth, for 0.2 ms of the processor. The format is zlib's (RFC 1950), whose checksum tells of damage.
 */
export function packMentions(mentions: readonly LinkedMention[]): Uint8Array {
  return packMentionsJson(JSON.stringify(mentions));
}

export function packMentionsJson(json: string): Uint8Array {
  return deflateSync(json);
}

/** @throws SyntaxError when the bytes are damaged, as JSON's own parser does */
export function unpackMentions(packed: Uint8Array): readonly LinkedMention[] {
  return JSON.parse(unpackMentionsJson(packed)) as LinkedMention[];
}

/** @throws SyntaxError when the bytes are damaged */
export function unpackMentionsJson(packed: Uint8Array): string {
  try {
    return inflateSync(packed).toString();
  } catch (cause) {
    throw new SyntaxError("its packed mentions are damaged", { cause });
  }
}
