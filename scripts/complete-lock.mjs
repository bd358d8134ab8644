/**
 * Writes into package-lock.json the optional packages that the registry at hand does not carry: binaries of tools for other
 * platforms. `npm ci` refuses a lock without them, though it would not install them. They have no `integrity`, which npm
 * adds where it first installs them. `node scripts/complete-lock.mjs`, after `npm install`.
 */
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
const { packages } = lock;

/** Whether a package is where Node would look for it from another: beside it, or in a folder above. */
function isThere(from, name) {
  if (packages[`${from === "" ? "" : `${from}/`}node_modules/${name}`]) return true;
  const above = from.lastIndexOf("node_modules/");
  return above >= 0 && isThere(from.slice(0, above).replace(/\/$/u, ""), name);
}

for (const [from, { optionalDependencies = {}, dev, license }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isThere(from, name)) continue;
    const [, os, cpu, libc] = /-(android|darwin|linux|win32)-(arm64|x64)(?:-(musl))?$/u.exec(name) ?? [];
    if (os === undefined || !/^\d+\.\d+\.\d+$/u.test(version))
      throw new Error(`${name}@${version}: for which platform is it?`);
    packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(dev && { dev }),
      license,
      ...(libc && { libc: [libc] }),
      optional: true,
      os: [os],
    };
    console.log(`${name}@${version}`);
  }
}

const names = Object.keys(packages).sort((a, b) => a.localeCompare(b, "en"));
writeFileSync(
  path,
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(names.map((name) => [name, packages[name]])) }, null, 2)}\n`,
);
