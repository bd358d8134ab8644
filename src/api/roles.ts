import { LitweaveError } from "../domain/errors.js";

/** What a client may do: ask, have texts read, have documents written, take documents away. */
export type Role = "read" | "annotate" | "ingest" | "admin";

const everyRole: ReadonlySet<Role> = new Set(["read", "annotate", "ingest", "admin"]);

/** What the sender of a request may do: everything, as long as nobody has to say who they are. */
export function rolesOf(_request: Request): ReadonlySet<Role> {
  return everyRole;
}

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
