"""Batches of synonym pairs from the terminology, half of them of siblings, which are the hard negatives."""

import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from .dictionary import read_concepts
from .normalise import normal_form

SHARES = {"Disease": 0.5, "ChemicalEntity": 0.4, "Gene": 0.1}
FILES = {
    "Disease": ("mesh-descriptors.jsonl.gz", "mesh-supplementary.jsonl.gz", "omim-diseases.jsonl.gz"),
    "ChemicalEntity": ("mesh-descriptors.jsonl.gz", "mesh-supplementary.jsonl.gz"),
    "Gene": ("genes.jsonl.gz",),
}
SIBLINGS = 6
LONGEST = 60  # characters: longer systematic names teach little and cost much


@dataclass
class Pool:
    """Concepts of one category that have at least two distinct normal forms, and the children of each parent.

    `concepts` lists a MeSH descriptor five times: texts speak of the 10,000 headings, rarely of the 180,000 supplements.
    """

    concepts: list[str]
    names: dict[str, list[str]]
    families: list[list[str]]


def read_pool(folder: Path, category: str) -> Pool:
    names: dict[str, list[str]] = {}
    families: dict[str, list[str]] = defaultdict(list)
    for concept in read_concepts(folder, FILES[category]):
        if concept["category"] != category:
            continue
        forms = (normal_form(name) for name in [concept["name"], *concept.get("synonyms", [])])
        distinct = [form for form in dict.fromkeys(forms) if 1 < len(form) <= LONGEST]
        if category == "Gene":  # symbols are a matter of exact and sparse lookup; full names are language
            distinct = [form for form in distinct if " " in form] if concept["taxon"] == "NCBITaxon:9606" else []
        if len(distinct) < 2:
            continue
        names[concept["id"]] = distinct
        for parent in concept.get("parents", []):
            families[parent].append(concept["id"])
    large = [children for _, children in sorted(families.items()) if len(children) > 1]
    often = [concept for concept in sorted(names) for _ in range(5 if concept.startswith("MESH:D") else 1)]
    return Pool(often, names, large)


def draw(pools: dict[str, Pool], concepts: int, chance: random.Random) -> tuple[list[str], list[str]]:
    """Names and their concepts, two different names of each of `concepts` concepts, [2 × concepts]."""
    chosen: dict[str, list[str]] = {}
    for category, share in SHARES.items():
        pool, wanted = pools[category], round(concepts * share)
        picked: set[str] = set()
        while pool.families and len(picked) < wanted // 2:
            family = chance.choice(pool.families)
            picked.update(chance.sample(family, min(SIBLINGS, len(family))))
        while len(picked) < wanted:
            picked.add(chance.choice(pool.concepts))
        for concept in sorted(picked):
            chosen[concept] = chance.sample(pool.names[concept], 2)
    return (
        [name for pair in chosen.values() for name in pair],
        [concept for concept in chosen for _ in range(2)],
    )
