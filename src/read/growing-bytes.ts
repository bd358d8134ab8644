/** Bytes that arrive at the end and leave at the front; each byte is copied a bounded number of times. */
export class GrowingBytes {
  #store = Buffer.allocUnsafe(256 * 1024);
  #start = 0;
  #end = 0;

  append(chunk: Buffer): void {
    const length = this.#end - this.#start;
    if (this.#end + chunk.length > this.#store.length) {
      const wanted = length + chunk.length;
      const target = wanted * 2 > this.#store.length ? Buffer.allocUnsafe(wanted * 2) : this.#store;
      this.#store.copy(target, 0, this.#start, this.#end);
      this.#store = target;
      this.#start = 0;
      this.#end = length;
    }
    chunk.copy(this.#store, this.#end);
    this.#end += chunk.length;
  }

  /** What is held; valid until the next `append`. */
  view(): Buffer {
    return this.#store.subarray(this.#start, this.#end);
  }

  drop(count: number): void {
    this.#start += count;
  }

  /** Forgets what is held past the first `count` bytes. */
  truncate(count: number): void {
    this.#end = Math.min(this.#end, this.#start + count);
  }
}
