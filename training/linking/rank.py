"""Ranks concepts for names: dense and sparse similarity, exact keys, composite readings. The program does the same.

Score of a dictionary name for a mention's form = dense cosine + sparse weight · sparse cosine + key bonus when their
keys are equal. Score of a concept = the best of its names. Equal scores: the concept that a mention of the training
data had more often, then one whose preferred name it is, then the lower id.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .composites import parts
from .dictionary import Dictionary
from .normalise import key, normal_form
from .sparse import SparseIndex

Embed = Callable[[Sequence[str]], np.ndarray]
RETRIEVED = 20  # names taken from each side before fusion


@dataclass(frozen=True)
class Weights:
    sparse: float = 1.0
    key: float = 0.3
    split: float = 0.1  # a reading as several names must beat the whole by this, by its worst part
    whole: float = 1.9  # a mention whose best score is at least this (an exact name nearly) is never split


@dataclass(frozen=True)
class Candidate:
    """`name`: the form by which the concept was found."""

    concept: str
    score: float
    name: str
    dense: float
    sparse: float


class Ranker:
    """`embed`: forms → float32 [forms, dim], or None to rank by the sparse side alone.

    Names of `dense_rows` are embedded at once and searched; a name outside them that the sparse side finds is embedded
    when it is first needed.
    """

    def __init__(self, dictionary: Dictionary, embed: Embed | None, rows: np.ndarray | None = None) -> None:
        self.dictionary = dictionary
        self.sparse = SparseIndex(dictionary.names)
        self.embed = embed
        self.rows = rows if rows is not None else np.arange(len(dictionary.names))
        self.dense = embed([dictionary.names[row] for row in self.rows]) if embed else np.zeros((0, 0), np.float32)
        self.vectors: dict[int, np.ndarray] = dict(zip(self.rows.tolist(), self.dense, strict=False))
        self.by_key: dict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(dictionary.names):
            self.by_key[key(name)].append(row)
        self._parts: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]] = {}

    def prepare(self, forms: Sequence[str], size: int = 256) -> None:
        """Retrieves for all forms at once: rows, dense, sparse and key parts of the union of both sides' best."""
        fresh = sorted({form for form in forms if form and form not in self._parts})
        for start in range(0, len(fresh), size):
            chunk = fresh[start : start + size]
            sparse = self.sparse.scores(chunk)
            mentions = self.embed(chunk) if self.embed else None
            near = mentions @ self.dense.T if mentions is not None else None
            found = []
            for at, form in enumerate(chunk):
                rows = set(top(sparse[at])) | set(self.by_key.get(key(form), ()))
                if near is not None:
                    rows.update(self.rows[top(near[at])].tolist())
                found.append(sorted(rows))
            self._embed_missing({row for rows in found for row in rows})
            for at, (form, rows) in enumerate(zip(chunk, found, strict=True)):
                same = set(self.by_key.get(key(form), ()))
                keyed = np.array([row in same for row in rows], dtype=np.float32)
                dense = np.zeros(len(rows), np.float32)
                if mentions is not None:
                    dense = np.stack([self.vectors[row] for row in rows]) @ mentions[at]
                self._parts[form] = (np.array(rows), dense, sparse[at, rows], keyed)

    def _embed_missing(self, rows: set[int]) -> None:
        missing = sorted(rows - self.vectors.keys())
        if missing and self.embed:
            vectors = self.embed([self.dictionary.names[row] for row in missing])
            self.vectors.update(zip(missing, vectors, strict=True))

    def names(self, form: str, weights: Weights) -> list[Candidate]:
        """Concepts for one prepared form, best first."""
        if not form:
            return []
        rows, dense, sparse, keyed = self._parts[form]
        scores = dense + weights.sparse * sparse + weights.key * keyed
        best: dict[str, Candidate] = {}
        for at in np.argsort(-scores, kind="stable"):
            row = int(rows[at])
            for concept in self.dictionary.owners[row]:
                if concept not in best:
                    name = self.dictionary.names[row]
                    best[concept] = Candidate(concept, float(scores[at]), name, float(dense[at]), float(sparse[at]))
        return list(best.values())

    def link(self, mention: str, weights: Weights) -> list[list[Candidate]]:
        """One list of candidates for each name that the mention holds: one, or several for a composite."""
        whole = self.names(normal_form(mention), weights)
        if not whole or whole[0].score >= weights.whole:
            return [whole]
        best, chosen = whole[0].score + weights.split, [whole]
        for reading in parts(mention):
            split = [self.names(normal_form(part), weights) for part in reading]
            worst = min((found[0].score if found else 0.0) for found in split)
            if worst > best:
                best, chosen = worst, split
        return chosen


def forms_of(mention: str) -> list[str]:
    """All forms that `Ranker.link` may ask for."""
    return [normal_form(name) for name in [mention, *(part for reading in parts(mention) for part in reading)]]


def top(scores: np.ndarray) -> list[int]:
    return np.argpartition(-scores, RETRIEVED)[:RETRIEVED].tolist()
