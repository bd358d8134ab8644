import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Document, layPassages, type SourceRecord } from "../../src/domain/document.js";
import { sourceOf } from "../../src/terminology/build-formats.js";
import { buildTerminology } from "../../src/terminology/build-terminology.js";
import { fileOf } from "../terminology/reading.js";

type Term = readonly [id: string, name: string, more?: readonly string[]];

/** Two releases of a small ontology of diseases and of one of chemicals. */
const releases: Readonly<Record<"earlier" | "later", Readonly<Record<"mondo" | "chebi", readonly Term[]>>>> =
  {
    earlier: {
      mondo: [
        ["MONDO:0018076", "tuberculosis"],
        ["MONDO:0005359", "liver injury", ['synonym: "hepatotoxicity" EXACT []']],
        ["MONDO:0002251", "hepatitis"],
        ["MONDO:0005148", "type 2 diabetes mellitus"],
        ["MONDO:0005098", "stroke disorder", ['synonym: "stroke" EXACT []']],
        ["MONDO:0005393", "gout"],
      ],
      chebi: [
        ["CHEBI:6030", "isoniazid"],
        ["CHEBI:28077", "rifampicin", ['synonym: "rifampin" RELATED []']],
        ["CHEBI:6801", "metformin"],
        ["CHEBI:22188", "aspirin"],
        ["CHEBI:15365", "acetylsalicylic acid"],
        ["CHEBI:40279", "allopurinol"],
      ],
    },
    // Stroke is renamed, aspirin merged, hepatitis dropped; neuropathy is new, and so is a synonym of diabetes.
    later: {
      mondo: [
        ["MONDO:0018076", "tuberculosis"],
        ["MONDO:0005359", "liver injury", ['synonym: "hepatotoxicity" EXACT []']],
        ["MONDO:0005148", "type 2 diabetes mellitus", ['synonym: "adult-onset diabetes" EXACT []']],
        ["MONDO:0005098", "cerebrovascular accident", ['synonym: "stroke" EXACT []']],
        ["MONDO:0005393", "gout"],
        ["MONDO:0005244", "peripheral neuropathy"],
      ],
      chebi: [
        ["CHEBI:6030", "isoniazid"],
        ["CHEBI:28077", "rifampicin", ['synonym: "rifampin" RELATED []']],
        ["CHEBI:6801", "metformin"],
        ["CHEBI:15365", "acetylsalicylic acid", ["alt_id: CHEBI:22188", 'synonym: "aspirin" RELATED []']],
        ["CHEBI:40279", "allopurinol"],
      ],
    },
  };

/** A folder with a release, made by the program's own builder. */
export async function builtTerminology(release: keyof typeof releases): Promise<string> {
  const out = join(mkdtempSync(join(tmpdir(), "litweave-release-")), release);
  const sources = Object.entries(releases[release]).map(([ontology, terms]) => {
    const stanzas = terms.map(([id, name, more = []]) =>
      ["[Term]", `id: ${id}`, `name: ${name}`, ...more, ""].join("\n"),
    );
    const text = `format-version: 1.2\nontology: ${ontology}\n\n${stanzas.join("\n")}`;
    return sourceOf("obo", [fileOf(text, `${ontology}.obo`)], {});
  });
  await buildTerminology({ out, name: "small", version: release, sources });
  return out;
}

const texts = [
  "Isoniazid causes liver injury in patients with tuberculosis.",
  "Isoniazid and rifampin are used to treat tuberculosis. Hepatotoxicity may follow.",
  "Aspirin prevented stroke in patients with type 2 diabetes mellitus.",
  "Metformin is used to treat type 2 diabetes mellitus.",
  "Allopurinol is used to treat gout. Allopurinol may cause hepatitis.",
  "Metformin reduced the risk of stroke in adult-onset diabetes.",
  "Acetylsalicylic acid and aspirin did not prevent stroke.",
  "Isoniazid caused peripheral neuropathy in patients with tuberculosis.",
  "Rifampicin is used to treat tuberculosis.",
  "Aspirin caused gout.",
  "Allopurinol treats gout, and aspirin makes gout worse.",
] as const;

function documentOf(text: string, number: number): Document {
  return {
    id: `PMID:${String(number).padStart(2, "0")}`,
    version: 1,
    revisedAt: "",
    title: "A study.",
    passages: layPassages([
      { kind: "title", role: "title", text: "A study." },
      { kind: "abstract", role: "other", text },
    ]),
    year: 2000 + number,
    publicationTypes: [],
    meshHeadings: [],
    // One is retracted by its own record, one by a notice.
    retracted: number === 9,
    retracts: number === 8 ? ["PMID:10"] : [],
  };
}

export const studies: readonly Document[] = texts.map(documentOf);
export const deleted = studies[4]!.id;

/** The studies as a source brings them, and the deletion of one. */
export async function* records(): AsyncGenerator<SourceRecord> {
  for (const [at, document] of studies.entries())
    yield { kind: "document", document, origin: { file: "studies", record: at + 1 } };
  yield { kind: "deletion", documentId: deleted, origin: { file: "studies", record: studies.length + 1 } };
}
