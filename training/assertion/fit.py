"""Fits the weights by which cues and their scopes are told, on BioScope's abstracts but for every fifth.
From training/: python -m assertion.fit [--cross-validate]

Two kinds of logistic regression with an L1 penalty, so that few weights remain: is this phrase a cue, and does the scope of this cue
begin (end) here. Writes src/extract/assertion/weights.json. The corpus is for research; of it only phrases and weights are kept.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from . import bioscope, own_phrases
from .cue_features import Feature, cue_features
from .find import Candidate, Phrases, Table, candidates, chosen, log_odds, scope_of
from .scope_features import MOST_LEFT, MOST_RIGHT, Cumulated, left_features, right_features
from .words import covering, words_of

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "src" / "extract" / "assertion" / "weights.json"
STRENGTH = {"cue": 1.0, "left": 1.0, "right": 1.0}  # inverse of the L1 penalty, by cross-validation
OWN_LOG_ODDS = 3.0
LEAST_WEIGHT = 0.02

Sentences = Sequence[bioscope.Sentence]


def phrases_of(sentences: Sentences) -> Phrases:
    kinds: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for sentence in sentences:
        words = words_of(sentence.text)
        for cue in sentence.cues:
            start, end = covering(words, cue.start, cue.end)
            kinds[tuple(word.text for word in words[start:end])].add(cue.kind)
    return Phrases({phrase: sorted(found) for phrase, found in kinds.items()})


def cue_examples(sentences: Sentences, phrases: Phrases) -> tuple[list[list[Feature]], list[bool]]:
    features, labels = [], []
    for sentence in sentences:
        words = words_of(sentence.text)
        gold = {(*covering(words, cue.start, cue.end), cue.kind) for cue in sentence.cues}
        for one in candidates(words, phrases):
            features.append(list(cue_features(words, one.start, one.end, one.kind)))
            labels.append((one.start, one.end, one.kind) in gold)
    return features, labels


def scope_examples(sentences: Sentences, side: str) -> tuple[list[list[Feature]], list[bool]]:
    features, labels = [], []
    for sentence in sentences:
        words = words_of(sentence.text)
        sums = Cumulated(words)
        for cue in sentence.cues:
            start, end = covering(words, cue.start, cue.end)
            first, last = covering(words, *cue.scope)
            text = " ".join(word.text for word in words[start:end])
            given = (words, sums, text, cue.kind, start, end)
            if side == "left":
                edges, right, gold = range(max(0, start - MOST_LEFT), start + 1), left_features, min(first, start)
            else:
                edges, right, gold = range(end, min(len(words), end + MOST_RIGHT) + 1), right_features, max(last, end)
            for edge in edges:
                features.append(list(right(*given, edge)))
                labels.append(edge == gold)
    return features, labels


def fitted(features: list[list[Feature]], labels: list[bool], strength: float) -> tuple[Table, float]:
    columns: dict[Feature, int] = {}
    indices, ends = [], [0]
    for row in features:
        # A feature that a row has twice counts twice, as it does when the program adds up.
        for feature in row:
            indices.append(columns.setdefault(feature, len(columns)))
        ends.append(len(indices))
    shape = (len(features), len(columns))
    matrix = csr_matrix(
        (np.ones(len(indices)), np.asarray(indices, np.int32), np.asarray(ends, np.int32)), shape=shape
    )
    model = LogisticRegression(C=strength, l1_ratio=1.0, solver="liblinear", max_iter=300, random_state=13)
    model.fit(matrix, np.asarray(labels))
    weights = model.coef_[0]
    table = {feature: round(float(weights[column]), 3) for feature, column in columns.items()}
    return {feature: weight for feature, weight in table.items() if abs(weight) >= LEAST_WEIGHT}, float(
        model.intercept_[0]
    )


def fit(sentences: Sentences) -> tuple[Phrases, Table]:
    phrases = phrases_of(sentences)
    table, bias = fitted(*cue_examples(sentences, phrases), STRENGTH["cue"])
    table[("bias", "", "")] = round(bias, 3)
    # The best boundary of a scope does not depend on a constant, so the biases of both can go.
    table |= fitted(*scope_examples(sentences, "left"), STRENGTH["left"])[0]
    table |= fitted(*scope_examples(sentences, "right"), STRENGTH["right"])[0]
    return with_own(phrases, table, sentences)


def with_own(phrases: Phrases, table: Table, sentences: Sentences) -> tuple[Phrases, Table]:
    """Own phrases that the sentences do not hold, as sure cues; of what they do hold, they have told."""
    own = defaultdict(list)
    for phrase, kind in own_phrases.phrases():
        key = tuple(word.text for word in words_of(phrase))
        if key not in phrases.kinds:
            own[key].append(kind)
    kinds = dict(phrases.kinds)
    table = dict(table)
    seen = {
        tuple(word.text for word in words_of(sentence.text)[one.start : one.end])
        for sentence in sentences
        for one in candidates(words_of(sentence.text), Phrases(own))
    }
    for key, found in own.items():
        if key in seen:
            continue
        kinds[key] = found
        for kind in found:
            table[("cue", " ".join(key) + "/" + kind, "")] = round(OWN_LOG_ODDS - table[("bias", "", "")], 3)
    return Phrases(kinds), table


def scores(sentences: Sentences, phrases: Phrases, table: Table) -> dict[str, Counter]:
    """Counts by kind: exact cues; of gold cues, scopes that are wholly right and words of scopes."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for sentence in sentences:
        words = words_of(sentence.text)
        sums = Cumulated(words)
        gold = {(*covering(words, cue.start, cue.end), cue.kind): covering(words, *cue.scope) for cue in sentence.cues}
        scored = [
            (one, table[("bias", "", "")] + log_odds(cue_features(words, one.start, one.end, one.kind), table))
            for one in candidates(words, phrases)
        ]
        found = {(one.start, one.end, one.kind) for one, _ in chosen(scored)}
        for *_, kind in gold:
            counts[kind]["gold"] += 1
        for one in found:
            counts[one[2]]["found"] += 1
            counts[one[2]]["right"] += one in gold
        for (start, end, kind), scope in gold.items():
            own = scope_of(words, sums, Candidate(start, end, kind), table)
            counts[kind]["scope right"] += own == scope
            counts[kind]["words right"] += len(range(max(own[0], scope[0]), min(own[1], scope[1])))
            counts[kind]["words"] += own[1] - own[0] + scope[1] - scope[0]
    return counts


