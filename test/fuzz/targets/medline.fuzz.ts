import fc from "fast-check";
import { checkReader, type Frame } from "../reader-rules.js";
import type { FuzzTarget } from "../target.js";
import { anyDate, anyNumber, anyText } from "../texts.js";

const frame: Frame = {
  open: "",
  between: "\n\n",
  close: "\n",
  first: "PMID- 71\nTI  - The record before.\n",
  last: "PMID- 72\nTI  - The record behind.\n",
  reachesOn: () => false,
};

const seed = `PMID- 11
OWN - NLM
STAT- MEDLINE
DCOM- 20190307
LR  - 20200229
DP  - 2019 Mar 7
TI  - Metformin in 𝛼-cells
      and elsewhere.
AB  - BACKGROUND: Some. RESULTS: Metformin treats type 2
      diabetes.
PT  - Retracted Publication
JT  - Journal of Samples
MH  - Diabetes Mellitus, Type 2/*drug therapy
RIN - J Samples. 2020;1(2):3. PMID: 12
ECI - J Samples. 2021;1(2):3. PMID: 13
EDAT- 2019/03/07 06:00

PMID- 14
TT  - Ein Titel
TI  - [Not Available].
DEP - 20180101
`;

const tag = fc.constantFrom(
  "PMID",
  "TI  ",
  "TT  ",
  "BTI ",
  "AB  ",
  "DP  ",
  "DEP ",
  "LR  ",
  "EDAT",
  "PT  ",
  "MH  ",
  "JT  ",
  "RIN ",
  "ROF ",
  "ECF ",
  "RPF ",
  "X   ",
  "ti  ",
);
const value = fc.oneof(
  anyText,
  anyNumber,
  anyDate,
  fc.constantFrom("Retracted Publication", "[Not Available].", "2019 Mar 7", "*A/*b/c", "PMID: 99"),
);
const line = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(tag, value).map(([name, text]) => `${name}- ${text}`) },
  { weight: 3, arbitrary: anyText.map((text) => `      ${text}`) },
  fc.constantFrom("", " ", "no field", "\r"),
);

export const target: FuzzTarget = {
  name: "medline",
  covers: ["medline", "medline-record", "pubmed-date", "blocks", "lines", "growing-bytes"].map(
    (file) => `read/${file}.ts`,
  ),
  seeds: [seed, seed.replaceAll("\n", "\r\n")],
  grammar: fc
    .tuple(anyNumber, fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"))
    .map(([pmid, lines, end]) => [`PMID- ${pmid}`, ...lines].join(end)),
  words: [
    "PMID- ",
    "\nTI  - ",
    "\nAB  - ",
    "\n      ",
    "\nDP  - ",
    "\nLR  - ",
    "\nMH  - ",
    "\nROF - PMID: ",
    "\r\n",
    "Dec",
    "2019",
  ],
  check: (input) => checkReader("medline", input, frame),
};
