import { everyRole, type Role, rolesOf } from "../roles.js";

/** Who asks. */
export interface Client {
  /** `local`: whoever sits at this machine; `anonymous`: whoever sends neither key nor token. */
  readonly kind: "local" | "anonymous" | "key" | "token";
  /** For the audit: a key's name, a token's subject. */
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
  /** What its use of the server is counted under: a key, a subject, or an address. */
  readonly account: string;
  /** When its token or key ends, in ms since 1970. */
  readonly expiresMs?: number;
  /** Of a key: whether it would be let in now, with the roles that it had. */
  isStillKnown?(): boolean;
}

/** The store lies on this machine and is this user's own. */
export const localClient: Client = { kind: "local", name: "local", roles: everyRole, account: "local" };

export function anonymousClient(roles: readonly Role[], address: string): Client {
  return { kind: "anonymous", name: "anonymous", roles: rolesOf(roles), account: `address ${address}` };
}
