"""Withdrawn MeSH ids that ontologies and texts still refer to, given to the living concept of the same name."""

import re
from collections import defaultdict
from pathlib import Path

from .concept import Concept, words
from .packages import Tables

# Former id, living id: made by `former_table`.
TABLE = Path(__file__).parent / "former.tsv"
MESH_ID = re.compile(r"^[CD]\d{6,9}$")


def former_ids(tables: Tables, living: dict[str, Concept], known: set[str]) -> None:
    """Fills `formerly` in place.

    A MeSH id outside `known` to which a MONDO, DOID or EFO term refers was withdrawn; it goes to the one living concept
    that bears one of the term's names. Terms whose names fit two concepts are left alone.
    """
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for uid, concept in living.items():
        for name in [concept.name, *concept.synonyms]:
            owners[words(name)].add(uid)
    heirs: dict[str, set[str]] = defaultdict(set)
    for file in ("mondo.json", "doid.json", "efo.json"):
        for term in tables.json(file):
            names = [term["name"], *term.get("synonyms", [])]
            for xref in term.get("xrefs", []):
                if xref["namespace"] in ("MESH", "MeSH") and MESH_ID.match(xref["id"]) and xref["id"] not in known:
                    heirs[xref["id"]] |= set().union(*(owners.get(words(name), set()) for name in names))
    for withdrawn, found in heirs.items():
        if len(found) == 1:
            living[next(iter(found))].formerly.append(f"MESH:{withdrawn}")
    taken = {former for concept in living.values() for former in concept.formerly}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        withdrawn, heir = line.split("\t")
        concept = living.get(heir.removeprefix("MESH:"))
        if concept is not None and withdrawn not in taken:
            concept.formerly.append(withdrawn)
