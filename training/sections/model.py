"""The classifier's arithmetic, in float64: what `src/extract/sections/classify.ts` computes from the same table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .features import place_features, word_features

REACH = 3
"""Sentences on either side whose first scores the second step sees."""
FLOOR = -6.0
"""Least log-probability that the second step is told."""

PLACES = tuple(
    sorted({feature for count in (1, 4, 8, 11, 23, 31) for index in range(count) for feature in place_features(index, count)})
)

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    features: tuple[str, ...]
    """Words, pairs of words, and places."""
    steps: NDArray[np.int8]
    """[features, roles], in units of `scale`."""
    scale: float
    bias: Scores
    """[roles]"""
    context: Scores
    """[inputs of the second step, roles]; see `context_inputs`."""
    context_bias: Scores


def log_softmax(scores: Scores) -> Scores:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def places_of(count: int) -> Scores:
    """[sentences, places] of an abstract of `count` sentences."""
    return np.array([[float(place in place_features(index, count)) for place in PLACES] for index in range(count)])


def context_inputs(first: Scores) -> Scores:
    """[sentences, 5 + 6 · 2 · REACH + places]: the log-probabilities of the sentence itself, then of those 3, 2 and 1 before and 1, 2 and 3
    after it, each with a sixth number that is 1 where there is no such sentence, then the places."""
    count, roles = first.shape
    floored = np.maximum(first, FLOOR)
    absent = np.append(np.zeros(roles), 1.0)
    parts = [floored]
    for step in (*range(-REACH, 0), *range(1, REACH + 1)):
        at = range(step, count + step)
        parts.append(np.array([np.append(floored[i], 0.0) if 0 <= i < count else absent for i in at]))
    return np.hstack([*parts, places_of(count)])


def first_scores(weights: Weights, sentences: tuple[str, ...]) -> Scores:
    """[sentences, roles]: log-probabilities by words and place alone."""
    index = {feature: row for row, feature in enumerate(weights.features)}
    rows = []
    for i, sentence in enumerate(sentences):
        features = word_features(sentence) | place_features(i, len(sentences))
        known = [index[feature] for feature in features if feature in index]
        rows.append(weights.bias + weights.scale * weights.steps[known].astype(np.int64).sum(axis=0))
    return log_softmax(np.array(rows))


def role_scores(weights: Weights, sentences: tuple[str, ...]) -> Scores:
    """[sentences, roles]: log-probabilities by words, place and neighbours."""
    return log_softmax(context_inputs(first_scores(weights, sentences)) @ weights.context + weights.context_bias)
