"""Fits the linker's reranker on annotated mentions. From the folder training/: python -m linking.rerank

The candidates and their features come from the linker itself (scripts/rerank-candidates.ts), so that what is learned is
what will be computed. A conditional logit per category, with one alternative more for mentions whose concept the
dictionary lacks; those are made by taking the right candidates out. Weights, thresholds and the counts of concepts go into the
name encoder's manifest under `linking.reranker`.
"""

import argparse
import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

DATA = Path("../../shared/data")
NCBI, CDR, BIORED = DATA / "ner/ncbi-disease", DATA / "ner/bc5cdr", DATA / "relations/biored"
TESTS = [NCBI / "NCBItestset_corpus.txt", CDR / "CDR_TestSet.PubTator.txt"]
DEVS = [NCBI / "NCBIdevelopset_corpus.txt", CDR / "CDR_DevelopmentSet.PubTator.txt", BIORED / "Dev.PubTator"]
# Training documents that stand in a development or test set are left out.
CORPORA = [
    ("ncbi", NCBI / "NCBItrainset_corpus.txt", DEVS[0], ["Disease"]),
    ("cdr", CDR / "CDR_TrainingSet.PubTator.txt", DEVS[1], ["Disease", "ChemicalEntity"]),
    ("biored", BIORED / "Train.PubTator", DEVS[2], ["Gene", "Disease", "ChemicalEntity"]),
]
CATEGORIES = ("Disease", "ChemicalEntity", "Gene")
# Of links at or above the threshold, this share is right on the development parts, when NIL_SHARE of the mentions have no concept.
PRECISION = {"Disease": 0.88, "ChemicalEntity": 0.95, "Gene": 0.82}
NIL_SHARE = 0.1
# Weight of a mention without its concept beside one with it, when the weights are fitted.
NIL_WEIGHT = 0.15
PENALTY = 1.0
RESAMPLES = 2000
# Of no use to a category, or of harm: broader candidates win over right ones among chemicals.
UNUSED = {"ChemicalEntity": ["ancestorOfRival"], "Gene": [], "Disease": []}


@dataclass
class Rows:
    """Mentions padded to the same number of candidates: features [mentions, candidates, features], there and right
    [mentions, candidates], nil [mentions, nil features]; keys say where each mention stands."""

    features: np.ndarray
    there: np.ndarray
    right: np.ndarray
    nil: np.ndarray
    keys: list[dict]

    def select(self, chosen: Iterable[bool]) -> "Rows":
        mask = np.fromiter(chosen, bool)
        keys = [key for key, kept in zip(self.keys, mask, strict=True) if kept]
        return Rows(self.features[mask], self.there[mask], self.right[mask], self.nil[mask], keys)

    def without_right(self, likeness: int, sparse: int) -> "Rows":
        """The same mentions with their concepts taken out of the dictionary."""
        there = self.there & ~self.right
        nil = self.nil.copy()
        best = np.where(there, self.features[..., likeness], 0).max(1)
        nil[:, 1], nil[:, 2] = best, np.where(there, self.features[..., sparse], 0).max(1)
        nil[:, 3] = best < 0.8
        return Rows(self.features, there, self.right & False, nil, self.keys)


def export(out: Path) -> None:
    plan = [
        {"set": name, "train": str(train), "dev": str(dev), "categories": categories}
        | {"heldOut": [str(path) for path in [*TESTS, *DEVS]]}
        for name, train, dev, categories in CORPORA
    ]
    plan_file = out.with_suffix(".plan.json")
    plan_file.write_text(json.dumps(plan), encoding="utf-8")
    subprocess.run(["npx", "tsx", "../scripts/rerank-candidates.ts", str(plan_file), str(out)], check=True, env=os.environ)


def read(path: Path) -> tuple[list[str], list[str], dict[str, Rows]]:
    """Names of the features, and the mentions by category."""
    lines: dict[str, list[dict]] = defaultdict(list)
    with path.open(encoding="utf-8") as stream:
        header = json.loads(next(stream))
        for line in stream:
            row = json.loads(line)
            if row["ids"]:
                lines[row["category"]].append(row)
    rows = {}
    for category, own in lines.items():
        most = max(len(row["ids"]) for row in own)
        features = np.zeros((len(own), most, len(header["features"])), np.float32)
        there, right = np.zeros((len(own), most), bool), np.zeros((len(own), most), bool)
        for place, row in enumerate(own):
            count = len(row["ids"])
            features[place, :count] = row.pop("features")
            there[place, :count] = True
            right[place, :count] = row.pop("right")
        nil = np.array([row.pop("nil") for row in own], np.float32)
        rows[category] = Rows(features, there, right, nil, own)
    return header["features"], header["nilFeatures"], rows


def add_prior(rows: dict[str, Rows], column: int) -> dict[str, int]:
    """Writes into `column` in how many training documents each candidate was meant, the mention's own document
    aside, as the linker will scale it; returns the counts."""
    documents: dict[str, set[str]] = defaultdict(set)
    for own in rows.values():
        for key in own.keys:
            if key["part"] == "train":
                for concept in key["gold"]:
                    documents[concept].add(key["document"])
    for own in rows.values():
        for place, key in enumerate(own.keys):
            for candidate, concept in enumerate(key["ids"]):
                met = documents.get(concept, ())
                own.features[place, candidate, column] = np.log1p(len(met) - (key["document"] in met)) / 4
    return {concept: len(met) for concept, met in sorted(documents.items())}


