"""Ten-fold cross-validation on GAD and EU-ADR, by the folds that the literature reports."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from litweave_training.config import Config
from litweave_training.corpora.catalogue import read

from .corpus import Form, trial
from .scores import write_predictions

FIGURES = ("precision", "recall", "f1", "auc")


def folds(corpus: str, data: Path, base: Path, form: Form, config: Config, out: Path, wanted: list[int]) -> dict:
    """Writes `out/fold-K.json` and `out/fold-K.predictions.jsonl`; folds that are there already are kept. → `out/summary.json`."""
    out.mkdir(parents=True, exist_ok=True)
    for fold in wanted:
        path = out / f"fold-{fold}.json"
        if path.exists():
            continue
        began = time.monotonic()
        train, test = (list(read(data, corpus, f"{split}-{fold}").documents) for split in ("train", "test"))
        done = trial(corpus, train, test, base, form, config)
        # The evaluator reads one fold's file, and numbers its sentences.
        asked = [replace(one, document=f"sentence:{one.document.rpartition(':')[2]}") for one in done.asked]
        write_predictions(out / f"fold-{fold}.predictions.jsonl", asked, done.answers, done.labels)
        told = {"fold": fold, **done.figures(), **done.curve[-1], "seconds": round(time.monotonic() - began)}
        path.write_text(json.dumps(told) + "\n", encoding="utf-8")
        print(json.dumps(told), flush=True)
    return summary(out)


def summary(out: Path) -> dict:
    """Mean and standard deviation over the folds that are there."""
    told = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("fold-*.json"))]
    figures = {name: {"mean": round(float(np.mean([one[name] for one in told])), 2),
                      "deviation": round(float(np.std([one[name] for one in told])), 2)} for name in FIGURES}
    result = {"folds": [one["fold"] for one in told], **figures}
    (out / "summary.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return result


def choose(
    corpus: str, data: Path, base: Path, forms: list[Form], rates: list[float], epochs: list[int], config: Config
) -> list[dict]:
    """Every setting on the first fold's training sentences, a fifth of them held out; the test sentences are not looked at."""
    pool = list(read(data, corpus, "train-1").documents)
    order = np.random.default_rng(config.seed).permutation(len(pool))
    fifth = len(pool) // 5
    held, kept = ([pool[index] for index in part] for part in (order[:fifth], order[fifth:]))
    tried = []
    for form in forms:
        for rate in rates:
            for count in epochs:
                done = trial(corpus, kept, held, base, form, replace(config, learning_rate=rate, epochs=count))
                tried.append({"form": form.form, "state": form.state, "rate": rate, "epochs": count, **done.figures()})
                print(json.dumps(tried[-1]), flush=True)
    return tried
