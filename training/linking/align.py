"""Self-alignment of the name encoder on the terminology's synonyms. From training/: python -m linking.align --work DIR

Liu et al. 2021, "Self-Alignment Pretraining for Biomedical Entity Representations": names of one concept are drawn
together, the hardest names of others pushed apart, by the multi-similarity loss over online-mined triplets. A run that
was stopped goes on from its last checkpoint in DIR.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .alignment_data import SHARES, draw, read_pool
from .encoder import NameEncoder, embed, encode, load_tokenizer

SCALE_POSITIVE, SCALE_NEGATIVE, BASE, MARGIN = 1.0, 60.0, 0.5, 0.2  # as published


def multi_similarity(embeddings: Tensor, same: Tensor) -> Tensor:
    """Loss over `embeddings` [names, dim], `same` bool [names, names] marking names of one concept.

    A pair counts when it is part of a triplet with sim(anchor, positive) < sim(anchor, negative) + MARGIN.
    """
    similarity = embeddings @ embeddings.T
    diagonal = torch.eye(len(same), dtype=torch.bool)
    positive, negative = same & ~diagonal, ~same
    hardest_negative = similarity.masked_fill(~negative, -1).amax(1, keepdim=True)
    hardest_positive = similarity.masked_fill(~positive, 1).amin(1, keepdim=True)
    positive = positive & (similarity < hardest_negative + MARGIN)
    negative = negative & (similarity > hardest_positive - MARGIN)
    pull = torch.exp(-SCALE_POSITIVE * (similarity - BASE)).masked_fill(~positive, 0).sum(1)
    push = torch.exp(SCALE_NEGATIVE * (similarity - BASE)).masked_fill(~negative, 0).sum(1)
    return (torch.log1p(pull) / SCALE_POSITIVE + torch.log1p(push) / SCALE_NEGATIVE).mean()


def start_projection(model: NameEncoder, names: list[str]) -> None:
    """Sets the projection to the leading principal directions of the pre-trained states: nothing is lost at first."""
    states = embed(model, load_tokenizer(), names, pooled=True)
    states /= np.linalg.norm(states, axis=1, keepdims=True)
    _, vectors = np.linalg.eigh(states.T @ states)
    leading = vectors[:, ::-1][:, : model.projection.out_features].T.copy()
    model.projection.weight.data = torch.from_numpy(leading).float()


def train(terminology: Path, work: Path, steps: int, concepts: int, rate: float, seed: int) -> None:
    torch.manual_seed(seed)
    pools = {category: read_pool(terminology, category) for category in SHARES}
    for category, pool in pools.items():
        print(f"{category}: {len(pool.names):,} concepts with synonyms, {len(pool.families):,} families", flush=True)
    model, tokenizer, checkpoint = NameEncoder(), load_tokenizer(), work / "align.pt"
    optimizer = torch.optim.AdamW(
        [
            {"params": model.body.parameters(), "lr": rate},
            {"params": model.projection.parameters(), "lr": rate * 10},
        ],
        weight_decay=0.01,
        fused=True,
    )
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (steps - step) / (steps - warm + 1))
    )
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        done = state["done"]
    else:
        start_projection(model, draw(pools, 2000, random.Random(seed))[0])
    began, total = time.time(), 0.0
    model.train()
    for step in range(done, steps):
        names, labels = draw(pools, concepts, random.Random(seed * 1_000_003 + step))
        codes = {label: code for code, label in enumerate(dict.fromkeys([*labels, *names]))}
        concept = torch.tensor([codes[label] for label in labels])
        form = torch.tensor([codes[name] for name in names])
        same = (concept[:, None] == concept[None]) | (form[:, None] == form[None])
        loss = multi_similarity(encode(model, tokenizer, names), same)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += loss.item()
        if (step + 1) % 25 == 0 or step + 1 == steps:
            print(f"step {step + 1}/{steps} loss {total / 25:.4f} {time.time() - began:.0f} s", flush=True)
            total = 0.0
        if (step + 1) % 100 == 0 or step + 1 == steps:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
            torch.save({**state, "schedule": schedule.state_dict(), "done": step + 1}, checkpoint)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--work", type=Path, required=True, help="folder of the checkpoint")
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--concepts", type=int, default=192, help="concepts in a batch, two names each")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=1, help="more only on a quiet machine")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    train(options.terminology, options.work, options.steps, options.concepts, options.rate, options.seed)


if __name__ == "__main__":
    main()
