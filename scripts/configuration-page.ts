// Writes the table of docs/configuration.md from the table of settings: `tsx scripts/configuration-page.ts`. A test compares.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { allSettings, variableOf } from "../src/config/settings.js";

const page = new URL("../docs/configuration.md", import.meta.url);
const begin = "<!-- settings: written by scripts/configuration-page.ts -->\n";
const end = "<!-- end of settings -->\n";

function defaultOf({ shown, initial }: ReturnType<typeof allSettings>[number]["setting"]): string {
  if (shown) return shown;
  const value = initial({});
  if (Array.isArray(value)) return `\`[${value.join(", ")}]\``;
  return value === "" || value === undefined ? "none" : `\`${value}\``;
}

function settingsTable(): string {
  const rows = allSettings().map((placed) => {
    const { path, setting } = placed;
    const key = path.join(".");
    const ways = [`\`${variableOf(placed)}\``, ...(setting.flag ? [`\`${setting.flag}\``] : [])].join(", ");
    return `| \`${key}\` | ${ways} | ${setting.means} | ${setting.takes} | ${defaultOf(setting)} |`;
  });
  return [
    "| key | variable, flag | what it does | takes | default |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** `text` with the table between its marks as the settings say it. */
export function configurationPage(text: string): string {
  const from = text.indexOf(begin) + begin.length;
  return `${text.slice(0, from)}\n${settingsTable()}\n${text.slice(text.indexOf(end))}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(page, configurationPage(readFileSync(page, "utf8")));
}
