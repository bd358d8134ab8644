import type { AskError } from "../api/ask.js";
import { wantsKey } from "../api/key.js";
import { Notice } from "./notice.js";

/** Why there is no answer, what to do, and another try. Where a key is wanted, {@link KeyPlace} says so for the whole page. */
export function Failure({ error, retry }: { readonly error: AskError; retry(): void }) {
  if (wantsKey(error)) return null;
  return (
    <Notice title={error.message} hint={error.hint}>
      <p class="notice-code">{error.code}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </Notice>
  );
}
