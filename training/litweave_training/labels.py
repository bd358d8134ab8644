"""Spans ↔ BIO tags on tokens, per entity type. The decoding rule is mirrored in TypeScript.

Decoding, for each type on its own, over words (a token and those that continue it, `continues_word`):

- A word's scores are the means, over its tokens, of log P(O); of log P(B) of the first token and log P(I) of the others;
  and of log P(I). P is the softmax of the token's three logits.
- The path of tags with the greatest sum of scores is taken, where each B costs `begin_cost` more and I may only follow B
  or I. Ties go to the tag that comes first in O, B, I.
- A span is a B and the I that follow it, from its first token's start to its last token's end, dropped when empty.
- Its score is the probability that it is right, by a logistic fit (Platt, 1999) over two log-odds: of the mean over its
  tokens of 1 − P(O), which knows the type; and of the probability of its tags, word by word, with no I after them,
  which knows the borders. Each word's three scores are normalised for that. Without a fit the score is the mean alone.

Measured on held-out documents against the largest tag of each word's first token: BC2GM 72.2 → 76.2, NCBI-disease
79.7 → 81.7, BC5CDR disease 76.0 → 77.7, chemical 90.3 → 92.2. Costs from 0.5 to 1.5 are within 0.3 of each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .corpora.document import Mention
from .tokens import Tokens

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
SURE = 1e-6
"""Probabilities are kept this far from 0 and 1 before their log-odds are taken."""
TAGS = ("O", "B", "I")
BEGIN_COST = 1.0
"""In nats; written into the manifest."""


@dataclass(frozen=True)
class Calibration:
    """Weights of the logistic fit."""

    inside: float
    span: float
    bias: float

    def score(self, inside: float, span: float) -> float:
        return float(1 / (1 + np.exp(-(self.inside * log_odds(inside) + self.span * log_odds(span) + self.bias))))


@dataclass(frozen=True)
class Prediction:
    type: str
    start: int
    end: int
    score: float
    inside: float
    """Mean over its tokens of 1 − P(O)."""
    span: float
    """Probability of its tags, word by word, and of none that goes on after them."""


def log_odds(probability: float) -> float:
    kept = min(max(probability, SURE), 1 - SURE)
    return float(np.log(kept / (1 - kept)))


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


def decode(
    logits: np.ndarray,
    tokens: Tokens,
    continues: np.ndarray,
    types: tuple[str, ...],
    begin_cost: float,
    calibration: Calibration | None = None,
) -> list[Prediction]:
    """`logits` float [tokens, types, 3], `continues` bool [tokens] → spans in order of type, then position."""
    if len(tokens) == 0:
        return []
    probabilities = softmax(logits.astype(np.float64))
    firsts = np.flatnonzero(~continues)
    lasts = np.append(firsts[1:], len(tokens))
    scores = word_scores(np.log(np.maximum(probabilities, 1e-300)), continues, firsts, lasts)
    path = best_path(scores, begin_cost)
    words = softmax(scores)
    inside = 1.0 - probabilities[:, :, OUTSIDE]
    found: list[Prediction] = []
    for column, name in enumerate(types):
        reached = 0
        for first_word, last_word in runs(path[:, column]):
            first, last = firsts[first_word], lasts[last_word - 1]
            # Byte-level tokens may share a character: what one mention has, the next of its type leaves out.
            start, end = max(int(tokens.starts[first]), reached), int(tokens.ends[last - 1])
            if start < end:  # byte-level vocabularies have tokens of mere space
                within = float(inside[first:last, column].mean())
                span = span_probability(words[:, column], first_word, last_word)
                score = calibration.score(within, span) if calibration else within
                found.append(Prediction(name, start, end, score, within, span))
                reached = end
    return found


def span_probability(words: np.ndarray, first: int, last: int) -> float:
    """B, then I up to word `last`, then no I. `words`: probabilities [words, 3] of one type."""
    after = 1 - words[last, INSIDE] if last < len(words) else 1.0
    return float(words[first, BEGIN] * words[first + 1 : last, INSIDE].prod() * after)


def word_scores(logs: np.ndarray, continues: np.ndarray, firsts: np.ndarray, lasts: np.ndarray) -> np.ndarray:
    """Log probabilities of tokens [tokens, types, 3] → scores of words [words, types, 3]."""
    as_word = logs.copy()
    as_word[continues, :, BEGIN] = logs[continues, :, INSIDE]
    return np.add.reduceat(as_word, firsts, axis=0) / (lasts - firsts)[:, None, None]


def best_path(scores: np.ndarray, begin_cost: float) -> np.ndarray:
    """Viterbi over words, all types at once: [words, types, 3] → tags [words, types]."""
    words, types, _ = scores.shape
    back = np.zeros((words, types, 3), dtype=np.int64)
    best = scores[0] - [0.0, begin_cost, np.inf]
    for word in range(1, words):
        before = best.argmax(-1)
        reach = np.take_along_axis(best, before[:, None], -1)[:, 0]
        going_on = 1 + best[:, 1:].argmax(-1)
        back[word] = np.stack([before, before, going_on], -1)
        on = np.take_along_axis(best, going_on[:, None], -1)[:, 0]
        best = np.stack([reach, reach - begin_cost, on], -1) + scores[word]
    path = np.zeros((words, types), dtype=np.int64)
    path[-1] = best.argmax(-1)
    for word in range(words - 1, 0, -1):
        path[word - 1] = np.take_along_axis(back[word], path[word][:, None], -1)[:, 0]
    return path


def runs(column: np.ndarray) -> list[tuple[int, int]]:
    """Half-open ranges of the spans in one column of tags; an I without a B before it starts one too."""
    spans: list[tuple[int, int]] = []
    start = -1
    for index, tag in enumerate([*column.tolist(), OUTSIDE]):
        if start >= 0 and tag != INSIDE:
            spans.append((start, index))
            start = -1
        if tag == BEGIN or (tag == INSIDE and start < 0):
            start = index
    return spans
