import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network between a program and a server, which can be made as bad as wanted. */
export interface Wire {
  readonly port: number;
  /** How long each piece is kept, either way. */
  delay(ms: number): void;
  /** Breaks every connection at once, and takes new ones. */
  cut(): void;
  /** Nothing passes any more, and nobody is told: the half-open connection of a machine that lost its power. New connections are as silent. */
  silence(): void;
  /** New connections pass again; what was silenced stays so. */
  heal(): void;
  /**
   * Waits for the client to send `words`, lets the server have them and answer, and then breaks the connection in place of passing the answer on.
   * Resolves when it has happened; it happens once.
   */
  loseAnswer(words: Buffer): Promise<void>;
  /** As {@link loseAnswer}, but breaks before the server has the words. */
  cutBefore(words: Buffer): Promise<void>;
  /** When one side ends, the other hears of it so much later. */
  closeSlowly(ms: number): void;
  readonly connections: number;
  stop(): Promise<void>;
}

interface Trap {
  readonly words: Buffer;
  readonly passes: boolean;
  readonly sprung: () => void;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  silent: boolean;
  /** The answer that is on its way is not to arrive. */
  loses: boolean;
}

export async function startProxy(targetPort: number): Promise<Wire> {
  const pairs = new Set<Pair>();
  let [delayMs, closeMs, silent, taken] = [0, 0, false, 0];
  let trap: Trap | undefined;

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    const server = connect({ host: "127.0.0.1", port: targetPort, allowHalfOpen: true });
    const pair: Pair = { client, server, silent, loses: false };
    pairs.add(pair);
    taken++;
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on("error", () => breakPair(pair));
    }
    client.on("data", (piece) => pass(pair, piece, server));
    server.on("data", (piece) => {
      if (!pair.loses) pass(pair, piece, client);
      else breakPair(pair);
    });
    client.on("end", () => later(closeMs + delayMs, () => pair.silent || server.end()));
    server.on("end", () => later(closeMs + delayMs, () => pair.silent || client.end()));
    client.on("close", () => pair.silent || breakPair(pair));
  });

  function pass(pair: Pair, piece: Buffer, to: Socket): void {
    if (pair.silent) return;
    if (to === pair.server && trap && piece.includes(trap.words)) {
      const { passes, sprung } = trap;
      trap = undefined;
      sprung();
      if (!passes) {
        breakPair(pair);
        return;
      }
      pair.loses = true;
    }
    later(delayMs, () => pair.silent || to.destroyed || to.write(piece));
  }

  function breakPair(pair: Pair): void {
    if (!pairs.delete(pair)) return;
    pair.client.resetAndDestroy();
    pair.server.destroy();
  }

  const caught = (words: Buffer, passes: boolean) =>
    new Promise<void>((sprung) => {
      trap = { words, passes, sprung };
    });

  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    port: (listener.address() as AddressInfo).port,
    delay: (ms) => {
      delayMs = ms;
    },
    closeSlowly: (ms) => {
      closeMs = ms;
    },
    cut: () => {
      for (const pair of [...pairs]) breakPair(pair);
    },
    silence: () => {
      silent = true;
      for (const pair of pairs) pair.silent = true;
    },
    heal: () => {
      silent = false;
    },
    loseAnswer: (words) => caught(words, true),
    cutBefore: (words) => caught(words, false),
    get connections() {
      return taken;
    },
    stop: async () => {
      trap = undefined;
      for (const pair of [...pairs]) breakPair(pair);
      listener.close();
      await once(listener, "close");
    },
  };
}

function later(ms: number, act: () => void): void {
  if (ms === 0) act();
  else setTimeout(act, ms);
}
