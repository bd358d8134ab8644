import { dirname } from "node:path";
import fc from "fast-check";
import { readUmls } from "../../../src/terminology/umls.js";
import type { FuzzTarget } from "../target.js";
import { checkConcept, checkSource, fileOf, type Read } from "../terminology-rules.js";
import { anyNumber, anyText } from "../texts.js";

/** A case is the files of a release one after the other; a line of this begins the next. */
const mark = "%%";
const files = ["MRCONSO", "MRSTY", "MRREL", "MRDEF"];

const atom = (cui: string, name: string) => `${cui}|ENG|P|L1|PF|S1|Y|A1||M1|D1|MSH|MH|D1|${name}|0|N|256|`;
const types = (cui: string) => `${cui}|T047|B2.2|Disease or Syndrome|AT1|256|`;

/** Types and relations of the cases' own ids come behind what the case says of them, and hold when that is damaged. */
const known = ["C0000001", "C0004057", "C0011860", "C9999999"].map(types).join("\n");

const read: Read<Awaited<ReturnType<typeof readUmls>> extends AsyncGenerator<infer Item> ? Item : never> = (
  content,
  report,
) => {
  const parts = content.toString("latin1").split(`\n${mark}\n`);
  let folder = "";
  for (const [at, file] of files.entries()) {
    const own = Buffer.from(parts[at] ?? "", "latin1");
    folder = dirname(
      fileOf(`umls/${file}.RRF`, file === "MRSTY" ? Buffer.concat([own, Buffer.from(`\n${known}\n`)]) : own),
    );
  }
  return readUmls(folder, {}, report);
};

const cui = fc.oneof(
  fc.constantFrom("C0004057", "C0011860", "C0011860", "CN000001"),
  anyNumber.map((digits) => `C${digits}`),
);
const cell = fc.oneof(
  anyText.map((text) => text.replaceAll("|", "/").replaceAll("\n", " ")),
  fc.constantFrom("ENG", "P", "PF", "Y", "N", "MSH", "D001241", "T047", "PAR", "inverse_isa"),
);
const row = (count: number) =>
  fc
    .tuple(cui, fc.array(cell, { minLength: count - 2, maxLength: count }))
    .map(([id, cells]) => [id, ...cells, ""].join("|"));
const goodAtom = fc.tuple(cui, cell).map(([id, name]) => atom(id, name));
const rows = (one: fc.Arbitrary<string>) => fc.array(one, { maxLength: 5 }).map((lines) => lines.join("\n"));

export const target: FuzzTarget = {
  name: "rrf",
  covers: [
    "umls",
    "umls-categories",
    "umls-codes",
    "umls-options",
    "rrf-rows",
    "rrf-groups",
    "text-lines",
    "tidy-names",
    "semantic-types",
  ].map((file) => `terminology/${file}.ts`),
  seeds: [
    [
      `${atom("C0004057", "Aspirin")}\n${atom("C0011860", "Type 2 diabetes")}`,
      `C0004057|T121|A1.4|Pharmacologic Substance|AT1|256|`,
      "C0004057|A1|AUI|PAR|C0036077|A2|AUI||R1||MSH|MSH|||N||",
      "C0004057|A1|AT1||NCI|A drug against pain.|N||",
    ].join(`\n${mark}\n`),
    atom("C0004057", "Aspirin"),
  ],
  grammar: fc
    .tuple(rows(fc.oneof(goodAtom, goodAtom, row(17))), rows(row(5)), rows(row(15)), rows(row(7)))
    .map((parts) => parts.join(`\n${mark}\n`)),
  words: [
    "|ENG|P|L1|PF|S1|Y|",
    "|MSH|MH|D1|",
    "|N|256|",
    "C0004057|",
    "C0011860|",
    "|T047|",
    `\n${mark}\n`,
    "||",
    "|PAR|",
    "CN000001|",
    "\r\n",
  ],
  check: (input) =>
    checkSource(
      {
        read,
        checkItem: checkConcept,
        nameOf: ({ name }) => name,
        frame: {
          open: "",
          first: `${atom("C0000001", "The one before")}\n`,
          last: atom("C9999999", "The one behind"),
          close: "\n",
          names: ["The one before", "The one behind"],
          // What stands behind a mark is another file.
          reachesOn: (damage) => damage.includes(mark),
        },
      },
      input,
    ),
};
