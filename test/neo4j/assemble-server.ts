import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = import.meta.dirname;
const folder = join(here, "server");
const libraries = join(folder, "lib");
const attempts = 3;
const downloadMs = 600_000;

/** Java 17 or newer, as a command, or undefined. */
export async function findJava(): Promise<string | undefined> {
  const home = process.env.JAVA_HOME;
  for (const java of [...(home ? [join(home, "bin", "java")] : []), "java"]) {
    try {
      const { stderr, stdout } = await run(java, ["-version"]);
      const version = /version "(\d+)/u.exec(stderr + stdout)?.[1];
      if (Number(version) >= 17) return java;
    } catch {
      // Not there: the next one may be.
    }
  }
  return undefined;
}

/**
 * The folder with the jars of a Neo4j server, gathered by Maven once (about 140 MB) and kept.
 * Undefined, with a reason on the console, when that is not possible here.
 */
export async function assembleServer(): Promise<string | undefined> {
  if (existsSync(libraries)) return libraries;
  try {
    await run("mvn", ["-version"]);
  } catch {
    console.warn("Neo4j cannot be assembled: there is no Maven (mvn)");
    return undefined;
  }
  mkdirSync(folder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const fresh = join(folder, `lib-${process.pid}-${attempt}`);
    try {
      await run(
        "mvn",
        ["-B", "-ntp", "-q", "-f", join(here, "pom.xml"), "dependency:copy-dependencies"].concat(
          `-DoutputDirectory=${fresh}`,
          "-DincludeScope=runtime",
        ),
        { timeout: downloadMs },
      );
      // Whoever comes first wins; a folder under its final name is always whole.
      if (existsSync(libraries)) rmSync(fresh, { recursive: true });
      else renameSync(fresh, libraries);
      return libraries;
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      if (attempt === attempts) {
        console.warn(`Neo4j cannot be assembled: ${(error as Error).message}`);
        return undefined;
      }
      await sleep(5_000 * attempt);
    }
  }
}
