"""A head over hidden states that stay as they are, and how its scores are read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from litweave_training.corpora.document import Document, Mention, Relation
from litweave_training.head_training import Schedule
from litweave_training.predict import Encoded
from litweave_training.relation_groups import DDI
from litweave_training.relation_scores import NEVER, Platt, calibration_error, fit, group_scores, point, reliability
from litweave_training.reliability import curve, draw
from litweave_training.scores import Answer
from litweave_training.separate_head import HeadRecipe, teach
from litweave_training.tokens import Tokens

WORDS = "Warfarin clashed with aspirin today . Heparin met ibuprofen there ."


def encoded(number: int, generator: np.random.Generator) -> Encoded:
    """Warfarin and aspirin interact by `mechanism` or `effect`, as the second word's state tells; the others never do."""
    places = [(word, WORDS.index(word)) for word in ("Warfarin", "aspirin", "Heparin", "ibuprofen")]
    mentions = tuple(Mention(at, at + len(word), "Chemical", (f"e{i}",)) for i, (word, at) in enumerate(places))
    label = ("mechanism", "effect")[number % 2]
    starts = np.array([0, *(i + 1 for i, character in enumerate(WORDS) if character == " ")])
    ends = np.array([*(i for i, character in enumerate(WORDS) if character == " "), len(WORDS)])
    hidden = generator.normal(0, 0.3, (len(starts), 16)).astype(np.float32)
    hidden[0, number % 2] += 4
    hidden[6, 5] += 4
    tokens = Tokens(np.arange(len(starts)), starts, ends)
    return Encoded(Document(str(number), WORDS, mentions, (Relation(label, "e0", "e1"),)), tokens, np.zeros((len(starts), 13, 3), np.float32), hidden)


def test_a_head_learns_from_hidden_states_alone() -> None:
    generator = np.random.default_rng(2)
    texts = [encoded(number, generator) for number in range(80)]
    taught = teach(texts, DDI, HeadRecipe(Schedule(batch=8, rate=2e-3), holdout=20, dropout=0.0), report=False)
    assert taught.figures["type"] > 90
    assert set(taught.scores.labels) == set(DDI.labels[1:])
    assert taught.head.groups == (DDI,)


def answers(generator: np.random.Generator, scale: float, count: int = 4000) -> list[Answer]:
    """Pairs whose true log-odds are those told, divided by `scale`."""
    made = []
    for number in range(count):
        odds = generator.normal(-1, 2)
        held = ("effect",) if generator.random() < 1 / (1 + np.exp(-odds)) else ()
        told = np.array([-20.0, odds * scale, -20.0, -20.0])
        made.append(Answer(str(number), ("a", "b"), odds * scale, told, False, held))
    return made


def test_calibration_undoes_overconfidence_and_the_operating_point_keeps_its_promise() -> None:
    scores = group_scores(answers(np.random.default_rng(1), scale=3), DDI)
    assert scores.any.scale == pytest.approx(1 / 3, abs=0.03)
    fresh = answers(np.random.default_rng(5), scale=3)
    told = scores.any.probability(np.array([answer.odds for answer in fresh]))
    held = np.array([bool(answer.holds) for answer in fresh])
    assert calibration_error(reliability(told, held)) < 3
    assert held[told >= scores.any_point].mean() == pytest.approx(0.8, abs=0.03)
    assert scores.label_points["effect"] == pytest.approx(scores.any_point, abs=0.02)


def test_labels_that_are_never_right_are_never_given() -> None:
    scores = group_scores(answers(np.random.default_rng(1), scale=1), DDI)
    assert scores.label_points["int"] == NEVER and scores.labels["int"] == scores.labels["advise"]


def test_nothing_to_fit_leaves_the_odds_alone() -> None:
    assert fit(np.array([1.0, 2.0]), np.array([True, True])) == Platt(1.0, 0.0)
    assert point(np.array([0.5, 0.6]), np.array([False, False])) == NEVER


def test_the_diagram_shows_what_the_fit_mends(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    told = answers(np.random.default_rng(3), scale=3)
    scores = group_scores(answers(np.random.default_rng(1), scale=3), DDI)
    one = curve("own", told, DDI, scores.calibration)
    assert one.errors["after"] < 1 < one.errors["before"]
    for name in ("first.svg", "again.svg"):
        draw([one], tmp_path / name)
    assert (tmp_path / "first.svg").read_bytes() == (tmp_path / "again.svg").read_bytes()
    assert "own, ECE" in (tmp_path / "first.svg").read_text()


def test_reliability_counts_every_pair_once() -> None:
    rows = reliability(np.array([0.05, 0.05, 0.95, 1.0]), np.array([False, True, True, True]))
    assert rows == [
        {"pairs": 2, "probability": 0.05, "right": 0.5},
        {"pairs": 2, "probability": 0.975, "right": 1.0},
    ]
    assert calibration_error(rows) == pytest.approx(100 * (0.45 * 0.5 + 0.025 * 0.5))
