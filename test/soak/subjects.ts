import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/** What papers speak of, by the names that the shipped terminology has for them. */
export interface Subjects {
  readonly drugs: readonly string[];
  readonly diseases: readonly string[];
  readonly genes: readonly string[];
}

interface Entry {
  readonly name: string;
  readonly category: string;
  readonly treeNumbers?: readonly string[];
}

const folder = join(import.meta.dirname, "..", "..", "models", "terminology");

/** One word of a paper's, not of a catalogue's (`Diabetes Mellitus, Type 2`): heterocyclic compounds, of which most are drugs. */
const isDrug = ({ name, treeNumbers = [] }: Entry) =>
  /^[A-Z][a-z]{6,13}$/u.test(name) && treeNumbers.some((number) => /^D03\.\d/u.test(number));
const isDisease = ({ name, treeNumbers = [] }: Entry) =>
  /^[A-Z][a-z]{4,15}( [A-Z][a-z]{4,15})?$/u.test(name) &&
  treeNumbers.some((number) => /^C(?:04|06|08|10|14|17|18|19)\.\d/u.test(number));
const isGene = ({ name }: Entry) => /^[A-Z]{3,5}\d$/u.test(name);

/** So many names of each kind, spread evenly over the terminology's files: the same of the same files. */
export async function readSubjects(counts = { drugs: 160, diseases: 120, genes: 60 }): Promise<Subjects> {
  const descriptors = await entries("mesh-descriptors.jsonl.gz");
  const genes = await entries("genes.jsonl.gz");
  return {
    drugs: spread(descriptors.filter(isDrug), counts.drugs),
    diseases: spread(descriptors.filter(isDisease), counts.diseases),
    genes: spread(genes.filter(isGene), counts.genes),
  };
}

async function entries(file: string): Promise<readonly Entry[]> {
  const lines = createInterface({ input: createReadStream(join(folder, file)).pipe(createGunzip()) });
  const all: Entry[] = [];
  for await (const line of lines) all.push(JSON.parse(line) as Entry);
  return all;
}

function spread(among: readonly Entry[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => among[Math.floor((at * among.length) / count)]!.name);
}
