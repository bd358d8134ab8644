import { LitweaveError } from "../domain/errors.js";

/** What a client may do: ask, have texts read, have documents written, take documents away. Each includes those before it. */
export const roleNames = ["read", "annotate", "ingest", "admin"] as const;

export type Role = (typeof roleNames)[number];

/** The roles named, with those that they include. */
export function rolesOf(named: readonly Role[]): ReadonlySet<Role> {
  const highest = Math.max(-1, ...named.map((role) => roleNames.indexOf(role)));
  return new Set(roleNames.slice(0, highest + 1));
}

export const everyRole: ReadonlySet<Role> = rolesOf(["admin"]);

/**
 * To be called by every resolver that is not for everyone.
 *
 * @throws LitweaveError `FORBIDDEN` when the client does not have the role
 */
export function requireRole({ roles }: { readonly roles: ReadonlySet<Role> }, role: Role): void {
  if (roles.has(role)) return;
  throw new LitweaveError("FORBIDDEN", `This needs the role “${role}”`, {
    hint: "ask whoever runs the server for a key that has it",
  });
}
