import { stringify } from "yaml";
import { usualFile } from "./config-file.js";
import type { Setting } from "./setting.js";
import { isSetting, settings } from "./settings.js";

const header = `# Configuration of Litweave. Every value here is the default.
#
# A flag of a command wins over an environment variable, a variable over this file, this file over the default. Paths
# are relative to this file. An unknown key is refused. docs/configuration.md says more.
#
# Found by --config, by LITWEAVE_CONFIG, or as ${usualFile} in the working folder.
`;

const width = 100;

/** What \`litweave init\` writes: every setting with what it means. Those without a default of their own are commented out. */
export function writtenConfig(): string {
  return `${header}\n${sectionText(settings, "")}`;
}

function sectionText(table: object, indent: string): string {
  return Object.entries(table)
    .map(([key, node]) =>
      isSetting(node)
        ? settingText(key, node, indent)
        : `${indent}${key}:\n${sectionText(node as object, `${indent}  `)}`,
    )
    .join("\n");
}

function settingText(key: string, setting: Setting<unknown>, indent: string): string {
  const comment = [
    setting.means,
    `Takes ${setting.takes}.`,
    ...(setting.shown ? [`Default: ${setting.shown}.`] : []),
    ...(setting.secret ? [`Or in a file of its own: ${key}File.`] : []),
  ].join(" ");
  const lines = wrapped(comment, width - indent.length - 2).map((line) => `${indent}# ${line}\n`);
  const byMachine = setting.example !== undefined;
  const written = () =>
    stringify(setting.initial({}), { collectionStyle: "flow", flowCollectionPadding: false }).trimEnd();
  return `${lines.join("")}${indent}${byMachine ? "# " : ""}${key}: ${setting.example ?? written()}\n`;
}

function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
