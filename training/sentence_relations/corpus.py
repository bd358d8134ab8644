"""One corpus with a test split: trained, measured on a part of its development documents on the way, and on the test split."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from litweave_training.config import Config
from litweave_training.corpora.catalogue import SOURCES, read, test_ids
from litweave_training.corpora.document import Document
from litweave_training.tokens import load_tokenizer

from .classifier import build
from .fit import fit, probabilities
from .instances import PAIR_TYPES, Instance, all_instances, labels_of
from .marking import mark, marks
from .scores import auc, gold_labels, score, write_predictions

HELD_OUT = 60
"""Documents on which the learning curve is drawn: of the development split, or kept from training where there is none."""


@dataclass(frozen=True)
class Form:
    """How a pair is shown and which states are read."""

    form: str
    state: str


@dataclass(frozen=True)
class Trial:
    """What a run answered on the documents it was asked about."""

    asked: list[Instance]
    answers: np.ndarray
    labels: tuple[str, ...]
    curve: list[dict[str, float]]
    gold: int

    def figures(self) -> dict[str, float]:
        return {**score(self.asked, self.answers, self.labels, self.gold), "auc": auc(self.asked, self.answers)}


def trial(
    group: str, train: list[Document], test: list[Document], base: Path, form: Form, config: Config,
    out: Path | None = None, every: int = 0, held: list[Document] | None = None,
) -> Trial:
    """Trains on `train`, answers for `test`; the curve is measured on `held`."""
    torch.set_num_threads(config.threads)
    tokenizer = load_tokenizer(base)
    labels = labels_of(train)
    added = marks(form.form, PAIR_TYPES[group], tokenizer.backend.get_vocab_size())
    model = build(base, tokenizer, added, len(labels), form.state, config.dropout, config.seed)
    taught, asked = all_instances(train, group), all_instances(test, group)
    shown = [mark(one, added, tokenizer) for one in taught]
    curve_asked = all_instances(held or [], group)
    curve_shown = [mark(one, added, tokenizer) for one in curve_asked]
    curve_gold = relations(held or [])

    def measure() -> dict[str, float]:
        told = score(curve_asked, probabilities(model, curve_shown, tokenizer.specials), labels, curve_gold)
        return {f"held {name}": told[name] for name in ("precision", "recall", "f1")}

    curve = fit(model, shown, gold_labels(taught, labels), tokenizer.specials, config, out, every, measure if held else None)
    answers = probabilities(model, [mark(one, added, tokenizer) for one in asked], tokenizer.specials)
    return Trial(asked, answers, labels, curve, relations(test))


def relations(documents: list[Document]) -> int:
    return sum(len(document.relations) for document in documents)


def splits(data: Path, group: str, seed: int) -> tuple[list[Document], list[Document], list[Document]]:
    """Training, held-out and test documents. No document of any reported test split is trained on."""
    told = {split: list(read(data, group, split).documents) for split in SOURCES[group].files}
    pool = told.get("dev") or told["train"]
    chosen = np.random.default_rng(seed).permutation(len(pool))[:HELD_OUT]
    held = [pool[index] for index in sorted(chosen)]
    banned = test_ids(data) | {document.id for document in held}
    train = [d for split in ("train", "dev") for d in told.get(split, []) if d.id not in banned]
    return train, held, told["test"]


def run(group: str, data: Path, base: Path, form: Form, config: Config, out: Path, every: int) -> dict[str, float]:
    """Writes `out/checkpoint.pt`, `out/curve.json`, `out/figures.json` and `out/predictions.jsonl`."""
    train, held, test = splits(data, group, config.seed)
    done = trial(group, train, test, base, form, replace(config, name=group), out, every, held)
    write_predictions(out / "predictions.jsonl", done.asked, done.answers, done.labels)
    figures = done.figures()
    (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures
