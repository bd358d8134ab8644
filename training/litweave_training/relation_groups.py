"""Which pairs are asked about, and which labels each group of the relation head answers with."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .corpora.document import ENTITY_TYPES, Document, Relation
from .corpora.sentences import mention_sentences, sentence_spans
from .labels import token_span
from .tokens import Tokens

NONE = "None"


REVERSED = "^-1"
"""Ends a label that holds from the pair's second entity to its first."""


@dataclass(frozen=True)
class Group:
    """Labels of one corpus, "None" first, for pairs of `pair_types`. "None" is the threshold that a label has to pass."""

    name: str
    labels: tuple[str, ...]
    pair_types: tuple[tuple[str, str], ...]
    novelty: bool = False
    mentions: bool = False
    """Relates mentions: each is an entity of its own, and only those of one sentence are paired."""


CHEMICAL_GENE = (("Chemical", "Gene"),)
DISEASE_GENE = (("Disease", "Gene"),)

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

CHEMPROT = Group("chemprot", (NONE, "CPR:3", "CPR:4", "CPR:5", "CPR:6", "CPR:9"), CHEMICAL_GENE, mentions=True)
"""The five evaluated groups of ChemProt (Krallinger et al., 2017)."""

DRUGPROT = Group(
    "drugprot",
    (
        NONE,
        "ACTIVATOR",
        "AGONIST",
        "AGONIST-ACTIVATOR",
        "AGONIST-INHIBITOR",
        "ANTAGONIST",
        "DIRECT-REGULATOR",
        "INDIRECT-DOWNREGULATOR",
        "INDIRECT-UPREGULATOR",
        "INHIBITOR",
        "PART-OF",
        "PRODUCT-OF",
        "SUBSTRATE",
        "SUBSTRATE_PRODUCT-OF",
    ),
    CHEMICAL_GENE,
    mentions=True,
)
"""DrugProt's thirteen relations (Miranda et al., 2021)."""

DIRECTED = ("AFFECTS", "CAUSES", "DECREASES", "HAS_COMPONENT", "IMPROVES", "INCREASES", "PREDISPOSES", "PREVENTS", "WORSENS")
DIMB = Group(
    "dimb",
    (
        NONE,
        "ASSOCIATED_WITH",
        "INTERACTS_WITH",
        "NEG_ASSOCIATED_WITH",
        "POS_ASSOCIATED_WITH",
        *DIRECTED,
        *(label + REVERSED for label in DIRECTED),
    ),
    (
        ("Disease", "Chemical"),
        ("Disease", "Species"),
        ("Chemical", "Chemical"),
        ("Chemical", "Gene"),
        ("Chemical", "Species"),
        ("Gene", "Species"),
        ("Species", "Species"),
    ),
    mentions=True,
)
"""DiMB-RE's relations between diet, microbes and disease (Hong et al., 2024), as far as their ends are of the six types."""

GAD = Group("gad", (NONE, "Association"), DISEASE_GENE, mentions=True)
"""Gene and disease in one sentence, from the Genetic Association Database (Bravo et al., 2015)."""

EUADR = Group("euadr", (NONE, "Association"), DISEASE_GENE, mentions=True)
"""Gene and disease in one sentence (van Mulligen et al., 2012)."""

DDI = Group("ddi", (NONE, "mechanism", "effect", "advise", "int"), (("Chemical", "Chemical"),), mentions=True)
"""Drug interactions (Herrero-Zazo et al., 2013). Its licence is non-commercial: it is taught to a head of its own only."""

GROUPS = (BIORED, CID, CHEMPROT, DRUGPROT, DIMB, GAD, EUADR)
"""Of the joint model."""
KNOWN = (*GROUPS, DDI)


def label_count(groups: tuple[Group, ...]) -> int:
    return sum(len(group.labels) for group in groups)


LABELS = label_count(GROUPS)


def group_named(name: str | None) -> Group | None:
    return next((group for group in KNOWN if group.name == name), None)


def columns(group: Group, groups: tuple[Group, ...] = GROUPS) -> slice:
    """The group's columns in the logits [pairs, labels] of a head that was taught `groups`."""
    start = 0
    for other in groups:
        if other.name == group.name:
            return slice(start, start + len(group.labels))
        start += len(other.labels)
    raise KeyError(group.name)


@dataclass(frozen=True)
class PairTask:
    """The relation head's inputs for one document, and its gold answers. int64 arrays."""

    concepts: tuple[tuple[str, str], ...]
    """(type, id) of each entity [entities], in order of first mention."""
    sentences: np.ndarray
    """Of each token [tokens], counted from 0."""
    mention_spans: np.ndarray
    mention_entity: np.ndarray
    entity_types: np.ndarray
    pairs: np.ndarray
    holds: np.ndarray
    """bool [pairs, labels of the group]: several may hold, and "None" where none does."""
    novel: np.ndarray
    """1 or 0 for pairs with a relation whose novelty is known, else -1."""
    evidence: np.ndarray | None = None
    """bool [pairs, tokens]: the sentences that state the relations of each pair, where the corpus tells."""

    @property
    def inputs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """What the relation head takes after the hidden states, in its order."""
        return self.sentences, self.mention_spans, self.mention_entity, self.entity_types, self.pairs


def thinned(task: PairTask, most: int, generator: np.random.Generator) -> PairTask:
    """The task with at most `most` pairs: all that hold something, and of the others as many as there is room for."""
    if len(task.pairs) <= most:
        return task
    related = np.flatnonzero(~task.holds[:, 0])
    others = generator.permutation(np.flatnonzero(task.holds[:, 0]))[: max(0, most - len(related))]
    kept = np.sort(np.concatenate([related, others]))
    evidence = None if task.evidence is None else task.evidence[kept]
    return replace(task, pairs=task.pairs[kept], holds=task.holds[kept], novel=task.novel[kept], evidence=evidence)


