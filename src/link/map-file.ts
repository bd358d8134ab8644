import { createRequire } from "node:module";

/** A region of memory that shows a file. */
export type MapFile = (file: number, length: number) => ArrayBuffer | undefined;

/** Pages may be written, but what is written stays with this process and leaves the file as it is. */
const [readAndWrite, privately] = [3, 2];
const failed = 0xffff_ffff_ffff_ffffn;

let mapping: MapFile | undefined;

/**
 * The system's `mmap`, through koffi; where either is missing (Windows, a platform without koffi's binary) nothing is ever
 * mapped, and the caller reads instead. A region stays until the process ends: it costs address space, and memory
 * only while pages are used, which processes that map the same file share.
 */
export function mapper(): MapFile {
  mapping ??= loadMapper();
  return mapping;
}

function loadMapper(): MapFile {
  try {
    const { default: koffi } = createRequire(import.meta.url)("koffi") as typeof import("koffi");
    const mmap = koffi
      .load(null)
      .func("uintptr_t mmap(void *address, size_t length, int protection, int flags, int file, int64_t at)");
    return (file, length) => {
      const address = BigInt(mmap(null, length, readAndWrite, privately, file, 0) as number | bigint);
      return address === failed ? undefined : koffi.view(address, length);
    };
  } catch {
    return () => undefined;
  }
}
