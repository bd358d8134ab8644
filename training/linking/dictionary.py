"""The terminology as arrays of names, for training and evaluation."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .normalise import normal_form


def read_concepts(folder: Path, files: Iterable[str]) -> Iterator[dict]:
    for file in files:
        with gzip.open(folder / file, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


@dataclass
class Dictionary:
    """Normal forms, each once, with the concepts that bear them, the most fitting first.

    `equal` maps a concept to all ids that mean it; `heir` maps an id that is no concept here to the one that is.
    """

    names: list[str] = field(default_factory=list)
    owners: list[list[str]] = field(default_factory=list)
    equal: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    heir: dict[str, str] = field(default_factory=dict)
    _rows: dict[str, int] = field(default_factory=dict)

    def row(self, form: str) -> int | None:
        return self._rows.get(form)

    def add(self, name: str, concept: str) -> None:
        form = normal_form(name)
        if not form:
            return
        row = self._rows.setdefault(form, len(self.names))
        if row == len(self.names):
            self.names.append(form)
            self.owners.append([])
        if concept not in self.owners[row]:
            self.owners[row].append(concept)
        self.equal[concept].add(concept)

    def copy(self) -> "Dictionary":
        equal = defaultdict(set, {concept: set(ids) for concept, ids in self.equal.items()})
        owners = [list(owners) for owners in self.owners]
        return Dictionary(list(self.names), owners, equal, dict(self.heir), dict(self._rows))


CATEGORY_FILES = {
    "Disease": ("mesh-descriptors.jsonl.gz", "mesh-supplementary.jsonl.gz", "omim-diseases.jsonl.gz"),
    "ChemicalEntity": ("mesh-descriptors.jsonl.gz", "mesh-supplementary.jsonl.gz"),
}


def load(folder: Path, category: str) -> Dictionary:
    """All names of one category. OMIM cross-references and withdrawn ids count as the concept's own ids."""
    dictionary = Dictionary()
    concepts = [c for c in read_concepts(folder, CATEGORY_FILES[category]) if c["category"] == category]
    for concept in concepts:
        dictionary.add(concept["name"], concept["id"])
    for concept in concepts:
        for name in concept.get("synonyms", []):
            dictionary.add(name, concept["id"])
        same = [xref for xref in concept.get("xrefs", []) if xref.startswith("OMIM:")]
        former = concept.get("formerly", [])
        dictionary.equal[concept["id"]].update(same, former)
        for other in [*same, *former]:
            dictionary.heir.setdefault(other, concept["id"])
    return dictionary


def load_medic(path: Path) -> Dictionary:
    """A dictionary of corpora's own time: lines `id|other id||name|name`, MEDIC as BioSyn's archive carries it, or CTD's table of
    diseases (gzipped TSV). Other ids count as the concept's own."""
    dictionary = Dictionary()
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            if "\t" in line:
                name, first, others, *_, synonyms, _ = line.rstrip("\n").split("\t")
                ids, names = [first, *others.split("|")], [name, *synonyms.split("|")]
            else:
                left, right = line.strip().split("||")
                ids, names = left.split("|"), right.split("|")
            same = [prefixed(concept) for concept in ids if concept and not concept.startswith("DO:")]
            for form in names:
                dictionary.add(form, same[0])
            dictionary.equal[same[0]].update(same)
            for other in same[1:]:
                dictionary.heir.setdefault(other, same[0])
    return dictionary


def prefixed(concept: str) -> str:
    """MEDIC's bare ids with the prefix that corpora give them."""
    if ":" in concept:
        return concept
    return f"OMIM:{concept}" if concept.isdigit() else f"MESH:{concept}"


def dense_rows(dictionary: Dictionary, category: str) -> np.ndarray:
    """Rows whose vectors are computed ahead: all diseases; of chemicals, the names of MeSH descriptors, since the
    180,000 supplements would fill 40 MB and are found by their spelling."""
    if category == "Disease":
        return np.arange(len(dictionary.names))
    owners = dictionary.owners
    return np.array([row for row in range(len(owners)) if any(owner.startswith("MESH:D") for owner in owners[row])])
