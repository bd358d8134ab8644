import fc from "fast-check";
import { valuesOf } from "../../../src/config/config-file.js";
import { allSettings } from "../../../src/config/settings.js";
import { writtenConfig } from "../../../src/config/written-config.js";
import { readConfig } from "../../../src/config.js";
import { LitweaveError } from "../../../src/domain/errors.js";
import { type FuzzTarget, hold } from "../target.js";
import { anyNumber, anyText } from "../texts.js";

/** Put where a password stands: no message may show it. */
const secret = "s3cr3t-of-the-database";

const keys = allSettings().map(({ path }) => path);
const value = fc.oneof(
  anyNumber,
  anyText.map((text) => JSON.stringify(text)),
  fc.constantFrom(
    "true",
    "null",
    "[]",
    "[a, b]",
    "{a: 1}",
    "&x [*x]",
    "*x",
    "!!binary aGk=",
    "2020-01-01",
    "https://a.example",
    "[[",
    "|\n  a",
    "!!set {a}",
    "? b",
    ".inf",
  ),
);
const line = fc.tuple(fc.constantFrom(...keys), value).map(([path, given]) =>
  path
    .map((key, depth) => `${"  ".repeat(depth)}${key}:`)
    .join("\n")
    .concat(` ${given}`),
);
const bomb = Array.from(
  { length: 12 },
  (_, level) =>
    `a${level}: &a${level} [${
      level === 0
        ? "x"
        : Array(10)
            .fill(`*a${level - 1}`)
            .join(", ")
    }]`,
).join("\n");

/** A `litweave.yaml`, read as the commands read it. */
export const target: FuzzTarget = {
  name: "config",
  covers: ["config/config-file.ts", "config/setting.ts", "config/nearest.ts", "config.ts"],
  seeds: [
    writtenConfig(),
    writtenConfig().replaceAll(/^( *)# (\w+: )/gmu, "$1$2"),
    `store: graph\nport: 4000\nneo4j:\n  user: neo4j\n  password: ${secret}\nlimits:\n  rate: 10\naccess:\n  anonymous: [read]\n`,
    `${bomb}\nport: *a11\n`,
    "port: &a [*a]\n",
  ],
  grammar: fc.oneof(
    fc.array(line, { maxLength: 4 }).map((lines) => lines.join("\n")),
    fc
      .tuple(anyText, value)
      .map(([key, given]) => `${key}: ${given}\nneo4j:\n  password: ${secret}${given}\n`),
  ),
  words: [
    '{"toString":1}',
    "\nneo4j:\n  password: ",
    "\nlimits:\n  ",
    "\nport: ",
    "&a ",
    "*a",
    "<<: *a",
    "!!js/function ",
    "!!map ",
    "---\n",
    "...",
    "%YAML 1.1\n",
    "? ",
    "|\n ",
    ">-\n ",
    "{",
    "[",
    "  ",
    "\t",
    "__proto__: ",
    "# ",
    "passwordFile: ",
  ],
  async check(input) {
    const text = input.toString("utf8");
    try {
      readConfig({}, { folder: "/nowhere", values: valuesOf(text, "litweave.yaml") });
    } catch (error) {
      if (!(error instanceof LitweaveError)) throw error;
      hold(error.code === "USAGE", "a configuration is refused as wrong usage", () => error.code);
      hold(
        /litweave\.yaml, line \d+/u.test(error.message) ||
          / are given$| has at most \d+$/u.test(error.message),
        "what is wrong with a configuration names its line",
        () => error.message,
      );
      const stray = text.replace(new RegExp(`^\\s*password: *${secret}`, "gmu"), "").includes(secret);
      hold(
        stray || !`${error.message} ${error.hint}`.includes(secret),
        "no message shows a secret",
        () => error.message,
      );
    }
  },
};
