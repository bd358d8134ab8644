import { LitweaveError } from "./errors.js";

/** The head that every artefact's `manifest.json` shares; what else it holds depends on `kind`. */
export interface Manifest {
  readonly formatVersion: 1;
  readonly name: string;
  readonly version: string;
  readonly kind: "extractor" | "relations" | "name-encoder" | "terminology";
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
  readonly licence: string;
}

const supported = 1;

/**
 * Checks the shared head of a manifest and that it is of the wanted kind.
 *
 * @param path where it was read, for the message
 * @throws LitweaveError `BAD_MODEL`, naming what was wanted and what was found
 */
export function parseManifest<M extends Manifest>(text: string, kind: M["kind"], path: string): M {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LitweaveError("BAD_MODEL", `${path} is not JSON`, { cause, hint: "restore the model folder" });
  }
  const manifest = value as Partial<Manifest> | null;
  if (typeof manifest !== "object" || manifest === null || typeof manifest.files !== "object") {
    throw new LitweaveError("BAD_MODEL", `${path} is no manifest: it has no “files”`, {
      hint: "name a model folder, or restore the one that came with the program",
    });
  }
  if (manifest.formatVersion !== supported) {
    throw new LitweaveError(
      "BAD_MODEL",
      `${path} has format version ${manifest.formatVersion}; this program reads ${supported}`,
      { hint: formatHint(manifest.formatVersion) },
    );
  }
  if (manifest.kind !== kind) {
    const found = manifest.kind === undefined ? "nothing: it has no “kind”" : withArticle(manifest.kind);
    throw new LitweaveError("BAD_MODEL", `${path} describes ${found}; ${withArticle(kind)} was wanted`, {
      hint: "two model folders may have been mixed up",
    });
  }
  return manifest as M;
}

function formatHint(found: unknown): string {
  return typeof found === "number" && found > supported
    ? "it was made for a newer version of this program: update the program, or take an older model"
    : "export the model again with the training tools of this version";
}

function withArticle(kind: string): string {
  const noun = kind === "relations" ? "relation head" : kind;
  return `${/^[aeiou]/u.test(noun) ? "an" : "a"} ${noun}`;
}
