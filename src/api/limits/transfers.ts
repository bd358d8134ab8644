import type { Client } from "../access/client.js";
import { overloaded } from "./load.js";

/** Exports and uploads under way: what may last for hours, and so is not counted among the requests that are answered at once. */
export interface Transfers {
  /**
   * @returns what gives the place back; to be called when the transfer has ended, more often does no harm
   * @throws GraphQLError `OVERLOADED` when as many are under way as may be, of all clients or of this one
   */
  begin(client: Client): () => void;
}

/** One client that takes its time leaves places for others. */
const shareOfOne = 1 / 4;

/** @param most how many are under way at once, of one client a quarter of them; whoever sits at this machine may have all */
export function createTransfers(most: number): Transfers {
  const under = new Map<string, number>();
  const ofOne = Math.ceil(most * shareOfOne);
  let all = 0;
  return {
    begin({ kind, account }) {
      const own = under.get(account) ?? 0;
      if (all >= most || (kind !== "local" && own >= ofOne)) throw overloaded("exports and uploads");
      all += 1;
      under.set(account, own + 1);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        all -= 1;
        const left = under.get(account)! - 1;
        if (left === 0) under.delete(account);
        else under.set(account, left);
      };
    },
  };
}
