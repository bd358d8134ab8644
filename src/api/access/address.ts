import { isIPv6 } from "node:net";

/** What of a request says where it came from. */
export interface Incoming {
  readonly socketAddress: string | undefined;
  /** `X-Forwarded-For`, which each proxy adds the address to that it was asked from. */
  readonly forwardedFor: string | null;
}

/**
 * The address of the client. Behind `proxies` reverse proxies it is that many from the right in `X-Forwarded-For`; what stands
 * further left was written by the client itself and proves nothing.
 */
export function addressOf({ socketAddress, forwardedFor }: Incoming, proxies: number): string {
  const hops = forwardedFor?.split(",").map((hop) => hop.trim()) ?? [];
  const address = (proxies > 0 ? hops.at(-proxies) : undefined) ?? socketAddress ?? "unknown";
  return address.replace(/^::ffff:(?=\d+\.)/u, "");
}

/** One subscriber is given 2^64 addresses of IPv6, a /64: they count as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}

/** Whether only this machine reaches what listens there. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/u.test(host);
}