def described(counts: dict[str, Counter]) -> str:
    lines = []
    for kind, one in sorted(counts.items()):
        precision, recall = one["right"] / one["found"], one["right"] / one["gold"]
        lines.append(
            f"{kind}: cues P {100 * precision:.2f} R {100 * recall:.2f} F1 {200 * one['right'] / (one['found'] + one['gold']):.2f}; "
            f"scopes of gold cues: wholly right {100 * one['scope right'] / one['gold']:.2f}, "
            f"words F1 {200 * one['words right'] / one['words']:.2f}"
        )
    return "\n".join(lines)


def cross_validate(documents: list[list[bioscope.Sentence]], folds: int = 3) -> str:
    total: dict[str, Counter] = defaultdict(Counter)
    sizes = []
    for fold in range(folds):
        parts = [[], []]
        for number, document in enumerate(documents):
            parts[number % folds == fold].extend(document)
        phrases, table = fit(parts[0])
        sizes.append(len(table))
        for kind, counts in scores(parts[1], phrases, table).items():
            total[kind].update(counts)
    return f"{sum(sizes) / folds:.0f} weights\n{described(total)}"


def lines_of(phrases: Phrases, table: Table) -> dict:
    """Lines of tab-separated fields, which tools that show differences like."""
    return {
        "source": "BioScope abstracts (Vincze et al. 2008, for research), without the fifth, tenth, … document",
        "phrases": ["\t".join([" ".join(phrase), *kinds]) for phrase, kinds in sorted(phrases.kinds.items())],
        "weights": ["\t".join([*feature, f"{weight:g}"]) for feature, weight in sorted(table.items())],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument(
        "--cross-validate", action="store_true", help="print three-fold scores on the development part; write nothing"
    )
    arguments = parser.parse_args()
    documents = bioscope.development(bioscope.read(arguments.data / "assertion" / "bioscope-abstracts.xml"))
    if arguments.cross_validate:
        print(cross_validate(documents))
        return
    phrases, table = fit([sentence for document in documents for sentence in document])
    text = json.dumps(lines_of(phrases, table), ensure_ascii=False, indent=2)
    arguments.out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(phrases.kinds)} phrases, {len(table)} weights → {arguments.out}")


if __name__ == "__main__":
    main()
