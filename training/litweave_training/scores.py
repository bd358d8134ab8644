"""Exact-match scores. Figures are percentages; identical predictions or gold items of one document count once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from .corpora.document import Document, Relation
from .labels import Calibration, log_odds, softmax
from .predict import Encoded, Relate
from .relation_groups import Group, columns, pair_task


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
    pair: frozenset[str]
    probability: float
    label: str
    novel: bool


def ask(encoded: list[Encoded], relate: Relate, group: Group) -> list[Answer]:
    """Every candidate pair of gold entities: probability of any relation, best label, novelty."""
    answers: list[Answer] = []
    for one in encoded:
        task = pair_task(one.document, one.tokens, group)
        if task is None:
            continue
        logits, novelty, _ = relate(one.hidden, *task.inputs)
        probabilities = softmax(logits[:, columns(group)])
        for row, (a, b) in enumerate(task.pairs):
            answers.append(
                Answer(
                    one.document.id,
                    frozenset((task.concepts[a][1], task.concepts[b][1])),
                    1 - float(probabilities[row, 0]),
                    group.labels[1 + int(probabilities[row, 1:].argmax())],
                    bool(novelty[row] > 0),
                )
            )
    return answers


def relations(documents: list[Document], answers: list[Answer], group: Group, threshold: float) -> dict[str, Score]:
    """Scores with gold entities: `pair` (any relation), `type` (its label too), `novelty` (pair and novelty), `all`.

    Every relation of the file counts as gold, also those between kinds of pair that are never asked about.
    """
    gold = [(document.id, r) for document in documents for r in document.relations if r.label in group.labels]
    found = [answer for answer in answers if answer.probability >= threshold]
    views = {"pair": (lambda r: (), lambda a: ())}
    if len(group.labels) > 2:
        views["type"] = (lambda r: (r.label,), lambda a: (a.label,))
    if group.novelty:
        views["novelty"] = (lambda r: (r.novel,), lambda a: (a.novel,))
        views["all"] = (lambda r: (r.label, r.novel), lambda a: (a.label, a.novel))
    return {
        name: score(
            {(d, ends(r), *of_gold(r)) for d, r in gold}, {(a.document, a.pair, *of_answer(a)) for a in found}
        )
        for name, (of_gold, of_answer) in views.items()
    }


def ends(relation: Relation) -> frozenset[str]:
    return frozenset((relation.subject, relation.object))


def best_threshold(documents: list[Document], answers: list[Answer], group: Group) -> float:
    """The threshold, in steps of 0.02, with the highest pair F1; the middle one of equals."""
    grid = np.round(np.arange(0.1, 0.91, 0.02), 2)
    f1 = np.array([relations(documents, answers, group, float(t))["pair"].f1 for t in grid])
    # Smoothed over neighbours: a single lucky step on a small split should not decide.
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    best = np.flatnonzero(smooth >= smooth.max() - 1e-9)
    return float(grid[best[len(best) // 2]])
