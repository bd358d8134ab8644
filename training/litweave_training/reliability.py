"""How often relations are right that the model gives a probability: the reliability diagram of a card."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .corpora.catalogue import read, testable
from .evaluate import Runner
from .relation_groups import GROUPS, Group, group_named
from .relation_scores import Platt, calibration_error, reliability
from .scores import Answer, ask


@dataclass(frozen=True)
class Curve:
    """Of one corpus: rows as `reliability` gives them, before and after the fit, of labels (each a pair's probability of it)."""

    name: str
    raw: list[dict[str, float]]
    rows: list[dict[str, float]]

    @property
    def errors(self) -> dict[str, float]:
        """Expected calibration errors, in percent."""
        return {"before": round(calibration_error(self.raw), 2), "after": round(calibration_error(self.rows), 2)}


def curves(runner: Runner, manifest: dict, data: Path) -> list[Curve]:
    """One for each test split with relations that the joint model answers for."""
    made = []
    for name in testable(data):
        corpus = read(data, name, "test")
        group = group_named(corpus.group)
        if group in GROUPS:
            answers = ask(runner.documents(list(corpus.documents)), runner.relate, group)
            made.append(curve(name, answers, group, manifest["relations"].get("calibration", {}).get(group.name)))
    return made


def curve(name: str, answers: list[Answer], group: Group, fits: dict | None) -> Curve:
    odds = np.array([answer.label_odds for answer in answers])
    held = np.array([[label in answer.holds for label in group.labels[1:]] for answer in answers])
    as_told = Platt(1.0, 0.0)
    fitted = [Platt(**fits["labels"][label]) if fits else as_told for label in group.labels[1:]]
    after = np.stack([fit.probability(odds[:, column]) for column, fit in enumerate(fitted)], axis=1)
    return Curve(name, reliability(as_told.probability(odds).ravel(), held.ravel()), reliability(after.ravel(), held.ravel()))


def draw(drawn: list[Curve], path: Path) -> None:
    """Probability against the share that is right, as SVG; steps of fewer than ten pairs are left out."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    # Text stays text and ids repeat, so that the same figures give the same file.
    pyplot.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "litweave", "font.size": 9})
    figure, axes = pyplot.subplots(figsize=(4.2, 3.8), layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for one in drawn:
        rows = [row for row in one.rows if row["pairs"] >= 10]
        label = f"{one.name}, ECE {one.errors['after']:.1f} %"
        axes.plot([row["probability"] for row in rows], [row["right"] for row in rows], marker="o", markersize=3, label=label)
    axes.set(xlabel="probability of the label", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1))
    axes.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
