"""Makes a terminology folder from a UMLS release of your own. From the folder training/:

    python -m terminology.umls META --version 2025AB --out ../my-umls

META is the release's folder with MRCONSO.RRF and MRSTY.RRF. CUIs become concepts; English names that are not suppressed
become names; codes of MeSH, OMIM, MONDO, HGNC, RxNorm and the NCBI taxonomy become cross-references.
Concepts without a semantic type that the program knows are left out. A damaged line is counted, reported and skipped.
Then: litweave ingest … --terminology my-umls. UMLS is licensed by the U.S. National Library of Medicine; keep the folder
to yourself as its licence says.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from .concept import Concept, is_noise
from .write import write_concepts, write_manifest

# Semantic types by category: https://www.nlm.nih.gov/research/umls/META3_current_semantic_types.html
CATEGORY = {
    **dict.fromkeys("T019 T020 T037 T046 T047 T048 T049 T050 T184 T190 T191".split(), "Disease"),
    **dict.fromkeys(
        "T103 T104 T109 T114 T120 T121 T122 T123 T125 T127 T129 T130 T131 T195 T196 T197 T200".split(),
        "ChemicalEntity",
    ),
    **dict.fromkeys("T028 T116 T126 T192".split(), "Gene"),
    **dict.fromkeys("T001 T002 T004 T005 T007 T008 T010 T011 T012 T013 T014 T015 T016 T194 T204".split(), "OrganismTaxon"),
    "T025": "CellLine",
}
# A protein that is also one of these is given as a drug: insulin, adalimumab.
DRUG = {"T121", "T195", "T200"}
XREF = {"MSH": "MESH", "OMIM": "OMIM", "MONDO": "MONDO", "RXNORM": "rxcui", "HGNC": "HGNC", "NCBI": "NCBITaxon"}
CUI, LANGUAGE, TERM_STATUS, STRING_TYPE, PREFERRED, SOURCE, CODE, NAME, SUPPRESS = 0, 1, 2, 4, 6, 11, 13, 14, 16


def rows(path: Path, width: int) -> Iterator[list[str]]:
    """Rows of an RRF file; a row with too few fields is reported with its number and skipped."""
    with path.open(encoding="utf-8", errors="replace") as stream:
        for number, line in enumerate(stream, 1):
            fields = line.rstrip("\n").split("|")
            if len(fields) < width:
                print(f"{path.name}, line {number}: {len(fields)} fields, {width} are needed; skipped")
                continue
            yield fields


def categories(path: Path) -> dict[str, str]:
    """CUI to category. A CUI with several types takes the first that is known, in the order of the file."""
    found: dict[str, str] = {}
    for fields in rows(path, 4):
        category = CATEGORY.get(fields[1])
        if fields[1] in DRUG:
            found[fields[0]] = "ChemicalEntity"
        elif category:
            found.setdefault(fields[0], category)
    return found


def concepts(folder: Path) -> list[Concept]:
    known = categories(folder / "MRSTY.RRF")
    found: dict[str, Concept] = {}
    names: dict[str, list[str]] = {}
    for fields in rows(folder / "MRCONSO.RRF", 18):
        cui, name = fields[CUI], fields[NAME]
        if cui not in known or fields[LANGUAGE] != "ENG" or fields[SUPPRESS] != "N" or is_noise(name):
            continue
        concept = found.setdefault(cui, Concept(f"UMLS:{cui}", "", known[cui]))
        names.setdefault(cui, []).append(name)
        if not concept.name and (fields[TERM_STATUS], fields[STRING_TYPE], fields[PREFERRED]) == ("P", "PF", "Y"):
            concept.name = name
        if fields[SOURCE] in XREF:
            code = fields[CODE].removeprefix("HGNC:").removeprefix("MONDO:")
            concept.xrefs.append(f"{XREF[fields[SOURCE]]}:{code}")
    for cui, concept in found.items():
        concept.name = concept.name or names[cui][0]
        concept.add_synonyms(names[cui])
    return list(found.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("meta", type=Path, help="folder with MRCONSO.RRF and MRSTY.RRF")
    parser.add_argument("--version", required=True, help="the release, for example 2025AB")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    entry = write_concepts(options.out / "umls.jsonl.gz", concepts(options.meta))
    source = {"name": f"UMLS Metathesaurus {options.version}", "holder": "U.S. National Library of Medicine", "licence": "UMLS Metathesaurus License", "use": "concepts, names, cross-references"}  # fmt: skip
    write_manifest(options.out, {"umls.jsonl.gz": entry}, f"umls-{options.version}", options.version, [source])
    print(f"{entry['concepts']:,} concepts, {entry['names']:,} names")


if __name__ == "__main__":
    main()
