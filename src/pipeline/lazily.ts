/** What `open` gives, opened at the first call; one that fails is tried again at the next. */
export function lazily<T>(open: () => Promise<T>): {
  get(): Promise<T>;
  readonly opened: Promise<T> | undefined;
} {
  let opening: Promise<T> | undefined;
  return {
    get() {
      opening ??= open().catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    get opened() {
      return opening;
    },
  };
}
