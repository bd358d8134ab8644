import fc from "fast-check";
import { readPubtator } from "../../../src/read/pubtator.js";
import { checkGold } from "../gold-rules.js";
import { checkReader, type Frame } from "../reader-rules.js";
import type { FuzzTarget } from "../target.js";
import { anyNumber, anyText } from "../texts.js";

const frame: Frame = {
  open: "",
  between: "\n\n",
  close: "\n",
  first: "71|t|The record before.\n71|a|It is whole.\n",
  last: "72|t|The record behind.\n72|a|It is whole.\n",
  reachesOn: () => false,
};

const seed = `11|t|Metformin in 𝛼-cells
11|a|Metformin treats diabetes.
11\t0\t9\tMetformin\tChemical\tMESH:D008687
11\t39\t47\tdiabetes\tDisease\tMESH:D003920|D003924\tdia|betes
11\tTreats\tD008687\tD003920\tNovel

12|t|
12|a|No title.
`;

const id = fc.oneof(anyNumber, fc.constantFrom("11", "PMC7", "doi:10.1/x", "a b"));
const line = fc.oneof(
  fc.tuple(id, fc.constantFrom("t", "a", "x"), anyText).map(([one, kind, text]) => `${one}|${kind}|${text}`),
  fc
    .tuple(id, anyNumber, anyNumber, anyText, fc.constantFrom("Chemical", "Variant", ""), anyText)
    .map((cells) => cells.join("\t")),
  fc.tuple(id, anyText, id, id, fc.constantFrom("Novel", "No", "")).map((cells) => cells.join("\t")),
  fc.constantFrom("", "x"),
);

export const target: FuzzTarget = {
  name: "pubtator",
  covers: ["pubtator", "pubtator-block", "gold-mention", "blocks", "lines", "bare-document", "document-id"]
    .map((file) => `read/${file}.ts`)
    .concat("domain/code-points.ts"),
  seeds: [seed],
  grammar: fc
    .tuple(anyText, fc.array(line, { maxLength: 8 }))
    .map(([title, lines]) => [`11|t|${title}`, ...lines].join("\n")),
  words: ["|t|", "|a|", "\n11\t0\t9\t", "\tChemical\t", "\tNovel", "11|t|", "11|a|", "PMC1", "𝛼", "\n\n"],
  async check(input) {
    await checkReader("pubtator", input, frame);
    await checkGold((chunks) => readPubtator(chunks, "sample"), input);
  },
};
