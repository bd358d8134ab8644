import type { AskError } from "../api/ask.js";
import { Notice } from "./notice.js";

/** Why there is no answer, what to do, and another try. */
export function Failure({ error, retry }: { readonly error: AskError; retry(): void }) {
  return (
    <Notice title={error.message} hint={error.hint}>
      <p class="notice-code">{error.code}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </Notice>
  );
}
