import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { usePersistedOperations } from "@graphql-yoga/plugin-persisted-operations";
import { parse } from "graphql";
import type { Plugin } from "graphql-yoga";
import { LitweaveError } from "../domain/errors.js";
import { extensionsOf } from "./errors.js";
import { ownDocuments } from "./own-documents/generated.js";

export interface TrustedDocuments {
  /** A folder of `.graphql` files, known by their names and by the SHA-256 of their text; or a JSON file of texts by id. */
  readonly from?: string;
  /** Answers nothing else, but what the explorer and `litweave/client` ask. */
  readonly only: boolean;
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

function readFolder(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return [[basename(file, ".graphql"), text] as const];
    });
}

/**
 * Texts by name or id.
 *
 * @throws LitweaveError `USAGE` when there are none, or one is no GraphQL
 */
function readTrusted(from: string): ReadonlyMap<string, string> {
  try {
    const entries = statSync(from).isDirectory()
      ? readFolder(from)
      : Object.entries<string>(JSON.parse(readFileSync(from, "utf8")));
    for (const [, text] of entries) parse(text);
    if (entries.length > 0) return new Map(entries);
  } catch (cause) {
    throw new LitweaveError(
      "USAGE",
      `The trusted documents of ${from} cannot be read: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
  throw new LitweaveError("USAGE", `${from} holds no trusted documents`, {
    hint: "give a folder of .graphql files, or a JSON file of texts by id",
  });
}

/**
 * Answers documents by their id or the SHA-256 of their text, in the way of Apollo's persisted queries:
 * `extensions.persistedQuery.sha256Hash`. The text of a trusted document is as good as its id, so that the explorer and programs
 * need not know whether others are answered too.
 */
export function trustedDocumentsPlugin({ from, only }: TrustedDocuments): Plugin {
  const named = from === undefined ? new Map<string, string>() : readTrusted(from);
  const texts = [...ownDocuments, ...named.values()];
  const documents = new Map([...texts.map((text) => [hashOf(text), text] as const), ...named]);
  const refusal = (message: string, code: string, hint: string) => ({
    message,
    extensions: extensionsOf(code, hint),
  });
  const wanted = "send “extensions”: {“persistedQuery”: {“sha256Hash”: id}}";
  const { onParams, ...plugin }: Plugin = usePersistedOperations({
    getPersistedOperation: (id) => documents.get(id) ?? null,
    allowArbitraryOperations: !only,
    customErrors: {
      notFound: refusal(
        "No trusted document has this id",
        "NOT_FOUND",
        "ask whoever runs the server to add it",
      ),
      keyNotFound: refusal("This server answers trusted documents alone", "FORBIDDEN", wanted),
      persistedQueryOnly: refusal("This server answers trusted documents alone", "FORBIDDEN", wanted),
    },
  }) as Plugin;
  return {
    ...plugin,
    onParams(payload) {
      const { query } = payload.params;
      if (typeof query === "string" && documents.get(hashOf(query)) === query) return;
      return onParams?.(payload);
    },
  };
}
