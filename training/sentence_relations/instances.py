"""What the model is asked: every pair of mentions of one sentence whose types the corpus relates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from litweave_training.corpora.document import Document, Mention
from litweave_training.corpora.sentences import mention_sentences, sentence_spans

NONE = "None"

PAIR_TYPES = {
    "chemprot": ("Chemical", "Gene"),
    "drugprot": ("Chemical", "Gene"),
    "ddi": ("Chemical", "Chemical"),
    "gad": ("Gene", "Disease"),
    "euadr": ("Gene", "Disease"),
}
"""Relation group → the types of its pairs, subject first."""


SINGLE = ("gad", "euadr")
"""Groups of which each document is one sentence, whatever the rules say."""


@dataclass(frozen=True)
class Instance:
    """One pair. Spans are half-open code points into `text`, the sentence; `first` is of the first of the pair's types."""

    document: str
    first_id: str
    second_id: str
    text: str
    first: tuple[int, int]
    second: tuple[int, int]
    types: tuple[str, str]
    labels: frozenset[str]
    """Gold labels; empty for a pair without a relation."""


def instances(document: Document, group: str) -> list[Instance]:
    """Pairs of equal types come in the order of the corpus's mentions."""
    wanted = PAIR_TYPES[group]
    spans = [(0, len(document.text))] if group in SINGLE else sentence_spans(document.text)
    by_sentence: dict[int, list[Mention]] = {}
    for mention, at in zip(document.mentions, mention_sentences(document, spans), strict=True):
        by_sentence.setdefault(at, []).append(mention)
    gold: dict[frozenset[str], set[str]] = {}
    for relation in document.relations:
        gold.setdefault(frozenset((relation.subject, relation.object)), set()).add(relation.label)
    found: list[Instance] = []
    for at, mentions in sorted(by_sentence.items()):
        for index, one in enumerate(mentions):
            for other in mentions[index + 1 :]:
                first, second = (one, other) if one.type == wanted[0] else (other, one)
                if (first.type, second.type) != wanted:
                    continue
                # A mention may reach over a boundary that the rules set.
                start, end = spans[at][0], max(spans[at][1], one.end, other.end)
                ids = first.ids[0], second.ids[0]
                found.append(
                    Instance(
                        document.id, *ids, document.text[start:end],
                        (first.start - start, first.end - start), (second.start - start, second.end - start),
                        wanted, frozenset(gold.get(frozenset(ids), ())),
                    )
                )
    return found


def all_instances(documents: Iterable[Document], group: str) -> list[Instance]:
    return [one for document in documents for one in instances(document, group)]


def labels_of(documents: Iterable[Document]) -> tuple[str, ...]:
    """The classifier's labels: "None" and those of the training documents, sorted."""
    return (NONE, *sorted({relation.label for document in documents for relation in document.relations}))
