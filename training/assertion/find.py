"""Finds cues and their scopes with a table of weights; the twin of `src/extract/assertion/find-cues.ts`."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .cue_features import Feature, cue_features
from .scope_features import MOST_LEFT, MOST_RIGHT, Cumulated, left_features, right_features
from .words import Word, words_of

Table = dict[Feature, float]


@dataclass(frozen=True)
class Phrases:
    """The kinds of cue that a run of words may be."""

    kinds: dict[tuple[str, ...], list[str]]

    @property
    def longest(self) -> int:
        return max(map(len, self.kinds))


@dataclass(frozen=True)
class Candidate:
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class FoundCue:
    start: int
    end: int
    kind: str
    probability: float
    scope: tuple[int, int]


def candidates(words: list[Word], phrases: Phrases) -> Iterator[Candidate]:
    texts = [word.text for word in words]
    for start in range(len(texts)):
        for length in range(1, min(phrases.longest, len(texts) - start) + 1):
            for kind in phrases.kinds.get(tuple(texts[start : start + length]), ()):
                yield Candidate(start, start + length, kind)


def log_odds(features: Iterable[Feature], table: Table) -> float:
    return sum(table.get(feature, 0.0) for feature in features)


def chosen(scored: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Those likelier than not that overlap none that is longer, or as long and likelier."""
    taken: set[int] = set()
    kept = []
    for candidate, score in sorted(scored, key=lambda one: (one[0].start - one[0].end, -one[1], one[0].start)):
        places = range(candidate.start, candidate.end)
        if score < 0 or not taken.isdisjoint(places):
            continue
        taken.update(places)
        kept.append((candidate, score))
    return sorted(kept, key=lambda one: one[0].start)


def scope_of(words: list[Word], sums: Cumulated, cue: Candidate, table: Table) -> tuple[int, int]:
    """The likeliest first word and end, in words; of equals the one nearest to the cue."""
    text = " ".join(word.text for word in words[cue.start : cue.end])
    lefts = range(cue.start, max(0, cue.start - MOST_LEFT) - 1, -1)
    rights = range(cue.end, min(len(words), cue.end + MOST_RIGHT) + 1)
    given = (words, sums, text, cue.kind, cue.start, cue.end)
    left = max(lefts, key=lambda edge: log_odds(left_features(*given, edge), table))
    right = max(rights, key=lambda edge: log_odds(right_features(*given, edge), table))
    return left, right


def find_cues(sentence: str, phrases: Phrases, table: Table) -> list[FoundCue]:
    words = words_of(sentence)
    sums = Cumulated(words)
    bias = table[("bias", "", "")]
    scored = [
        (one, bias + log_odds(cue_features(words, one.start, one.end, one.kind), table))
        for one in candidates(words, phrases)
    ]
    found = []
    for one, score in chosen(scored):
        left, right = scope_of(words, sums, one, table)
        found.append(
            FoundCue(
                words[one.start].start,
                words[one.end - 1].end,
                one.kind,
                1 / (1 + math.exp(-score)),
                (words[left].start, words[right - 1].end),
            )
        )
    return found
