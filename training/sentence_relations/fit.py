"""Training and answering. Batches hold at most so many padded tokens; a run goes on from its last checkpoint."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from litweave_training import checkpoint
from litweave_training.config import Config
from litweave_training.optimise import optimiser, set_rate
from litweave_training.tokens import Specials

from .classifier import PairClassifier
from .marking import Marked

POOL = 1024
"""Pairs that are sorted by length together."""


def batches(marked: list[Marked], budget: int, generator: np.random.Generator | None = None) -> Iterator[np.ndarray]:
    """Indexes into `marked`, in random order with a generator, else by length."""
    order = np.arange(len(marked)) if generator is None else generator.permutation(len(marked))
    lengths = np.array([one.length for one in marked])
    pool = len(order) if generator is None else POOL
    ready: list[np.ndarray] = []
    for start in range(0, len(order), pool):
        part = order[start : start + pool]
        part = part[np.argsort(lengths[part], kind="stable")]
        begin = 0
        for at in range(1, len(part) + 1):
            if at == len(part) or (at + 1 - begin) * lengths[part[at]] > budget:
                ready.append(part[begin:at])
                begin = at
    for index in np.arange(len(ready)) if generator is None else generator.permutation(len(ready)):
        yield ready[index]


def collate(chosen: list[Marked], specials: Specials) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    ids = np.full((len(chosen), max(one.length for one in chosen)), specials.pad, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, one in enumerate(chosen):
        ids[row, : one.length] = one.ids
        mask[row, : one.length] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.tensor([one.places for one in chosen])


def logits_of(model: PairClassifier, chosen: list[Marked], specials: Specials) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return model(*collate(chosen, specials)).float()


@torch.inference_mode()
def probabilities(model: PairClassifier, marked: list[Marked], specials: Specials, budget: int = 4096) -> np.ndarray:
    """float32 [pairs, labels]."""
    model.eval()
    found = np.zeros((len(marked), model.classifier.out_features), dtype=np.float32)
    for chosen in batches(marked, budget):
        found[chosen] = logits_of(model, [marked[index] for index in chosen], specials).softmax(-1).numpy()
    model.train()
    return found


def fit(
    model: PairClassifier,
    marked: list[Marked],
    gold: np.ndarray,
    specials: Specials,
    config: Config,
    out: Path | None = None,
    every: int = 0,
    measure: Callable[[], dict[str, float]] | None = None,
) -> list[dict[str, float]]:
    """Trains in place on int64 [pairs] gold labels; returns the curve, one point per `every` steps and one at the end.

    With `out`, `out/checkpoint.pt` and `out/curve.json` are written at each point, and a run that stopped goes on there.
    """
    optimizer = optimiser(model, torch.nn.Module(), config)
    curve: list[dict[str, float]] = []
    done, spent = 0, 0.0
    if out and (state := checkpoint.load(out / "checkpoint.pt")):
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        curve, done, spent = state["curve"], state["done"], state["spent"]
    if curve and curve[-1]["progress"] >= 1:
        return curve
    model.train()
    began = time.monotonic()
    step, losses, tokens = 0, [], 0
    progress = 0.0

    def point() -> None:
        seconds = spent + time.monotonic() - began
        mean = round(float(np.mean(losses[-50:])), 4) if losses else 0.0
        told = {"steps": step, "progress": round(progress, 4), "seconds": round(seconds), "loss": mean}
        curve.append({**told, **(measure() if measure else {})})
        if out:
            print(json.dumps(curve[-1]), f"{tokens / max(1e-9, time.monotonic() - began):.0f} tokens/s", flush=True)
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "curve": curve, "done": step, "spent": seconds}
            checkpoint.save(out / "checkpoint.pt", state)
            (out / "curve.json").write_text(json.dumps(curve, indent=1) + "\n", encoding="utf-8")

    for epoch in range(config.epochs):
        todo = list(batches(marked, config.batch_tokens, np.random.default_rng((config.seed, epoch))))
        for number, chosen in enumerate(todo):
            step += 1
            if step <= done:
                continue
            elapsed = (spent + time.monotonic() - began) / (60 * config.minutes) if config.minutes else 0.0
            progress = max((epoch + number / len(todo)) / config.epochs, elapsed)
            if progress >= 1:
                break
            set_rate(optimizer, progress, config.warmup)
            logits = logits_of(model, [marked[index] for index in chosen], specials)
            loss = F.cross_entropy(logits, torch.from_numpy(gold[chosen]), label_smoothing=config.label_smoothing)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip_norm)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            tokens += sum(marked[index].length for index in chosen)
            if every and step % every == 0:
                point()
    progress = 1.0
    point()
    return curve
