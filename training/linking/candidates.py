"""Training examples for synonym marginalisation: a mention, candidate names, and which of them name its concept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .dictionary import Dictionary, load
from .normalise import normal_form
from .protocol import CORPORA, add_mentions, former_by_name, living, queries, read
from .sparse import SparseIndex

PER_SIDE = 6  # candidates from dense and from sparse retrieval each


@dataclass(frozen=True)
class Example:
    """`names` [candidates], `sparse` float32 [candidates] their cosines, `right` bool [candidates]."""

    form: str
    names: list[str]
    sparse: np.ndarray
    right: np.ndarray


@dataclass
class Source:
    """The mentions of a category's training corpora, and its dictionary with those mentions as names."""

    category: str
    dictionary: Dictionary
    index: SparseIndex
    mentions: list[tuple[str, frozenset[str]]]


def sources(data: Path, terminology: Path, parts: Sequence[str]) -> list[Source]:
    """`parts`: of each corpus, "train" alone, or "train" and "dev" once what is chosen on dev is chosen."""
    found = []
    for category in ("Disease", "ChemicalEntity"):
        dictionary = load(terminology, category)
        known = [
            query
            for corpus in CORPORA
            if corpus.category == category
            for part in parts
            for query in queries(read(data, getattr(corpus, part)), corpus.types)
            if len(query.gold) == 1
        ]
        names = [(concept, query.expanded) for query in known for concept in query.gold]
        dictionary.heir.update(former_by_name(dictionary, names))
        dictionary = add_mentions(dictionary, known)
        mentions = sorted(
            {
                (normal_form(query.expanded), frozenset(living(dictionary, concept) for concept in query.gold))
                for query in known
            },
            key=lambda pair: (pair[0], sorted(pair[1])),
        )
        found.append(Source(category, dictionary, SparseIndex(dictionary.names), [m for m in mentions if m[0]]))
    return found


def examples(source: Source, dense: np.ndarray, rows: np.ndarray, embed: Callable[[Sequence[str]], np.ndarray]) -> list[Example]:
    """`dense` float32 [len(rows), dim]: embeddings of the dictionary's `rows`. The mention itself is no candidate: the
    model would learn nothing from it. A mention none of whose candidates is right gets its concept's first name."""
    first: dict[str, int] = {}
    for row, owners in enumerate(source.dictionary.owners):
        for owner in owners:
            first.setdefault(owner, row)
    made: list[Example] = []
    for start in range(0, len(source.mentions), 256):
        chunk = source.mentions[start : start + 256]
        forms = [form for form, _ in chunk]
        sparse = source.index.scores(forms)
        near = embed(forms) @ dense.T
        for at, (form, gold) in enumerate(chunk):
            own = source.dictionary.row(form)
            picked = dict.fromkeys(rows[best(near[at], PER_SIDE + 1)].tolist() + best(sparse[at], PER_SIDE + 1).tolist())
            picked.pop(own, None)
            order = list(picked)[: 2 * PER_SIDE]
            right = [bool(gold & set(source.dictionary.owners[row])) for row in order]
            if not any(right):
                named = [first[concept] for concept in gold if first.get(concept, own) != own]
                if not named:
                    continue
                order[-1], right[-1] = named[0], True
            names = [source.dictionary.names[row] for row in order]
            made.append(Example(form, names, sparse[at, order], np.array(right)))
    return made


def best(scores: np.ndarray, count: int) -> np.ndarray:
    """Rows of the highest scores, best first."""
    rows = np.argpartition(-scores, count)[:count]
    return rows[np.argsort(-scores[rows], kind="stable")]