def scores(rows: Rows, weights: np.ndarray, nil: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of the candidates [mentions, candidates] and of none [mentions]."""
    worth = np.where(rows.there, rows.features @ weights, -np.inf)
    all_worth = np.concatenate([worth, (rows.nil @ nil)[:, None]], 1)
    all_worth -= all_worth.max(1, keepdims=True)
    powers = np.exp(all_worth)
    powers /= powers.sum(1, keepdims=True)
    return powers[:, :-1], powers[:, -1]


def fit(parts: list[tuple[Rows, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Maximum likelihood with a quadratic penalty, by L-BFGS. Each part has a weight."""
    width, nil_width = parts[0][0].features.shape[2], parts[0][0].nil.shape[1]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, nil = flat[:width], flat[width:]
        total, gradient = PENALTY * float(flat @ flat) / 2, PENALTY * flat
        for rows, weight in parts:
            chance, none = scores(rows, weights, nil)
            wanted = rows.right.any(1)
            hit = np.where(rows.right, chance, 0).sum(1)
            meant = np.where(wanted, hit, none)
            total -= weight * float(np.log(np.maximum(meant, 1e-12)).sum())
            share = np.where(rows.right, chance, 0) / np.maximum(hit, 1e-12)[:, None]
            over = chance - np.where(wanted[:, None], share, 0)
            gradient[:width] += weight * np.einsum("mc,mcf->f", over, rows.features)
            gradient[width:] += weight * (none - ~wanted) @ rows.nil
        return total, gradient

    found = minimize(loss, np.zeros(width + nil_width), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return found.x[:width], found.x[width:]


def first_right(rows: Rows, chance: np.ndarray | None) -> np.ndarray:
    """Whether the first candidate is right: of the order by weights alone without `chance`."""
    first = np.zeros(len(rows.keys), int) if chance is None else chance.argmax(1)
    return rows.right[np.arange(len(first)), first]


def interval(before: np.ndarray, after: np.ndarray, documents: list[str]) -> tuple[float, float]:
    """95 % interval of the gain in percent, paired bootstrap over documents."""
    names = sorted(set(documents))
    place = {name: number for number, name in enumerate(names)}
    sums = np.zeros((len(names), 2))
    for document, gain in zip(documents, after.astype(int) - before.astype(int), strict=True):
        sums[place[document]] += (gain, 1)
    drawn = np.random.default_rng(13).integers(0, len(names), (RESAMPLES, len(names)))
    totals = sums[drawn].sum(1)
    low, high = np.percentile(100 * totals[:, 0] / totals[:, 1], [2.5, 97.5])
    return float(low), float(high)


def threshold(rows: Rows, missing: Rows, weights: np.ndarray, nil: np.ndarray, wanted: float) -> tuple[float, str]:
    """The least probability from which on links are right as often as `wanted`, and what it does."""
    chance, _ = scores(rows, weights, nil)
    lost, _ = scores(missing, weights, nil)
    right, tops, wrong_tops = first_right(rows, chance), chance.max(1), lost.max(1)
    share = NIL_SHARE / (1 - NIL_SHARE)
    best = (0.0, "")
    for least in np.arange(0.02, 0.98, 0.01):
        linked, mistaken = tops >= least, share * (wrong_tops >= least).sum()
        precision = (right & linked).sum() / max(1, linked.sum() + mistaken)
        kept = (right & linked).sum() / max(1, right.sum())
        refused = (wrong_tops < least).mean()
        best = (round(float(least), 2), f"precision {precision:.3f}, {kept:.1%} of right links kept, {refused:.1%} of missing concepts refused")
        if precision >= wanted:
            break
    return best


def learn(category: str, rows: Rows, names: list[str], report: bool) -> dict:
    rows.features[..., [names.index(name) for name in UNUSED[category]]] = 0
    train = rows.select(key["part"] == "train" for key in rows.keys)
    likeness, sparse = names.index("likeness"), names.index("sparse")
    weights, nil = fit([(train, 1.0), (train.without_right(likeness, sparse), NIL_WEIGHT)])
    dev = rows.select(key["part"] == "dev" for key in rows.keys)
    if report:
        for name in sorted({key["set"] for key in dev.keys}):
            for known in (False, True):
                own = dev.select(key["set"] == name and key["known"] is known for key in dev.keys)
                if own.keys:
                    before, after = first_right(own, None), first_right(own, scores(own, weights, nil)[0])
                    low, high = interval(before, after, [key["document"] for key in own.keys])
                    print(
                        f"{category} {name}{' with known mentions' if known else ''}: {len(before)} mentions, among the candidates "
                        f"{own.right.any(1).mean():.1%}, Acc@1 {before.mean():.2%} -> {after.mean():.2%} [{low:+.2f}, {high:+.2f}]"
                    )
    plain = dev.select(not key["known"] for key in dev.keys)
    least, said = threshold(plain, plain.without_right(likeness, sparse), weights, nil, PRECISION[category])
    print(f"{category}: linked from {least} on: {said}")
    return {"weights": [round(float(w), 4) for w in weights], "nil": [round(float(w), 4) for w in nil], "threshold": least}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("../.cache/rerank"), help="folder for the candidates")
    parser.add_argument("--names", type=Path, default=Path("../models/names"), help="folder of the name encoder")
    parser.add_argument("--kept", action="store_true", help="use the candidates that are there")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    candidates = options.work / "candidates.jsonl"
    if not options.kept:
        export(candidates)
    names, nil_names, rows = read(candidates)
    counts = add_prior(rows, names.index("prior"))
    learned = {category: learn(category, rows[category], names, True) for category in CATEGORIES if category in rows}
    manifest_file = options.names / "manifest.json"
    manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    manifest["linking"]["reranker"] = {"features": names, "nilFeatures": nil_names, "categories": learned}
    manifest["linking"]["reranker"]["counts"] = counts
    manifest_file.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
