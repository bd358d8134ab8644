import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A generator of numbers in [0, 1): mulberry32. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const beginnings =
  "hyper hypo neo para endo peri poly macro micro cardio neuro hepato nephro dermato osteo broncho gastro lympho myelo thrombo fibro adeno carcino cyto glyco lipo".split(
    " ",
  );
const middles = "a e i o u al an ar en er il in ol on or us ic id yl am et os".split(" ");
const ends =
  "itis oma osis emia pathy algia ectomy plasia trophy penia lysis genesis ine ate ide one ol an in ase mab nib vir statin sartan".split(
    " ",
  );
const kinds =
  "disease syndrome disorder, deficiency acute chronic congenital familial type with without of left right upper lower oral mg/ml tablet injection receptor factor subunit protein 1 2 3 A B II".split(
    " ",
  );
const types: readonly (readonly [string, string, number])[] = [
  ["T047", "Disease or Syndrome", 0.3],
  ["T191", "Neoplastic Process", 0.35],
  ["T109", "Organic Chemical", 0.55],
  ["T121", "Pharmacologic Substance", 0.6],
  ["T116", "Amino Acid, Peptide, or Protein", 0.7],
  ["T007", "Bacterium", 0.85],
  ["T033", "Finding", 1],
];
const vocabularies = "MSH SNOMEDCT_US NCI OMIM RXNORM NCBI MDR ICD10CM".split(" ");

/** The lines of each file, for this many names; about two and a half names a concept and 39 characters a name, as in UMLS' English part. */
function rrfLines(names: number, seed: number): Readonly<Record<string, () => Generator<string>>> {
  const cuiOf = (concept: number) => `C${String(concept).padStart(7, "0")}`;
  const concepts = Math.round(names / 2.5);
  const pick = (random: () => number, list: readonly string[]) => list[Math.floor(random() * list.length)]!;
  const word = (random: () => number) =>
    pick(random, beginnings) + pick(random, middles) + pick(random, middles) + pick(random, ends);
  const name = (random: () => number) => {
    const parts = [word(random)];
    for (let more = 1 + Math.floor(random() * 4); more > 0; more -= 1) {
      parts.push(random() < 0.4 ? pick(random, kinds) : word(random));
    }
    return parts.join(" ");
  };
  return {
    *MRCONSO() {
      const random = seeded(seed);
      let row = 0;
      for (let concept = 1; concept <= concepts; concept += 1) {
        const own = concept === concepts ? names - row : Math.min(1 + Math.floor(random() * 4), names - row);
        for (let atom = 0; atom < own; atom += 1) {
          row += 1;
          const [ts, sab] = [atom === 0 ? "P" : "S", pick(random, vocabularies)];
          const code = sab === "MSH" ? `D${String(concept).padStart(9, "0")}` : String(100_000 + concept);
          const tty = sab === "MSH" ? "MH" : "PT";
          yield `${cuiOf(concept)}|ENG|${ts}|L${row}|PF|S${row}|Y|A${row}|||${code}|${sab}|${tty}|${code}|${name(random)}|0|N|256|\n`;
        }
      }
    },
    *MRSTY() {
      const random = seeded(seed + 1);
      for (let concept = 1; concept <= concepts; concept += 1) {
        const share = random();
        const [tui, label] = types.find(([, , upTo]) => share < upTo)!;
        yield `${cuiOf(concept)}|${tui}|A1|${label}|AT${concept}|256|\n`;
      }
    },
    *MRREL() {
      const random = seeded(seed + 2);
      for (let concept = 1; concept <= concepts; concept += 1) {
        for (const relation of ["PAR", "CHD", "RO", "SY"]) {
          const other = cuiOf(1 + Math.floor(random() * concepts));
          yield `${cuiOf(concept)}|A1|AUI|${relation}|${other}|A2|AUI||R${concept}||SNOMEDCT_US|SNOMEDCT_US|||N||\n`;
        }
      }
    },
    *MRDEF() {
      const random = seeded(seed + 3);
      for (let concept = 1; concept <= concepts; concept += 10) {
        const text = Array.from({ length: 6 }, () => name(random)).join(", ");
        yield `${cuiOf(concept)}|A1|AT${concept}||NCI|${text}.|N||\n`;
      }
    },
    *MRCUI() {
      for (let merged = 1; merged <= concepts / 20; merged += 1) {
        yield `${cuiOf(concepts + merged)}|2020AA|SY|||${cuiOf(merged * 20)}|Y|\n`;
      }
    },
  };
}

/** Writes the files of a release of made-up concepts into `folder`, the same for the same seed. */
export async function writeSyntheticRrf(folder: string, names: number, seed: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, lines] of Object.entries(rrfLines(names, seed))) {
    await pipeline(Readable.from(inBlocks(lines())), createWriteStream(join(folder, `${file}.RRF`)));
  }
}

function* inBlocks(lines: Generator<string>): Generator<string> {
  let block: string[] = [];
  for (const line of lines) {
    block.push(line);
    if (block.length === 10_000) {
      yield block.join("");
      block = [];
    }
  }
  yield block.join("");
}
