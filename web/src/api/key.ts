import { signal } from "@preact/signals";

const name = "api-key";

/** The reader's API key. It lives as long as the tab, and is sent to this server alone. */
export const apiKey = signal(sessionStorage.getItem(name) ?? "");

export function keepKey(key: string): void {
  apiKey.value = key;
  if (key === "") sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, key);
}

export function keyHeader(): Readonly<Record<string, string>> {
  return apiKey.value === "" ? {} : { authorization: `Bearer ${apiKey.value}` };
}
