"""Precision, recall, F1 and AUC-ROC, in percent, and the predictions file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from .instances import NONE, Instance


def micro(gold: int, found: int, right: int) -> dict[str, float]:
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * precision * recall / max(1e-12, precision + recall)
    return {**{name: round(100 * value, 2) for name, value in (("precision", precision), ("recall", recall), ("f1", f1))},
            "gold": gold, "found": found, "right": right}


def score(asked: list[Instance], answers: np.ndarray, labels: tuple[str, ...], gold: int) -> dict[str, float]:
    """Micro-averaged over relations (pair and label). `gold` counts all relations, also those of pairs never asked about.

    `answers` are probabilities [pairs, labels]; each pair gets its most probable label.
    """
    best = answers.argmax(-1)
    right = sum(labels[index] in one.labels for one, index in zip(asked, best, strict=True) if index)
    return micro(gold, int((best > 0).sum()), right)


def auc(asked: list[Instance], answers: np.ndarray) -> float:
    """Of "any relation" against none."""
    return round(100 * float(roc_auc_score([bool(one.labels) for one in asked], 1 - answers[:, 0])), 2)


def write_predictions(path: Path, asked: list[Instance], answers: np.ndarray, labels: tuple[str, ...]) -> None:
    """JSON lines as `litweave evaluate relations` reads them, one for every pair asked about.

    `score` is the label's probability and `any` that of any relation; a pair with the label "None" has the latter for both.
    """
    with path.open("w", encoding="utf-8") as lines:
        for one, row in zip(asked, answers, strict=True):
            index, related = int(row.argmax()), round(float(1 - row[0]), 6)
            told = {
                "document": one.document, "subject": one.first_id, "object": one.second_id, "label": labels[index],
                "score": round(float(row[index]), 6) if index else related, "any": related,
            }
            lines.write(json.dumps(told) + "\n")


def gold_labels(asked: list[Instance], labels: tuple[str, ...]) -> np.ndarray:
    """int64 [pairs]; of several labels of a pair the first by name."""
    return np.array([labels.index(min(one.labels, default=NONE)) for one in asked], dtype=np.int64)
