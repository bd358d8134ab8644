import { readFileSync } from "node:fs";
import { type ConfigFile, findConfigFile, readConfigFile } from "./config/config-file.js";
import type { Environment } from "./config/setting.js";
import { allSettings, type Config, type PlacedSetting, settings, variableOf } from "./config/settings.js";
import { LitweaveError } from "./domain/errors.js";
import { editDistance } from "./store/name-match.js";

export { parseChoice, parseCount, parsePort, parseProbability } from "./config/setting.js";
export { devices, mostThreads } from "./config/settings.js";
export type { Config };

/**
 * The only reader of the environment. A variable wins over the file, the file over the default; flags, which win over
 * all, are read by the commands, whose defaults come from here.
 *
 * @throws LitweaveError `USAGE` naming the variable, or the file and its key, that does not fit
 */
export function readConfig(env: Environment, file?: ConfigFile): Config {
  refuseMisspelt(env);
  const config: Record<string, unknown> = {};
  for (const placed of allSettings()) {
    let section = config;
    for (const key of placed.path.slice(0, -1)) section = sectionOf(section, key);
    section[placed.path.at(-1)!] = givenValue(placed, env, file);
  }
  return config as Config;
}

/**
 * Reads the environment and the file that it or `named` names, or `litweave.yaml` of the working folder.
 *
 * @throws LitweaveError `USAGE`
 */
export function loadConfig(env: Environment, named: string | undefined, workingFolder: string): Config {
  const file = findConfigFile(named ?? env.LITWEAVE_CONFIG, workingFolder);
  return readConfig(env, file === undefined ? undefined : readConfigFile(file));
}

function sectionOf(config: Record<string, unknown>, key: string): Record<string, unknown> {
  config[key] ??= {};
  return config[key] as Record<string, unknown>;
}

function givenValue(placed: PlacedSetting, env: Environment, file: ConfigFile | undefined): unknown {
  const { path, setting } = placed;
  const variable = variableOf(placed);
  const key = path.join(".");
  const text = env[variable];
  const secretFile = setting.secret ? env[`${variable}_FILE`] : undefined;
  if (text && secretFile) refuseBoth(variable, `${variable}_FILE`);
  if (text || (text === "" && setting.mayBeEmpty)) return setting.parse(text, variable);
  if (secretFile) return setting.parse(secretIn(secretFile, `${variable}_FILE`), variable);

  const given = file?.values.get(key);
  const givenFile = file?.values.get(`${key}File`);
  if (given && givenFile) refuseBoth(given.name, `${key}File`);
  if (given) return setting.parse(given.value, given.name, file?.folder);
  if (givenFile) {
    const { value, name } = givenFile;
    // As a path of the configuration file is: relative to its folder.
    const path = String(settings.store.parse(value, name, file?.folder));
    return setting.parse(secretIn(path, name), name);
  }
  return setting.initial(env);
}

function refuseBoth(one: string, other: string): never {
  throw new LitweaveError("USAGE", `Both ${one} and ${other} are given`, { hint: "give one of them" });
}

function secretIn(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (cause) {
    throw new LitweaveError(
      "USAGE",
      `${name} is ${path}, which cannot be read: ${(cause as NodeJS.ErrnoException).code}`,
      {
        cause,
      },
    );
  }
}

/** A variable that nearly is one of ours was surely meant to be; others may belong to the programs around. */
function refuseMisspelt(env: Environment): void {
  const known = allSettings().flatMap((placed) =>
    placed.setting.secret ? [variableOf(placed), `${variableOf(placed)}_FILE`] : [variableOf(placed)],
  );
  for (const name of Object.keys(env)) {
    if (!name.startsWith("LITWEAVE_") || name === "LITWEAVE_CONFIG" || known.includes(name)) continue;
    const meant = known.find((one) => editDistance(name, one, 2) <= 2);
    if (meant) {
      throw new LitweaveError("USAGE", `${name} is no variable of Litweave's`, {
        hint: `did you mean ${meant}?`,
      });
    }
  }
}
