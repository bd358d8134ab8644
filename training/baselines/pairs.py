"""What a baseline sees of a pair of entities: the words around and between their nearest mentions, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from litweave_training.corpora.document import Document, Mention
from litweave_training.corpora.sentences import sentence_spans

NONE = "None"
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|@\w+|[%<>=]")
AROUND = 5
"""Words before the first mention and after the second."""
LONGEST_GRAM = 3
RAREST = 10
"""Pairs of types with fewer relations in the training documents are not asked about."""

Types = tuple[str, str]


@dataclass(frozen=True)
class Pair:
    document: str
    subject: str
    object: str
    features: tuple[str, ...]
    label: str
    """The first of the gold labels, "None" without any."""


def pair_types(documents: Iterable[Document]) -> frozenset[Types]:
    """The sorted types of the pairs that the documents relate."""
    counts: Counter[Types] = Counter()
    for document in documents:
        types = {own: mention.type for mention in document.mentions for own in mention.ids}
        for relation in document.relations:
            ends = [types.get(end) for end in (relation.subject, relation.object)]
            if all(ends):
                counts[tuple(sorted(ends))] += 1
    return frozenset(types for types, count in counts.items() if count >= RAREST)


def pairs(document: Document, wanted: frozenset[Types], lines: bool) -> list[Pair]:
    """Pairs of entities that share a sentence. `lines`: a sentence ends only where its line does."""
    spans = line_spans(document.text) if lines else sentence_spans(document.text)
    starts = [start for start, _ in spans]
    gold: dict[frozenset[str], str] = {}
    for relation in document.relations:
        gold.setdefault(frozenset((relation.subject, relation.object)), relation.label)
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in document.mentions:
        by_sentence[max(0, bisect_right(starts, mention.start) - 1)].append(mention)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    types: dict[str, str] = {}
    for at, mentions in sorted(by_sentence.items()):
        entities: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            for own in mention.ids:
                entities[own].append(mention)
                types.setdefault(own, mention.type)
        ids = sorted(entities, key=lambda own: (types[own], entities[own][0].start))
        for index, one in enumerate(ids):
            for other in ids[index + 1 :]:
                if (types[one], types[other]) in wanted:
                    # A mention of two concepts is no pair of mentions.
                    apart = [(a, b) for a in entities[one] for b in entities[other] if a != b]
                    if apart:
                        nearest = min(apart, key=lambda ends: abs(ends[0].start - ends[1].start))
                        found[one, other].update(features(document.text, spans[at], nearest, mentions))
    return [
        Pair(document.id, one, other, tuple(sorted(seen)), gold.get(frozenset((one, other)), NONE))
        for (one, other), seen in found.items()
    ]


def line_spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def features(text: str, sentence: tuple[int, int], ends: tuple[Mention, Mention], mentions: list[Mention]) -> set[str]:
    """N-grams of words before, between and after, with every mention masked by its type; the pair's own by A and B."""
    first, second = ends
    names = {first: f"@A{first.type}", second: f"@B{second.type}"}
    words: list[str] = []
    places: dict[str, int] = {}
    at = sentence[0]
    for mention in sorted({*mentions}, key=lambda m: (m.start, m not in names)):
        if mention.start < at and mention not in names:
            continue
        words += [word.lower() for word in WORD.findall(text[at : mention.start])]
        name = names.get(mention, f"@{mention.type}")
        places.setdefault(name, len(words))
        words.append(name)
        at = max(at, mention.end)
    words += [word.lower() for word in WORD.findall(text[at : sentence[1]])]
    left, right = sorted(places[name] for name in names.values())
    regions = {
        "<": words[max(0, left - AROUND) : left],
        "=": words[left : right + 1],
        ">": words[right + 1 : right + 1 + AROUND],
    }
    distance = min(right - left, 30) // 3
    return {
        f"{first.type} {second.type}",
        f"distance {distance}",
        *(f"{region}{gram}" for region, inside in regions.items() for gram in grams(inside)),
    }


def grams(words: list[str]) -> Iterable[str]:
    for length in range(1, LONGEST_GRAM + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
