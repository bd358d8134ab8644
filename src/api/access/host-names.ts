import type { AccessOptions } from "./access.js";
import { isLoopback } from "./address.js";

/** The name in a `Host` header, without its port. */
function nameIn(header: string): string {
  try {
    return new URL(`http://${header}`).hostname.replace(/^\[|\]$/gu, "");
  } catch {
    return "";
  }
}

/**
 * Whether a client may call the server by this name. A foreign page that has its own name point to this machine (DNS rebinding)
 * is stopped here: the browser then takes the server for the page's own, and only the `Host` header still tells.
 */
export function hostCheck({ local, allowedHosts }: Pick<AccessOptions, "local" | "allowedHosts">) {
  const names = new Set(allowedHosts.map((name) => name.toLowerCase()));
  if (!local && names.size === 0) return () => true;
  return (header: string | null): boolean => {
    const name = nameIn(header ?? "");
    return isLoopback(name) || name.endsWith(".localhost") || names.has(name);
  };
}
