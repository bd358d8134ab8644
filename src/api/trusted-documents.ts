import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { usePersistedOperations } from "@graphql-yoga/plugin-persisted-operations";
import { parse } from "graphql";
import type { Plugin } from "graphql-yoga";
import { LitweaveError } from "../domain/errors.js";
import { extensionsOf } from "./errors.js";

export interface TrustedDocuments {
  /** A folder of `.graphql` files, known by their names and by the SHA-256 of their text; or a JSON file of texts by id. */
  readonly from: string;
  /** Answers nothing else. */
  readonly only: boolean;
}

function readFolder(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const hash = createHash("sha256").update(text).digest("hex");
      return [[basename(file, ".graphql"), text] as const, [hash, text] as const];
    });
}

/** @throws LitweaveError `USAGE` when there are none, or one is no GraphQL */
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

/** Answers documents by their id, in the way of Apollo's persisted queries: `extensions.persistedQuery.sha256Hash`. */
export function trustedDocumentsPlugin({ from, only }: TrustedDocuments): Plugin {
  const documents = readTrusted(from);
  const refusal = (message: string, code: string, hint: string) => ({
    message,
    extensions: extensionsOf(code, hint),
  });
  const wanted = "send “extensions”: {“persistedQuery”: {“sha256Hash”: id}}";
  return usePersistedOperations({
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
}
