"""Exact-match scores. Figures are percentages; identical predictions or gold items of one document count once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from sklearn.linear_model import LogisticRegression

from .corpora.document import Document
from .labels import Calibration, log_odds
from .predict import Encoded, Relate
from .relation_groups import GROUPS, REVERSED, Group, columns, pair_task


SLACK = 0.5
"""Points of F1 that a more precise threshold may cost."""


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float
    f1: float
    gold: int
    found: int


def score(gold: set, found: set) -> Score:
    right = len(gold & found)
    precision = 100 * right / len(found) if found else 0.0
    recall = 100 * right / len(gold) if gold else 0.0
    total = precision + recall
    return Score(precision, recall, 2 * precision * recall / total if total else 0.0, len(gold), len(found))


def ner(
    encoded: list[Encoded], types: tuple[str, ...], begin_cost: float, guideline: str | None = None
) -> dict[str, Score]:
    """Entity F1 by type: document, type, start and end must all agree."""
    gold = {(e.document.id, m.type, m.start, m.end) for e in encoded for m in e.document.mentions}
    found = {(e.document.id, m.type, m.start, m.end) for e in encoded for m in e.mentions(begin_cost, guideline)}
    return {t: score({g for g in gold if g[1] == t}, {f for f in found if f[1] == t}) for t in types}


Held = tuple[list[Encoded], tuple[str, ...], str | None]
"""Held-out documents, the types they annotate, and the guideline to tag them by."""


def calibrate(held: list[Held], begin_cost: float) -> Calibration:
    """Fits the scores of mentions to how often held-out ones are right."""
    rows: list[tuple[float, float, bool]] = []
    for encoded, types, guideline in held:
        for one in encoded:
            gold = {(m.type, m.start, m.end) for m in one.document.mentions}
            rows += [
                (log_odds(p.inside), log_odds(p.span), (p.type, p.start, p.end) in gold)
                for p in one.mentions(begin_cost, guideline)
                if p.type in types
            ]
    if len({right for *_, right in rows}) < 2:
        return Calibration(1.0, 0.0, 0.0)
    fit = LogisticRegression(C=100.0).fit([row[:2] for row in rows], [row[2] for row in rows])
    return Calibration(*(round(float(weight), 4) for weight in (*fit.coef_[0], fit.intercept_[0])))


@dataclass(frozen=True)
class Answer:
    """What the head said of one candidate pair."""

    document: str
    pair: tuple[str, str]
    odds: float
    """Log-odds of any relation; after `calibrated`, such that their probability is to be relied on."""
    label_odds: np.ndarray
    """Log-odds of each of the group's labels but "None"."""
    novel: bool
    holds: tuple[str, ...]
    """The gold labels."""

    @property
    def probability(self) -> float:
        return float(1 / (1 + np.exp(-self.odds)))

    def labels(self, group: Group) -> tuple[str, ...]:
        """The likeliest, and all others that pass "None"."""
        best = int(self.label_odds.argmax())
        return tuple(
            name for index, name in enumerate(group.labels[1:]) if index == best or self.label_odds[index] > 0
        )


class Fit(Protocol):
    """Of log-odds to how often they are right."""

    scale: float
    bias: float


def ask(encoded: list[Encoded], relate: Relate, group: Group, groups: tuple[Group, ...] = GROUPS) -> list[Answer]:
    """Every candidate pair of gold entities, by a head that was taught `groups`."""
    answers: list[Answer] = []
    for one in encoded:
        task = pair_task(one.document, one.tokens, group)
        if task is None:
            continue
        logits, novelty, _ = relate(one.hidden, *task.inputs)
        own = logits[:, columns(group, groups)].astype(np.float64)
        odds = own[:, 1:] - own[:, :1]
        for row, (a, b) in enumerate(task.pairs):
            answers.append(
                Answer(
                    one.document.id,
                    (task.concepts[a][1], task.concepts[b][1]),
                    float(np.logaddexp.reduce(odds[row])),
                    odds[row],
                    bool(novelty[row] > 0),
                    tuple(name for name, held in zip(group.labels[1:], task.holds[row, 1:], strict=True) if held),
                )
            )
    return answers


def calibrated(answers: list[Answer], fit: Fit) -> list[Answer]:
    """The answers with the log-odds of any relation as the fit corrects them."""
    return [replace(answer, odds=fit.scale * answer.odds + fit.bias) for answer in answers]


def relations(documents: list[Document], answers: list[Answer], group: Group, threshold: float) -> dict[str, Score]:
    """Scores with gold entities: `pair` (any relation), `type` (its label too), `novelty` (pair and novelty), `all`.

    Every relation of the file counts as gold, also those between kinds of pair that are never asked about.
    """
    gold = [(document.id, r) for document in documents for r in document.relations if r.label in group.labels]
    found = [answer for answer in answers if answer.probability >= threshold]
    views = {"pair": (lambda r: (), lambda a: [()])}
    if len(group.labels) > 2:
        views["type"] = (lambda r: (r.label,), lambda a: [(plain(name),) for name in a.labels(group)])
    if group.novelty:
        views["novelty"] = (lambda r: (r.novel,), lambda a: [(a.novel,)])
        views["all"] = (lambda r: (r.label, r.novel), lambda a: [(plain(name), a.novel) for name in a.labels(group)])
    return {
        name: score(
            {(d, frozenset((r.subject, r.object)), *of_gold(r)) for d, r in gold},
            {(a.document, frozenset(a.pair), *said) for a in found for said in of_answer(a)},
        )
        for name, (of_gold, of_answer) in views.items()
    }


def plain(label: str) -> str:
    return label.removesuffix(REVERSED)


def best_threshold(documents: list[Document], answers: list[Answer], group: Group) -> float:
    """The threshold on the probability of any relation, in steps of 0.02, with the highest F1: of pairs and labels where
    the corpus relates mentions, of pairs else. Of those within half a point of the best, the most precise."""
    view = "type" if group.mentions and len(group.labels) > 2 else "pair"
    grid = np.round(np.arange(0.1, 0.91, 0.02), 2)
    f1 = np.array([relations(documents, answers, group, float(t))[view].f1 for t in grid])
    # Smoothed over neighbours: a single lucky step on a small split should not decide.
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return float(grid[np.flatnonzero(smooth >= smooth.max() - SLACK)[-1]])
