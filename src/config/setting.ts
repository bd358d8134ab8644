import { homedir } from "node:os";
import { resolve } from "node:path";
import { LitweaveError } from "../domain/errors.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Something that may be set: in the configuration file, by the environment, or by a flag of a command. */
export interface Setting<T> {
  /** What it does, as the page and the written file say it. */
  readonly means: string;
  /** What it takes, in words. */
  readonly takes: string;
  /** Its variable, where that is not `LITWEAVE_` and its key in capitals. */
  readonly env?: string;
  /** The flag that wins over all else, where commands have one. */
  readonly flag?: string;
  readonly initial: (env: Environment) => T;
  /** The default in words, where it depends on the machine, or there is none. */
  readonly shown?: string;
  /** What it may be set to, in YAML, for the written file, where there is no default to show. */
  readonly example?: string;
  /** Read from the file named by `<key>File` or `<variable>_FILE` too, and never shown. */
  readonly secret?: true;
  /** An empty variable is a value, not the lack of one. */
  readonly mayBeEmpty?: true;
  /**
   * @param given text of a variable, or whatever a YAML file holds
   * @param name where it was given, for the error
   * @param folder that a path in a file is relative to
   * @throws LitweaveError `USAGE`
   */
  readonly parse: (given: unknown, name: string, folder?: string) => T;
}

type Common<T> = Pick<Setting<T>, "means" | "env" | "flag" | "shown" | "example" | "mayBeEmpty"> & {
  readonly initial: T | ((env: Environment) => T);
};

/** A list or mapping is not quoted: a section that slipped below another key may hold a password. */
function shown(given: unknown): string {
  if (Array.isArray(given)) return "a list";
  return typeof given === "object" && given !== null ? "a mapping" : `“${given}”`;
}

function refuse(given: unknown, name: string, problem: string, hint: string): never {
  throw new LitweaveError("USAGE", `${name} is ${shown(given)}${problem}`, { hint });
}

function setting<T>(
  { initial, ...common }: Common<T>,
  takes: string,
  parse: Setting<T>["parse"],
  secret = false,
): Setting<T> {
  const byMachine = typeof initial === "function";
  return {
    ...common,
    takes,
    parse,
    initial: byMachine ? (initial as (env: Environment) => T) : () => initial,
    ...(secret && { secret }),
  };
}

/** Not an object, which YAML may give, and which may hold a `toString` that is none. */
function isPlain(given: unknown): boolean {
  return typeof given === "string" || typeof given === "number";
}

function plainText(given: unknown, name: string): string {
  if (typeof given === "string") return given;
  if (typeof given === "number") return String(given);
  return refuse(
    given,
    name,
    ", which is no text",
    "give one word or line, in quotes where YAML would read it otherwise",
  );
}

export const text = <T extends string | undefined>(common: Common<T>) =>
  setting<string | T>(common, "text", plainText);

/** Read from a file as well, so that it need not stand in a configuration or an environment that others may see. */
export const secret = (common: Common<string>) =>
  setting<string>(
    common,
    "text, kept secret",
    (given, name) => {
      if (typeof given === "string" || typeof given === "number") return String(given).trim();
      // Whatever stands there may be the secret, badly quoted.
      throw new LitweaveError("USAGE", `${name} is no text`, { hint: "put it in quotes" });
    },
    true,
  );

/** A path; in a file it is relative to the file's folder. A URL stays as it is. */
export const place = <T extends string | undefined>(common: Common<T>, takes = "folder") =>
  setting<string | T>(common, takes, (given, name, folder) => {
    const path = plainText(given, name);
    if (folder === undefined || path === "-" || path.includes("://")) return path;
    return resolve(folder, path.replace(/^~(?=\/|$)/u, homedir()));
  });

