import { signal } from "@preact/signals";
import type { AskError } from "./ask.js";

const name = "api-key";

/** The reader's API key. It lives as long as the tab, and is sent to this server alone. */
export const apiKey = signal(sessionStorage.getItem(name) ?? "");

/** What the server last said of the key, or of none, where it wants another. */
export const refusal = signal<AskError | undefined>(undefined);

/** The server says so where a key is missing, is not known, or may not do what was asked. */
export const wantsKey = ({ code }: AskError) => code === "FORBIDDEN" || code === "UNAUTHENTICATED";

export function keepKey(key: string): void {
  apiKey.value = key;
  refusal.value = undefined;
  if (key === "") sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, key);
}

export function keyHeader(): Readonly<Record<string, string>> {
  return apiKey.value === "" ? {} : { authorization: `Bearer ${apiKey.value}` };
}
