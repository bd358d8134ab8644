import { ask } from "./ask.js";
import { type Patience, patiently } from "./patience.js";
import { refusal } from "./refusal.js";

/**
 * A small text, such as a listing or a checksum.
 *
 * @throws LitweaveError `SOURCE_UNAVAILABLE`, `NOT_FOUND` or `CANCELLED`; see {@link patiently}
 */
export function fetchText(url: URL, patience: Patience): Promise<string> {
  return patiently(url.href, patience, () =>
    ask(url, {}, patience, async (response) => {
      if (response.ok) return response.text();
      await response.body?.cancel();
      throw refusal(url.href, response);
    }),
  );
}