def pair_task(document: Document, tokens: Tokens, group: Group, named: bool = False) -> PairTask | None:
    """Entities are the corpus' own concepts, or its mentions; None when the document has no pair to ask about.

    `named`: mentions of one name are one entity, as the program will meet them, and what any of them is related by
    holds of it; the sentences that say so are then its evidence.
    """
    wanted = {name for pair in group.pair_types for name in pair}
    entities: dict[tuple[str, str], int] = {}
    spans: list[tuple[int, int]] = []
    owners: list[int] = []
    places: dict[str, int] = {}
    entity_of: dict[str, str] = {}
    sentences = mention_sentences(document) if group.mentions else [0] * len(document.mentions)
    for mention, sentence in sorted(zip(document.mentions, sentences, strict=True), key=lambda m: (m[0].start, m[0].end)):
        first, last = token_span(tokens, mention.start, mention.end)
        if mention.type not in wanted or first == last:
            continue
        for concept in mention.ids:
            places[concept] = sentence
            entity_of[concept] = document.text[mention.start : mention.end].lower() if named else concept
            spans.append((first, last))
            owners.append(entities.setdefault((mention.type, entity_of[concept]), len(entities)))
    concepts = tuple(entities)
    pairs = pairs_of([name for name, _ in concepts], (group,))
    if group.mentions and not named:
        pairs = [(a, b) for a, b in pairs if places[concepts[a][1]] == places[concepts[b][1]]]
    if not pairs:
        return None
    holds, novel = gold(document, concepts, pairs, group, entity_of)
    evidence = stated(document, tokens, concepts, pairs, group, entity_of, places) if named else None
    return PairTask(
        concepts,
        token_sentences(document, tokens),
        np.array(spans, dtype=np.int64),
        np.array(owners, dtype=np.int64),
        np.array([ENTITY_TYPES.index(name) for name, _ in concepts], dtype=np.int64),
        np.array(pairs, dtype=np.int64),
        holds,
        novel,
        evidence,
    )


def token_sentences(document: Document, tokens: Tokens) -> np.ndarray:
    """The sentence in which each token starts, int64 [tokens]."""
    if document.one_sentence:
        return np.zeros(len(tokens), dtype=np.int64)
    starts = [start for start, _ in sentence_spans(document.text)]
    return np.maximum(np.searchsorted(starts, tokens.starts, side="right") - 1, 0).astype(np.int64)


def pairs_of(types: list[str], groups: tuple[Group, ...]) -> list[tuple[int, int]]:
    """Entity pairs that any group answers for, in canonical order: ascending type, equal types by first mention (entities
    come in that order)."""
    allowed = {pair for group in groups for pair in group.pair_types}
    order = sorted(range(len(types)), key=lambda e: (ENTITY_TYPES.index(types[e]), e))
    return [(a, b) for i, a in enumerate(order) for b in order[i + 1 :] if (types[a], types[b]) in allowed]


def gold(
    document: Document,
    concepts: tuple[tuple[str, str], ...],
    pairs: list[tuple[int, int]],
    group: Group,
    entity_of: dict[str, str],
) -> tuple[np.ndarray, np.ndarray]:
    """What holds of each pair, bool [pairs, labels], and its novelty, int64 [pairs]."""
    known: dict[frozenset[str], list[Relation]] = {}
    for relation in document.relations:
        if label_of(relation, True, group) in group.labels:
            known.setdefault(ends(relation, entity_of), []).append(relation)
    holds = np.zeros((len(pairs), len(group.labels)), dtype=bool)
    novel = np.full(len(pairs), -1, dtype=np.int64)
    for row, (a, b) in enumerate(pairs):
        for relation in known.get(frozenset((concepts[a][1], concepts[b][1])), ()):
            forward = entity_of.get(relation.subject) == concepts[a][1]
            holds[row, group.labels.index(label_of(relation, forward, group))] = True
            if relation.novel is not None:
                novel[row] = int(relation.novel)
    holds[:, 0] = ~holds.any(1)
    return holds, novel


def stated(
    document: Document,
    tokens: Tokens,
    concepts: tuple[tuple[str, str], ...],
    pairs: list[tuple[int, int]],
    group: Group,
    entity_of: dict[str, str],
    places: dict[str, int],
) -> np.ndarray:
    """The tokens of the sentences in which both mentions of a relation stand, bool [pairs, tokens]."""
    rows = {frozenset((concepts[a][1], concepts[b][1])): row for row, (a, b) in enumerate(pairs)}
    spans = sentence_spans(document.text)
    evidence = np.zeros((len(pairs), len(tokens)), dtype=bool)
    for relation in document.relations:
        row = rows.get(ends(relation, entity_of))
        if row is None or label_of(relation, True, group) not in group.labels:
            continue
        for end in (relation.subject, relation.object):
            first, last = token_span(tokens, *spans[places[end]])
            evidence[row, first:last] = True
    return evidence


def ends(relation: Relation, entity_of: dict[str, str]) -> frozenset[str]:
    return frozenset(entity_of.get(end, end) for end in (relation.subject, relation.object))


def label_of(relation: Relation, forward: bool, group: Group) -> str:
    """The group's label of a relation that goes from the pair's first entity to its second, or not."""
    backwards = relation.label + REVERSED
    return backwards if backwards in group.labels and not forward else relation.label