/** @throws LitweaveError `USAGE` when `given` is no port; `name` says where it came from */
export function parsePort(given: unknown, name: string): number {
  if (isPlain(given) && /^\d+$/u.test(String(given)) && Number(given) <= 65_535) return Number(given);
  return refuse(given, name, ", which is no port", "give 0 to 65535");
}

export const port = (common: Common<number>) => setting(common, "0 to 65535", parsePort);

/** @throws LitweaveError `USAGE` when `given` is no probability; `name` says where it came from */
export function parseProbability(given: unknown, name: string): number {
  const value = !isPlain(given) || String(given).trim() === "" ? Number.NaN : Number(given);
  if (value >= 0 && value <= 1) return value;
  return refuse(given, name, ", which is no probability", "give a number from 0 to 1");
}

export const probability = (common: Common<number | undefined>) =>
  setting(common, "0 to 1", parseProbability);

export const count = <T extends number | undefined>(common: Common<T>, least: number, most: number) =>
  setting<number | T>(common, `whole number, ${least} to ${most}`, (given, name) =>
    parseCount(given, name, least, most),
  );

/** @throws LitweaveError `USAGE` when `given` is no whole number of these; `name` says where it came from */
export function parseCount(given: unknown, name: string, least: number, most: number): number {
  const isNumber = typeof given === "number" || (typeof given === "string" && /^\d+$/u.test(given.trim()));
  const value = isNumber ? Number(given) : Number.NaN;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  return refuse(given, name, "", `give a whole number from ${least} to ${most}`);
}

export const toggle = (common: Common<boolean>) =>
  setting(common, "true or false", (given, name) => {
    if (given === true || given === "true") return true;
    if (given === false || given === "false") return false;
    return refuse(given, name, "", "give true or false");
  });

/** @throws LitweaveError `USAGE` when `given` is none of `choices`; `name` says where it came from */
export function parseChoice<T extends string>(choices: readonly T[], given: unknown, name: string): T {
  const chosen = choices.find((known) => known === given);
  return chosen ?? refuse(given, name, "", `give one of ${choices.join(", ")}`);
}

export const choice = <T extends string>(common: Common<T>, choices: readonly T[]) =>
  setting<T>(common, choices.join(", "), (given, name) => parseChoice(choices, given, name));

/** A list in YAML; in a variable its items stand between commas. */
export const list = <T extends string, D extends readonly T[] | undefined>(
  common: Common<D>,
  takes: string,
  item: (given: unknown, name: string) => T,
) =>
  setting<readonly T[] | D>(common, `list: ${takes}`, (given, name) => {
    const items = typeof given === "string" ? given.split(",").map((one) => one.trim()) : given;
    if (!Array.isArray(items)) return refuse(given, name, ", which is no list", "give a list, [a, b]");
    return items.filter((one) => one !== "").map((one) => item(one, name));
  });

export const words = (common: Common<readonly string[]>, takes: string) => list(common, takes, plainText);

/** What stands before an `@` may be a password, though the rest be no URL. */
const credentials = /\/\/[^/?#]*@/u;

/** @throws LitweaveError `USAGE` when `given` is no URL that can be asked, or holds a password, which is then not repeated */
function parseUrl(given: unknown, name: string): string {
  const url = plainText(given, name);
  if (credentials.test(url)) {
    throw new LitweaveError("USAGE", `${name} is a URL with a user or a password in it`, {
      hint: "write it without them: what is asked there must not need any",
    });
  }
  if (/^https?:\/\//u.test(url) && URL.canParse(url)) return url;
  return refuse(given, name, ", which is no URL", "give one that begins with https://");
}

export const url = (common: Common<string | undefined>) => setting(common, "URL", parseUrl);

export const origins = (common: Common<readonly string[]>) =>
  list(common, "origins", (given, name) => {
    const origin = parseUrl(given, name);
    if (new URL(origin).origin === origin) return origin;
    return refuse(
      given,
      name,
      ", which is no origin",
      "give scheme, host and port alone: https://example.org",
    );
  });
