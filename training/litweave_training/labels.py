"""Spans ↔ BIO tags on tokens, per entity type. The decoding rule is mirrored in TypeScript bit for bit.

Decoding, for each type on its own: softmax over O, B, I on every token; the tag is the largest (first on a
tie). With `whole_words`, a token that continues a word (`continues_word`) takes the tag of the word's first token,
B becoming I. A span starts at B, or at an I that follows O or the beginning, and extends over the I that follow.
It reaches from the first token's start to the last token's end (dropped when empty); its score is the mean over its
tokens of 1 − P(O).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .corpora.document import Mention
from .tokens import Tokens

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
TAGS = ("O", "B", "I")


@dataclass(frozen=True)
class Prediction:
    type: str
    start: int
    end: int
    score: float


def tags(tokens: Tokens, mentions: tuple[Mention, ...], types: tuple[str, ...]) -> np.ndarray:
    """int64 [tokens, types]. A token is in a mention when it overlaps it; of nested ones the longest wins."""
    result = np.zeros((len(tokens), len(types)), dtype=np.int64)
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        if mention.type not in types:
            continue
        first, last = token_span(tokens, mention.start, mention.end)
        column = result[first:last, types.index(mention.type)]
        if last > first and not column.any():
            column[:] = INSIDE
            column[0] = BEGIN
    return result


def token_span(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Half-open token range that overlaps the characters [start, end); empty when none does."""
    first = int(np.searchsorted(tokens.ends, start, side="right"))
    last = int(np.searchsorted(tokens.starts, end, side="left"))
    return first, max(first, last)


def softmax(logits: np.ndarray) -> np.ndarray:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def decode(logits: np.ndarray, tokens: Tokens, continues: np.ndarray | None, types: tuple[str, ...]) -> list[Prediction]:
    """`logits` float [tokens, types, 3] → spans in order of type, then position. `continues`: bool [tokens] or None."""
    if len(tokens) == 0:
        return []
    probabilities = softmax(logits.astype(np.float32))
    best = probabilities.argmax(axis=-1)
    if continues is not None:
        inherit(best, continues)
    inside = 1.0 - probabilities[:, :, OUTSIDE]
    found: list[Prediction] = []
    for column, name in enumerate(types):
        for first, last in runs(best[:, column]):
            start, end = int(tokens.starts[first]), int(tokens.ends[last - 1])
            if start < end:  # byte-level vocabularies have tokens of mere space
                found.append(Prediction(name, start, end, float(inside[first:last, column].mean())))
    return found


def inherit(best: np.ndarray, continues: np.ndarray) -> None:
    """In place: continuing tokens take their word's first tag, B becoming I."""
    for index in np.flatnonzero(continues):
        before = best[index - 1]
        best[index] = np.where(before == BEGIN, INSIDE, before)


def runs(column: np.ndarray) -> list[tuple[int, int]]:
    """Half-open token ranges of the spans in one tag column [tokens]."""
    spans: list[tuple[int, int]] = []
    start = -1
    for index, tag in enumerate([*column.tolist(), OUTSIDE]):
        if start >= 0 and tag != INSIDE:
            spans.append((start, index))
            start = -1
        if tag == BEGIN or (tag == INSIDE and start < 0):
            start = index
    return spans
