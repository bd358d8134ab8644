"""Batches of synonym pairs from the terminology, half of them of siblings and of concepts that the encoder confuses."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch

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
    """Concepts of one category that have at least two distinct normal forms, and groups of them that are hard to tell apart.

    `concepts` lists a MeSH descriptor five times: texts speak of the 10,000 headings, rarely of the 180,000 supplements.
    `families`: the children of each parent. `confused`: a concept with those whose names the encoder puts nearest, see `mine`.
    """

    concepts: list[str]
    names: dict[str, list[str]]
    families: list[list[str]]
    confused: list[list[str]] = field(default_factory=list)


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


def mine(pool: Pool, embed: Callable[[Sequence[str]], np.ndarray], chance: random.Random, most: int = 6_000, nearest: int = 12) -> None:
    """Fills `pool.confused` from the encoder as it stands: of up to `most` concepts, each with the `SIBLINGS` - 1 others that
    hold the names nearest to its own, of the `nearest` of each name. `embed`: names → unit vectors float32 [names, dim]."""
    chosen = sorted(set(chance.sample(pool.concepts, min(most, len(pool.concepts)))))
    owner, names = [], []
    for at, concept in enumerate(chosen):
        few = pool.names[concept] if len(pool.names[concept]) <= 4 else chance.sample(pool.names[concept], 4)
        names.extend(few)
        owner.extend([at] * len(few))
    vectors = torch.from_numpy(embed(names))
    groups: dict[int, dict[int, float]] = defaultdict(dict)
    for start in range(0, len(names), 512):
        likeness, rows = (vectors[start : start + 512] @ vectors.T).topk(min(nearest, len(names)))
        for own, near, columns in zip(owner[start:], likeness.tolist(), rows.tolist(), strict=False):
            for value, column in zip(near, columns, strict=True):
                if owner[column] != own:
                    groups[own][owner[column]] = max(groups[own].get(owner[column], 0.0), value)
    pool.confused = [
        [chosen[own], *(chosen[other] for other in sorted(found, key=found.__getitem__, reverse=True)[: SIBLINGS - 1])]
        for own, found in sorted(groups.items())
        if found
    ]


def draw(pools: dict[str, Pool], concepts: int, chance: random.Random) -> tuple[list[str], list[str]]:
    """Names and their concepts, two different names of each of `concepts` concepts, [2 × concepts]."""
    chosen: dict[str, list[str]] = {}
    for category, pool in pools.items():
        wanted = round(concepts * SHARES[category])
        picked: set[str] = set()
        while pool.families and len(picked) < wanted // (4 if pool.confused else 2):
            family = chance.choice(pool.families)
            picked.update(chance.sample(family, min(SIBLINGS, len(family))))
        while pool.confused and len(picked) < 3 * wanted // 4:
            picked.update(chance.choice(pool.confused))
        while len(picked) < wanted:
            picked.add(chance.choice(pool.concepts))
        for concept in sorted(picked):
            chosen[concept] = chance.sample(pool.names[concept], 2)
    return (
        [name for pair in chosen.values() for name in pair],
        [concept for concept in chosen for _ in range(2)],
    )
