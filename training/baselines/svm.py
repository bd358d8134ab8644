"""A linear support vector machine over word n-grams, the baseline that a relation model has to beat. From training/:

    python -m baselines.svm chemprot --out svm/chemprot.jsonl
    python -m baselines.svm gad --out 'svm/gad-{fold}.jsonl'

Writes predictions for the test documents, which `litweave evaluate relations … --predictions FILE` scores. Pairs share a
sentence; each is a bag of 1- to 3-grams of the words before, between and after, mentions masked by their types. One classifier
per label against the rest (Fan et al., LIBLINEAR, 2008). C and the margin from which a pair is related are those of the best
micro F1 on development documents (every fifth training document where the corpus names none); then all of them are trained on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.svm import LinearSVC

from litweave_training.corpora.catalogue import read
from litweave_training.corpora.document import Document

from .pairs import NONE, Pair, pair_types, pairs

CORPORA = {"cdr": "bc5cdr", "chemprot": "chemprot", "ddi": "ddi", "gad": "gad", "euadr": "euadr", "biored": "biored", "dimb": "dimb"}
"""Name here → name in the catalogue."""
LINES = ("ddi", "gad", "euadr")
"""Corpora whose sentences end where their lines do."""
FOLDS = {"gad": 10, "euadr": 10}
DEVELOPMENT = {"cdr", "chemprot", "dimb"}
COSTS = (0.01, 0.03, 0.1, 0.3)
HELD_OUT = 5
NOVEL = {"biored"}
"""Corpora that tell new findings from known ones; most are new, and all are called so."""


@dataclass(frozen=True)
class Model:
    words: CountVectorizer
    machine: LinearSVC

    def margins(self, asked: Sequence[Pair]) -> tuple[np.ndarray, list[str]]:
        """float [pairs, labels]: how much more each label's decision is than None's; and the labels."""
        decisions = self.machine.decision_function(matrix(self.words, asked))
        classes = list(self.machine.classes_)
        if decisions.ndim == 1:
            decisions = np.stack([-decisions, decisions], axis=1) / 2
        none = classes.index(NONE)
        labels = [label for label in classes if label != NONE]
        columns = [classes.index(label) for label in labels]
        return decisions[:, columns] - decisions[:, [none]], labels


def matrix(words: CountVectorizer, asked: Sequence[Pair]) -> csr_matrix:
    return words.transform([pair.features for pair in asked])


def fit(taught: Sequence[Pair], cost: float) -> Model:
    words = CountVectorizer(analyzer=lambda features: features, binary=True, min_df=2)
    rows = words.fit_transform([pair.features for pair in taught])
    machine = LinearSVC(C=cost, random_state=13)
    return Model(words, machine.fit(rows, [pair.label for pair in taught]))


def best_margin(margins: np.ndarray, labels: list[str], asked: Sequence[Pair]) -> tuple[float, float]:
    """The least margin of a related pair for the best micro F1, and that F1, 0 to 1."""
    best, said = margins.max(axis=1), margins.argmax(axis=1)
    right = np.array([labels[at] == pair.label for at, pair in zip(said, asked, strict=True)])
    gold = sum(pair.label != NONE for pair in asked)
    order = np.argsort(-best, kind="stable")
    found = np.arange(1, len(order) + 1)
    scores = 2 * np.cumsum(right[order]) / (found + gold)
    at = int(scores.argmax())
    after = best[order[at + 1]] if at + 1 < len(order) else best[order[at]] - 1
    return float((best[order[at]] + after) / 2), float(scores[at])


def predictions(model: Model, asked: Sequence[Pair], least: float, novel: bool = False) -> Iterator[dict]:
    margins, labels = model.margins(asked)
    for pair, row in zip(asked, margins, strict=True):
        score = float(1 / (1 + np.exp(-2 * (row.max() - least))))
        label = labels[int(row.argmax())] if row.max() >= least else NONE
        line = {"document": document_name(pair.document), "subject": pair.subject, "object": pair.object, "label": label}
        yield line | {"score": round(score, 6)} | ({"novel": True} if novel and label != NONE else {})


def document_name(identifier: str) -> str:
    """The program numbers the sentences of a file: `gad-1-test:7` → `sentence:7`."""
    corpus, _, row = identifier.partition(":")
    return f"sentence:{row}" if corpus.endswith("-test") else identifier


def splits(name: str, data: Path, fold: int | None) -> tuple[list[Document], list[Document], list[Document]]:
    """Training, development and test documents."""
    suffix = "" if fold is None else f"-{fold}"
    corpus = CORPORA[name]
    train = list(read(data, corpus, f"train{suffix}").documents)
    test = list(read(data, corpus, f"test{suffix}").documents)
    if name in DEVELOPMENT:
        return train, list(read(data, corpus, "dev").documents), test
    return [d for at, d in enumerate(train) if at % HELD_OUT], train[::HELD_OUT], test


def run(name: str, data: Path, out: Path, fold: int | None = None) -> None:
    train, development, test = splits(name, data, fold)
    wanted = pair_types([*train, *development])
    taught, judged, asked = (
        [pair for document in documents for pair in pairs(document, wanted, name in LINES)] for documents in (train, development, test)
    )
    tried = []
    for cost in COSTS:
        margins, labels = fit(taught, cost).margins(judged)
        least, score = best_margin(margins, labels, judged)
        tried.append((score, cost, least))
    score, cost, least = max(tried)
    model = fit([*taught, *judged], cost)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(f"{json.dumps(line)}\n" for line in predictions(model, asked, least, name in NOVEL)), encoding="utf-8")
    told = name if fold is None else f"{name} fold {fold}"
    print(f"{told}: {len(taught) + len(judged)} training pairs, {len(asked)} test pairs, C {cost}, development F1 {100 * score:.2f} → {out}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="baselines.svm", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=sorted(CORPORA))
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--out", required=True, help="file of predictions; {fold} in it is the fold's number")
    options = parser.parse_args()
    folds = FOLDS.get(options.corpus)
    if folds and "{fold}" not in options.out:
        parser.error("the corpus has folds: write {fold} where their number stands")
    for fold in range(1, folds + 1) if folds else (None,):
        run(options.corpus, options.data, Path(options.out.replace("{fold}", str(fold))), fold)


if __name__ == "__main__":
    main()
