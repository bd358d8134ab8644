"""Mention replacement (Dai and Adel, 2020): other names of the same type in the place of some mentions.

A compact encoder knows few of the names it will meet. A terminology's names, set into real sentences, teach
it to read the context as well as the name. All occurrences of a surface form in a document are replaced alike, so
relations and coreference hold.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from .corpora.catalogue import Corpus
from .corpora.document import Document, Mention

CATEGORIES = {"Disease": "Disease", "ChemicalEntity": "Chemical", "Gene": "Gene"}
"""Biolink category of a terminology line → entity type. Other types have too few mentions to need it."""

LONGEST = 40
"""Characters: longer names are systematic ones that nobody writes in running text."""

Names = dict[str, tuple[list[str], list[str]]]
"""Entity type → names seen in the corpora, names of the terminology."""


def collect(corpora: list[Corpus], terminology: Path) -> Names:
    seen = {name: set() for name in CATEGORIES.values()}
    for corpus in corpora:
        for document in corpus.documents:
            for mention in document.mentions:
                if mention.type in seen:
                    seen[mention.type].add(document.text[mention.start : mention.end])
    listed = {name: set() for name in CATEGORIES.values()}
    for path in sorted(terminology.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                concept = json.loads(line)
                if type_name := CATEGORIES.get(concept["category"]):
                    listed[type_name].update(filter(usable, [concept["name"], *concept.get("synonyms", [])]))
    return {name: (sorted(seen[name]), sorted(listed[name])) for name in seen}


def usable(name: str) -> bool:
    """Names as one would write them: no inverted headings, no systematic nomenclature."""
    return 3 <= len(name) <= LONGEST and "," not in name


def substitute(document: Document, names: Names, share: float, generator: np.random.Generator) -> Document:
    """The document with about `share` of its distinct names replaced; mentions that overlap others are left alone."""
    ordered = sorted(document.mentions, key=lambda m: (m.start, -m.end))
    crowded = {id(m) for a, b in zip(ordered, ordered[1:]) if b.start < a.end for m in (a, b)}
    chosen: dict[tuple[str, str], str | None] = {}
    parts: list[str] = []
    mentions: list[Mention] = []
    at = shift = 0
    for mention in ordered:
        surface = document.text[mention.start : mention.end]
        key = (mention.type, surface.lower())
        if key not in chosen:
            wanted = mention.type in names and generator.random() < share
            chosen[key] = draw(names[mention.type], generator) if wanted else None
        other = None if id(mention) in crowded else chosen[key]
        start = mention.start + shift
        if other is not None:
            parts += [document.text[at : mention.start], other]
            at = mention.end
            shift += len(other) - len(surface)
        mentions.append(replace(mention, start=start, end=start + len(surface if other is None else other)))
    parts.append(document.text[at:])
    return replace(document, text="".join(parts), mentions=tuple(mentions))


def draw(pools: tuple[list[str], list[str]], generator: np.random.Generator) -> str | None:
    """Half from the corpora, half from the terminology, as far as they have any."""
    filled = [pool for pool in pools if pool]
    if not filled:
        return None
    pool = filled[int(generator.integers(len(filled)))]
    return pool[int(generator.integers(len(pool)))]
