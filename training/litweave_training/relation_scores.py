"""From log-odds to probabilities one may rely on, and from which of them on the program speaks.

Each label, and "any relation" of a group, gets a logistic fit of its own (Platt, 1999) of how often held-out pairs are right
at given log-odds. An operating point is the least probability from which on the pairs above are right with a stated
precision.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from .relation_groups import Group
from .scores import Answer

FEWEST = 15
"""Held-out pairs of a label that a fit of its own takes; below, all labels of the group are fitted as one."""
PRECISION = 0.8
NEVER = 2.0
"""A threshold that no probability reaches."""


@dataclass(frozen=True)
class Platt:
    scale: float
    bias: float

    def probability(self, odds: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-(self.scale * odds + self.bias)))


@dataclass(frozen=True)
class GroupScores:
    """How one group's answers are read."""

    any: Platt
    labels: dict[str, Platt]
    any_point: float
    label_points: dict[str, float]

    @property
    def calibration(self) -> dict:
        return {"any": asdict(self.any), "labels": {name: asdict(one) for name, one in self.labels.items()}}


def fit(odds: np.ndarray, right: np.ndarray) -> Platt:
    """Log-odds float [pairs], bool [pairs] → the fit; the odds as they are where there is nothing to fit."""
    if right.all() or not right.any():
        return Platt(1.0, 0.0)
    fitted = LogisticRegression(C=100.0).fit(odds[:, None], right)
    return Platt(round(max(float(fitted.coef_[0, 0]), 0.05), 4), round(float(fitted.intercept_[0]), 4))


def point(probability: np.ndarray, right: np.ndarray, precision: float = PRECISION) -> float:
    """The least probability, in hundredths, from which on precision is reached, both as expected from the probabilities and as
    seen, by all thresholds above it that leave ten pairs."""
    reached = NEVER
    for threshold in np.round(np.arange(0.99, 0.09, -0.01), 2):
        above = probability >= threshold
        if not above.any():
            continue
        if probability[above].mean() < precision or (above.sum() >= 10 and right[above].mean() < precision):
            if above.sum() >= 10:
                break
            continue
        reached = float(threshold)
    return reached


def group_scores(answers: list[Answer], group: Group) -> GroupScores:
    names = group.labels[1:]
    odds = np.array([answer.label_odds for answer in answers])
    holds = np.array([[name in answer.holds for name in names] for answer in answers])
    any_odds = np.array([answer.odds for answer in answers])
    any_fit, pooled = fit(any_odds, holds.any(1)), fit(odds.ravel(), holds.ravel())
    labels: dict[str, Platt] = {}
    points: dict[str, float] = {}
    for column, name in enumerate(names):
        held = holds[:, column]
        labels[name] = fit(odds[:, column], held) if held.sum() >= FEWEST else pooled
        points[name] = point(labels[name].probability(odds[:, column]), held)
    return GroupScores(any_fit, labels, point(any_fit.probability(any_odds), holds.any(1)), points)


def reliability(probability: np.ndarray, right: np.ndarray, bins: int = 10) -> list[dict[str, float]]:
    """Rows of a reliability diagram: pairs, mean probability and share that is right, by equal steps of probability."""
    index = np.minimum((probability * bins).astype(int), bins - 1)
    return [
        {
            "pairs": int((index == row).sum()),
            "probability": round(float(probability[index == row].mean()), 3),
            "right": round(float(right[index == row].mean()), 3),
        }
        for row in range(bins)
        if (index == row).any()
    ]


def calibration_error(rows: list[dict[str, float]]) -> float:
    """Expected calibration error, in percent."""
    total = sum(row["pairs"] for row in rows)
    return 100 * sum(row["pairs"] * abs(row["probability"] - row["right"]) for row in rows) / total if total else 0.0
