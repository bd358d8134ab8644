import { type Command, InvalidArgumentError, Option } from "commander";
import { type Category, isCategory } from "../../domain/concept.js";
import type { TerminologyFormat } from "../../terminology/detect-format.js";

/** A source as the command line names it. */
export interface RequestedSource {
  /** Undefined where it is to be told from the content. */
  readonly format: TerminologyFormat | undefined;
  readonly path: string;
  /** Of a dictionary that does not tell it. */
  readonly category?: Category;
  /** An older release: only what became of its ids is of interest. */
  readonly isOlder?: boolean;
}

export interface BuildFlags {
  readonly out: string;
  readonly name?: string;
  readonly version?: string;
  readonly licence?: readonly string[];
  readonly taxon?: readonly number[];
  readonly taxaBelow?: number;
  readonly ranks?: readonly string[];
  readonly meshGeneProducts?: boolean;
  readonly umlsAs: "concepts" | "xrefs";
  readonly umlsSources?: readonly string[];
  readonly umlsLanguages?: readonly string[];
  readonly umlsTermTypes?: readonly string[];
  readonly umlsSuppressed?: boolean;
  readonly dictionaryCategory?: Category;
  readonly dictionaryPrefix?: string;
}

/** Flags that name a source, in the order of the help. */
const sourceFlags: readonly (readonly [TerminologyFormat, string, string])[] = [
  ["mesh", "<file>", "descYYYY.xml, suppYYYY.xml of NLM; each may be given"],
  ["umls", "<folder>", "META folder of a UMLS release or subset: MRCONSO, MRSTY, MRREL, MRDEF, MRCUI"],
  ["gene-info", "<file>", "gene_info of NCBI"],
  ["gene-history", "<file>", "gene_history of NCBI: withdrawn genes keep their meaning"],
  ["taxonomy", "<folder>", "NCBI taxonomy dump: names.dmp, nodes.dmp, merged.dmp"],
  ["cellosaurus", "<file>", "cellosaurus.txt"],
  ["obo", "<[Category=]file>", "ontology in OBO format: MONDO, DOID, HP, ChEBI …"],
  ["obograph", "<[Category=]file>", "ontology in OBO Graphs JSON"],
  ["ctd", "<file>", "CTD_diseases.tsv, CTD_chemicals.tsv"],
  ["biosyn", "<[Category=]file>", "dictionary of lines id||name"],
  ["reach", "<[Category=]file>", "table name⇥id of Reach's bioresources"],
  ["sssom", "<file>", "mappings: exact matches become cross-references"],
  ["litweave", "<folder>", "another terminology, for example the shipped one"],
];

function words(text: string): readonly string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function taxa(text: string): readonly number[] {
  return words(text).map((word) => {
    if (/^\d+$/.test(word)) return Number(word);
    throw new InvalidArgumentError(`“${word}” is no number of the NCBI taxonomy, such as 9606.`);
  });
}

/** Formats whose files do not always tell what their concepts are. */
const withCategory: ReadonlySet<TerminologyFormat> = new Set(["biosyn", "reach", "obo", "obograph"]);

/** A source by what follows its flag: `dictionary.txt`, `Disease=dictionary.txt`. */
export function requested(format: TerminologyFormat | undefined, text: string): RequestedSource {
  const [before, after] = [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)];
  const mayHave = format === undefined || withCategory.has(format);
  return mayHave && isCategory(before) ? { format, path: after, category: before } : { format, path: text };
}

function categoryArgument(text: string): Category {
  if (isCategory(text)) return text;
  throw new InvalidArgumentError(
    "It is Disease, ChemicalEntity, Gene, OrganismTaxon, CellLine or SequenceVariant.",
  );
}

/** Adds the flags; every source that they name is put on `sources`, in the order of the command line. */
export function withBuildFlags(command: Command, sources: RequestedSource[]): Command {
  for (const [format, argument, text] of sourceFlags) {
    const take = (path: string) => void sources.push(requested(format, path));
    command.addOption(new Option(`--${format} ${argument}`, text).argParser(take));
  }
  return command
    .addOption(
      new Option(
        "--former <[Category=]path>",
        "older release, of any format: ids that are gone lead to the concept of the same name",
      ).argParser((path: string) => void sources.push({ ...requested(undefined, path), isOlder: true })),
    )
    .requiredOption(
      "--out <folder>",
      "the terminology to make; an older one there is replaced when all is done",
    )
    .option("--name <name>", "of the terminology (default: the folder's)")
    .option("--version <version>", "its version (default: told from the sources' checksums)")
    .addOption(
      new Option(
        "--licence <[format=]licence>",
        "of the whole, or of the sources of one format; may be given again",
      ).argParser((text: string, before: readonly string[] = []) => [...before, text]),
    )
    .addOption(
      new Option(
        "--taxon <numbers>",
        "genes and cell lines of these NCBI taxa, joined by commas (default: all)",
      ).argParser(taxa),
    )
    .addOption(
      new Option(
        "--taxa-below <number>",
        "of the NCBI taxonomy, this taxon and those below it (default: all)",
      ).argParser((text: string) => taxa(text)[0]),
    )
    .addOption(
      new Option("--ranks <list>", "of the NCBI taxonomy, species,strain … (default: all)").argParser(words),
    )
    .option("--mesh-gene-products", "also take MeSH's “KCNJ11 protein, human” and the like, as chemicals")
    .addOption(
      new Option(
        "--umls-as <use>",
        "UMLS gives concepts, or only cross-references of the other sources' concepts",
      )
        .choices(["concepts", "xrefs"])
        .default("concepts"),
    )
    .addOption(
      new Option("--umls-sources <list>", "UMLS vocabularies, MSH,OMIM (default: all)").argParser(words),
    )
    .addOption(new Option("--umls-languages <list>", "UMLS languages (default: ENG)").argParser(words))
    .addOption(
      new Option("--umls-term-types <list>", "UMLS term types, MH,PT (default: all)").argParser(words),
    )
    .option("--umls-suppressed", "also suppressed and obsolete names of UMLS")
    .addOption(
      new Option(
        "--dictionary-category <category>",
        "category of --biosyn and --reach files that are given without",
      ).argParser(categoryArgument),
    )
    .option(
      "--dictionary-prefix <prefix>",
      "prefix of their bare ids, NCBIGene (MeSH and OMIM ids need none)",
    );
}
