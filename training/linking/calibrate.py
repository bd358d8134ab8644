"""Chooses the linking constants on the dev parts and writes them to models/names/manifest.json.
From training/: python -m linking.calibrate

Sparse weight, key bonus and split margin: the best mean Acc@1 of the three dev sets with train mentions in the
dictionary. NIL threshold of a category: the highest score that still lets 98 % of the right links of dev pass, with the terminology
alone as in the program; the share of mentions that it refuses when their concept is taken out of the dictionary is
printed. `nilLikeness` is the same threshold as a share of the greatest possible score.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np

from . import protocol
from .dictionary import load
from .evaluate import ranker
from .onnx_encoder import OnnxEncoder
from .protocol import Query
from .rank import Candidate, Ranker, Weights
from .vectors import read_vectors, remembering

SPARSE, KEY, SPLIT = (0.2, 0.3, 0.45, 0.6, 0.8, 1.0), (0.0, 0.1, 0.2, 0.3), (0.0, 0.03, 0.06, 0.1, 0.2)
KEPT = 0.98

Dev = list[tuple[protocol.Corpus, Ranker, list[Query]]]
Linked = list[tuple[Query, list[list[Candidate]]]]


def link_all(built: Ranker, asked: list[Query], weights: Weights) -> Linked:
    memo = {text: built.link(text, weights) for text in {query.expanded for query in asked}}
    return [(query, memo[query.expanded]) for query in asked]


def mean_accuracy(dev: Dev, weights: Weights) -> float:
    scores = [protocol.accuracy(built.dictionary, link_all(built, asked, weights), 1) for _, built, asked in dev]
    return float(np.mean(scores))


def search(dev: Dev) -> Weights:
    """Sparse weight and key bonus first, unsplit; then the split margin."""
    unsplit = [Weights(sparse, key, split=9, whole=0) for sparse, key in product(SPARSE, KEY)]
    best = max(unsplit, key=lambda weights: mean_accuracy(dev, weights))
    whole = 0.99 * (1 + best.sparse)
    return max((replace(best, split=split, whole=whole) for split in SPLIT), key=lambda weights: mean_accuracy(dev, weights))


def thresholds(dev: Dev, weights: Weights) -> dict[str, float]:
    known, unknown = defaultdict(list), defaultdict(list)
    for corpus, built, asked in dev:
        for query, found in link_all(built, asked, weights):
            if len(found) != 1 or not found[0]:
                continue
            first = found[0][0]
            if protocol.hit(built.dictionary, found[0], query.gold, 1):
                known[corpus.category].append(first.score)
            wrong = [c.score for c in found[0] if not protocol.hit(built.dictionary, [c], query.gold, 1)]
            unknown[corpus.category].append(wrong[0] if wrong else 0.0)
    chosen = {}
    for category, right in known.items():
        chosen[category] = float(np.floor(np.quantile(right, 1 - KEPT) * 100) / 100)
        kept = np.mean(np.array(right) >= chosen[category])
        refused = np.mean(np.array(unknown[category]) < chosen[category])
        print(f"{category}: threshold {chosen[category]}, keeps {kept:.3f} of right links, refuses {refused:.3f} of unknown")
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--model", type=Path, default=Path("../models/names"))
    options = parser.parse_args()
    embed = remembering(OnnxEncoder(options.model).embed, read_vectors(options.terminology))

    def dev_sets(mentions: bool) -> Dev:
        return [
            (corpus, *ranker(corpus, "dev", options.data, load(options.terminology, corpus.category), mentions, embed))
            for corpus in protocol.CORPORA
        ]

    dev = dev_sets(True)
    weights = search(dev)
    print(f"{weights}: mean Acc@1 on dev {mean_accuracy(dev, weights):.4f}")
    path = options.model / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    linking = {"sparseWeight": weights.sparse, "keyBonus": weights.key, "splitMargin": weights.split}
    linking |= {"wholeScore": round(weights.whole, 4), "nil": thresholds(dev_sets(False), weights)}
    most = 1 + weights.sparse + weights.key
    linking["nilLikeness"] = {category: round(score / most, 3) for category, score in linking["nil"].items()}
    manifest["linking"] |= linking
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
