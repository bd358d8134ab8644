import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

/**
 * Parts of a long computation, kept in a file as they are done, so that a killed run loses the last part at most.
 *
 * Layout: a head of 64 bytes (what is computed, as text, padded with spaces), then for each part, in order, its CRC-32 (u32,
 * little endian) and its bytes. Reading stops at the first part that is cut short or damaged; what follows is computed again.
 */
export interface Checkpoint {
  /** Bytes of the parts that were done before, one after the other. */
  readonly done: Uint8Array;
  append(part: Uint8Array): void;
  /** The file stays, for a later run or for the caller to remove. */
  close(): void;
}

const headBytes = 64;

function readAt(file: number, position: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  return readSync(file, bytes, 0, length, position) === length ? bytes : undefined;
}

function partAt(file: number, position: number, length: number): Buffer | undefined {
  const sum = readAt(file, position, 4)?.readUInt32LE();
  const part = readAt(file, position + 4, length);
  return part && crc32(part) === sum ? part : undefined;
}

/**
 * @param task what is computed, in at most 64 ASCII characters; a file of another task is begun anew
 * @param partLengths bytes of each part, in order
 */
export function openCheckpoint(path: string, task: string, partLengths: readonly number[]): Checkpoint {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, "a+");
  const head = Buffer.from(task.padEnd(headBytes));
  const parts: Buffer[] = [];
  let end = headBytes;
  if (readAt(file, 0, headBytes)?.equals(head)) {
    for (const length of partLengths) {
      const part = partAt(file, end, length);
      if (!part) break;
      parts.push(part);
      end += 4 + length;
    }
    ftruncateSync(file, end);
  } else {
    ftruncateSync(file, 0);
    writeSync(file, head);
  }
  return {
    done: Buffer.concat(parts),
    append(part) {
      const sum = Buffer.alloc(4);
      sum.writeUInt32LE(crc32(part));
      writeSync(file, Buffer.concat([sum, part]));
    },
    close: () => closeSync(file),
  };
}
