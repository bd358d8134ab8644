"""Trains the classifier of sentence roles and writes what the program reads.
From training/: python -m sections.train

Two logistic regressions: the first by words, pairs of words and place; the second by the first's probabilities of the
sentence and its neighbours, and place (Wolpert 1992, "Stacked generalization"). A tenth of the abstracts is held out for the
figures, which are printed as JSON.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from itertools import chain
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support
from sklearn.model_selection import GroupKFold, cross_val_predict

from .abstracts import ROLES, Abstract, labelled_abstracts, labelled_of_corpora
from .features import place_features, word_features
from .model import PLACES, Scores, Weights, context_inputs, places_of, role_scores
from .write import write_fixture, write_weights

LEAST_SENTENCES = 30
"""A word or pair in fewer sentences is none of the candidates."""
KEPT = 5000
"""Words and pairs in the table: those that move the most scores the furthest."""
FIRST_C, SECOND_C = 0.1, 1.0
"""Inverse strengths of the L2 penalty, chosen on a tenth of what is trained on here."""


def features_of(abstract: Abstract) -> list[set[str]]:
    count = len(abstract.sentences)
    return [word_features(text) | place_features(i, count) for i, text in enumerate(abstract.sentences)]


def roles_of(abstracts: list[Abstract]) -> np.ndarray:
    return np.array([ROLES.index(role) for abstract in abstracts for role in abstract.roles])


def matrix(found: list[set[str]], features: tuple[str, ...]) -> sparse.csr_matrix:
    index = {feature: column for column, feature in enumerate(features)}
    rows = [[index[feature] for feature in row if feature in index] for row in found]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=ends[-1])
    return sparse.csr_matrix((np.ones(ends[-1]), columns, ends), shape=(len(rows), len(features)))


def first_step() -> LogisticRegression:
    return LogisticRegression(C=FIRST_C, max_iter=200, tol=1e-3)


def chosen_features(found: list[set[str]], roles: np.ndarray) -> tuple[str, ...]:
    counts = Counter(chain.from_iterable(found))
    candidates = tuple(sorted(feature for feature, count in counts.items() if count >= LEAST_SENTENCES and feature not in PLACES))
    fitted = first_step().fit(matrix(found, candidates + PLACES), roles)
    moved = np.abs(fitted.coef_).max(axis=0) * np.sqrt([counts[feature] for feature in candidates + PLACES])
    best = np.argsort(-moved[: len(candidates)], kind="stable")[:KEPT]
    return tuple(sorted(candidates[i] for i in best)) + PLACES


def train(abstracts: list[Abstract]) -> Weights:
    found = [row for abstract in abstracts for row in features_of(abstract)]
    roles = roles_of(abstracts)
    features = chosen_features(found, roles)
    inputs = matrix(found, features)
    sizes = [len(abstract.sentences) for abstract in abstracts]
    documents = np.repeat(np.arange(len(sizes)), sizes)
    first = first_step().fit(inputs, roles)
    unseen = cross_val_predict(first_step(), inputs, roles, groups=documents, cv=GroupKFold(5), method="predict_log_proba")
    ends = np.cumsum(sizes)[:-1]
    around = np.vstack([context_inputs(scores) for scores in np.split(unseen, ends)])
    second = LogisticRegression(C=SECOND_C, max_iter=2000, tol=1e-3).fit(around, roles)
    scale = float(np.abs(first.coef_).max()) / 127
    return Weights(
        features=features,
        steps=np.rint(first.coef_.T / scale).astype(np.int8),
        scale=scale,
        bias=np.round(first.intercept_, 6),
        context=np.round(second.coef_.T, 4),
        context_bias=np.round(second.intercept_, 4),
    )


def figures(gold: np.ndarray, found: np.ndarray) -> dict[str, object]:
    precision, recall, f1, count = precision_recall_fscore_support(gold, found, labels=range(len(ROLES)), zero_division=0)
    by_role = {
        role: {"precision": round(p, 4), "recall": round(r, 4), "f1": round(f, 4), "sentences": int(n)}
        for role, p, r, f, n in zip(ROLES, precision, recall, f1, count, strict=True)
    }
    macro = f1_score(gold, found, labels=range(len(ROLES)), average="macro", zero_division=0)
    return {"accuracy": round(accuracy_score(gold, found), 4), "macroF1": round(macro, 4), "roles": by_role}


def classified(weights: Weights, abstracts: list[Abstract]) -> np.ndarray:
    return np.concatenate([role_scores(weights, abstract.sentences).argmax(axis=1) for abstract in abstracts])


def place_inputs(abstracts: list[Abstract]) -> Scores:
    """[sentences, places]"""
    by_length = {count: places_of(count) for count in {len(abstract.sentences) for abstract in abstracts}}
    return np.vstack([by_length[len(abstract.sentences)] for abstract in abstracts])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sections.train")
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    data = parser.parse_args().data
    abstracts = list(labelled_abstracts(data))
    held_out = [abstract for abstract in abstracts if zlib.crc32(abstract.sentences[0].encode()) % 10 == 0]
    training = [abstract for abstract in abstracts if zlib.crc32(abstract.sentences[0].encode()) % 10 != 0]
    weights = train(training)
    write_weights(weights)
    write_fixture(weights)
    by_place = LogisticRegression(max_iter=200).fit(place_inputs(training), roles_of(training))
    report: dict[str, object] = {"trainingAbstracts": len(training)}
    for name, told in {"heldOut": held_out, **labelled_of_corpora(data)}.items():
        gold = roles_of(told)
        report[name] = {
            "abstracts": len(told),
            "classifier": figures(gold, classified(weights, told)),
            "byPlaceAlone": figures(gold, by_place.predict(place_inputs(told))),
        }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
