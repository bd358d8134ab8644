"""Which pairs are asked about, and which labels each group of the relation head answers with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .corpora.document import ENTITY_TYPES, Document
from .labels import token_span
from .tokens import Tokens

NONE = "None"


@dataclass(frozen=True)
class Group:
    """A softmax of its own over `labels`, "None" first, learnt from one corpus for pairs of `pair_types`."""

    name: str
    labels: tuple[str, ...]
    pair_types: tuple[tuple[str, str], ...]
    novelty: bool = False


BIORED = Group(
    "biored",
    (
        NONE,
        "Association",
        "Positive_Correlation",
        "Negative_Correlation",
        "Bind",
        "Cotreatment",
        "Comparison",
        "Drug_Interaction",
        "Conversion",
    ),
    (
        ("Disease", "Chemical"),
        ("Disease", "Gene"),
        ("Disease", "Variant"),
        ("Chemical", "Chemical"),
        ("Chemical", "Gene"),
        ("Chemical", "Variant"),
        ("Gene", "Gene"),
        ("Variant", "Variant"),
    ),
    novelty=True,
)
"""BioRED's eight types over its eight kinds of pair (Luo et al., 2022)."""

CID = Group("cid", (NONE, "CID"), (("Disease", "Chemical"),))
"""Chemical-induced disease, of BC5CDR (Li et al., 2016)."""

GROUPS = (BIORED, CID)
LABELS = sum(len(group.labels) for group in GROUPS)


def columns(group: Group) -> slice:
    """The group's columns in the head's logits [pairs, labels]."""
    start = 0
    for other in GROUPS:
        if other.name == group.name:
            return slice(start, start + len(group.labels))
        start += len(other.labels)
    raise KeyError(group.name)


@dataclass(frozen=True)
class PairTask:
    """The relation head's inputs for one document, and its gold answers. int64 arrays."""

    concepts: tuple[tuple[str, str], ...]
    """(type, id) of each entity [entities], in order of first mention."""
    mention_spans: np.ndarray
    mention_entity: np.ndarray
    entity_types: np.ndarray
    pairs: np.ndarray
    labels: np.ndarray
    novel: np.ndarray
    """1 or 0 for pairs with a relation whose novelty is known, else -1."""

    @property
    def inputs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """What the relation head takes after the hidden states, in its order."""
        return self.mention_spans, self.mention_entity, self.entity_types, self.pairs


def pair_task(document: Document, tokens: Tokens, group: Group) -> PairTask | None:
    """Entities are the corpus' own concepts; None when the document has no pair to ask about."""
    wanted = {name for pair in group.pair_types for name in pair}
    entities: dict[tuple[str, str], int] = {}
    spans: list[tuple[int, int]] = []
    owners: list[int] = []
    for mention in sorted(document.mentions, key=lambda m: (m.start, m.end)):
        first, last = token_span(tokens, mention.start, mention.end)
        if mention.type not in wanted or first == last:
            continue
        for concept in mention.ids:
            spans.append((first, last))
            owners.append(entities.setdefault((mention.type, concept), len(entities)))
    concepts = tuple(entities)
    pairs = candidate_pairs([name for name, _ in concepts], group)
    if not pairs:
        return None
    labels, novel = gold(document, concepts, pairs, group)
    return PairTask(
        concepts,
        np.array(spans, dtype=np.int64),
        np.array(owners, dtype=np.int64),
        np.array([ENTITY_TYPES.index(name) for name, _ in concepts], dtype=np.int64),
        np.array(pairs, dtype=np.int64),
        labels,
        novel,
    )


def candidate_pairs(types: list[str], group: Group) -> list[tuple[int, int]]:
    """Entity pairs in canonical order: ascending type, equal types by first mention (entities come in that order)."""
    allowed = set(group.pair_types)
    order = sorted(range(len(types)), key=lambda e: (ENTITY_TYPES.index(types[e]), e))
    return [(a, b) for i, a in enumerate(order) for b in order[i + 1 :] if (types[a], types[b]) in allowed]


def gold(
    document: Document, concepts: tuple[tuple[str, str], ...], pairs: list[tuple[int, int]], group: Group
) -> tuple[np.ndarray, np.ndarray]:
    """Label index and novelty of each pair, both int64 [pairs]."""
    known = {frozenset((r.subject, r.object)): r for r in document.relations if r.label in group.labels}
    labels = np.zeros(len(pairs), dtype=np.int64)
    novel = np.full(len(pairs), -1, dtype=np.int64)
    for row, (a, b) in enumerate(pairs):
        relation = known.get(frozenset((concepts[a][1], concepts[b][1])))
        if relation is not None:
            labels[row] = group.labels.index(relation.label)
            if relation.novel is not None:
                novel[row] = int(relation.novel)
    return labels, novel
