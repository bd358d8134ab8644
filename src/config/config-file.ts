import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type Document, isMap, LineCounter, type Node, parseDocument } from "yaml";
import { LitweaveError } from "../domain/errors.js";
import { nearest } from "./nearest.js";
import { allSettings, isSetting, settings } from "./settings.js";

/** A value of a configuration file, and where it stands. */
interface FileValue {
  readonly value: unknown;
  /** `litweave.yaml, line 4: port` */
  readonly name: string;
}

export interface ConfigFile {
  /** Its folder, which relative paths in it start from. */
  readonly folder: string;
  /** What it sets, by dotted key; a secret's `…File` too. */
  readonly values: ReadonlyMap<string, FileValue>;
}

export const usualFile = "litweave.yaml";

/**
 * The file to read: the one named, else `litweave.yaml` of the working folder, if there is one.
 *
 * @throws LitweaveError `USAGE` when the one named is not there
 */
export function findConfigFile(named: string | undefined, workingFolder: string): string | undefined {
  const file = resolve(workingFolder, named || usualFile);
  if (existsSync(file)) return file;
  if (!named) return undefined;
  throw new LitweaveError("USAGE", `The configuration file ${named} is not there`, {
    hint: "`litweave init` writes one with all the defaults",
  });
}

/** @throws LitweaveError `USAGE` that names the file, the line and the key */
export function readConfigFile(file: string): ConfigFile {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new LitweaveError(
      "USAGE",
      `The configuration file ${file} cannot be read: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
  return { folder: dirname(file), values: valuesOf(text, basename(file)) };
}

/** Keys that are known under a section: settings, sections, and files of secrets. */
function knownKeys(table: object): readonly string[] {
  return Object.entries(table).flatMap(([key, node]) =>
    isSetting(node) && node.secret ? [key, `${key}File`] : [key],
  );
}

/** A parser of YAML takes the square of some damaged files' length. All settings with their comments take a ninth of this. */
const mostCharacters = 65_536;

export function valuesOf(text: string, fileName: string): ReadonlyMap<string, FileValue> {
  if (text.length > mostCharacters) {
    const message = `${fileName} has ${text.length} characters; a configuration has at most ${mostCharacters}`;
    throw new LitweaveError("USAGE", message, { hint: "check that it is the file that you mean" });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const where = (offset: number) => `${fileName}, line ${lines.linePos(offset).line}`;
  const [problem] = document.errors;
  if (problem) {
    // The message goes on with an excerpt of the file, which may hold a secret.
    const says = problem.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/u, "");
    throw new LitweaveError("USAGE", `${where(problem.pos[0])} is no YAML: ${says}`);
  }
  const given = (node: Node) => valueIn(document, node, where);
  const values = new Map<string, FileValue>();
  take(document.contents, settings, []);
  return values;

  function take(node: Node | null, table: object, path: readonly string[]): void {
    // A section whose lines are all commented out is null.
    if (node === null || (!isMap(node) && given(node) === null)) return;
    if (!isMap(node)) {
      const section = path.length ? path.join(".") : "the file";
      throw new LitweaveError("USAGE", `${where(node.range?.[0] ?? 0)}: ${section} holds no keys`, {
        hint: "write “key: value” below it, indented",
      });
    }
    for (const { key: keyNode, value } of node.items) {
      const held = given(keyNode as Node);
      const key = typeof held === "string" ? held : JSON.stringify(held);
      const place = [...path, key];
      const at = where((keyNode as Node).range?.[0] ?? 0);
      const known = Object.hasOwn(table, key) ? (table as Record<string, object>)[key] : undefined;
      if (known && !isSetting(known)) take(value as Node | null, known, place);
      else if (known || knownKeys(table).includes(key)) {
        const set = value === null ? null : given(value as Node);
        if (set !== null) values.set(place.join("."), { value: set, name: `${at}: ${place.join(".")}` });
      } else refuseKey(at, place, table);
    }
  }
}

/** Aliases may lead nowhere, into themselves, or unfold without end; the parser tells the first and the last. */
function valueIn(document: Document.Parsed, node: Node, where: (offset: number) => string): unknown {
  try {
    const value: unknown = node.toJS(document);
    JSON.stringify(value);
    return value;
  } catch (cause) {
    const why = cause instanceof ReferenceError ? cause.message : "a value holds itself";
    throw new LitweaveError("USAGE", `${where(node.range?.[0] ?? 0)}: ${why}`, {
      cause,
      hint: "write the value itself in place of the alias",
    });
  }
}

function refuseKey(at: string, path: readonly string[], table: object): never {
  const key = path.at(-1) ?? "";
  const section = path.slice(0, -1);
  const here = nearest(key, knownKeys(table));
  // The right key in the wrong section is as usual a slip as a misspelt one.
  const elsewhere = allSettings().find(({ path: place }) => place.at(-1) === key)?.path;
  const meant = here ? [...section, here] : elsewhere;
  throw new LitweaveError("USAGE", `${at}: ${path.join(".")} is no setting`, {
    hint: meant ? `did you mean ${meant.join(".")}?` : "docs/configuration.md lists all that may be set",
  });
}
