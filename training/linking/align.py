"""Self-alignment of the name encoder on the terminology's synonyms. From training/: python -m linking.align --work DIR

Liu et al. 2021, "Self-Alignment Pretraining for Biomedical Entity Representations": names of one concept are drawn
together, the hardest names of others pushed apart, by the multi-similarity loss over online-mined triplets. Half of a batch are
concepts that the encoder itself confuses, mined anew every --mine steps. A run that was stopped goes on from its last checkpoint
in DIR; with --minutes the learning rate falls with time and the run ends by itself.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from .alignment_data import SHARES, draw, mine, read_pool
from .encoder import NameEncoder, base_folder, embed, encode, load_encoder, load_tokenizer, remember_base

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


def start_projection(model: NameEncoder, tokenizer: Tokenizer, names: list[str]) -> None:
    """Sets the projection to the leading principal directions of the pre-trained states: nothing is lost at first."""
    states = embed(model, tokenizer, names, pooled=True)
    states /= np.linalg.norm(states, axis=1, keepdims=True)
    _, vectors = np.linalg.eigh(states.T @ states)
    leading = vectors[:, ::-1][:, : model.projection.out_features].T.copy()
    model.projection.weight.data = torch.from_numpy(leading).float()


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    work, steps, seed = options.work, options.steps, options.seed
    pools = {category: read_pool(options.terminology, category) for category in SHARES}
    for category, pool in pools.items():
        print(f"{category}: {len(pool.names):,} concepts with synonyms, {len(pool.families):,} families", flush=True)
    done, spent, state = 0, 0.0, None
    if (work / "align.pt").exists():
        model, tokenizer, state = load_encoder(work, "align.pt")
        done, spent = state["done"], state["spent"]
    else:
        base = options.base or base_folder()
        remember_base(base, work)
        model, tokenizer = NameEncoder(base, pretrained=True), load_tokenizer(work)
        start_projection(model, tokenizer, draw(pools, 2000, random.Random(seed))[0])
    groups = [
        {"params": model.body.parameters(), "lr": options.rate},
        {"params": model.projection.parameters(), "lr": options.rate * 10},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    if state:
        optimizer.load_state_dict(state["optimizer"])
    began, total = time.time() - spent, 0.0
    for step in range(done, steps):
        passed = step / steps if options.minutes is None else (time.time() - began) / (60 * options.minutes)
        if passed >= 1:
            break
        for group, rate in zip(optimizer.param_groups, (options.rate, 10 * options.rate), strict=True):
            group["lr"] = rate * min(1.0, 20 * passed + 0.01) * (1 - passed)
        chance = random.Random(seed * 1_000_003 + step)
        due = step % options.mine == options.mine // 2 or (step > options.mine // 2 and not pools["Disease"].confused)
        if due:
            for category in ("Disease", "ChemicalEntity"):
                mine(pools[category], lambda names: embed(model, tokenizer, names), chance)
        model.train()
        names, labels = draw(pools, options.concepts, chance)
        codes = {label: code for code, label in enumerate(dict.fromkeys([*labels, *names]))}
        concept = torch.tensor([codes[label] for label in labels])
        form = torch.tensor([codes[name] for name in names])
        same = (concept[:, None] == concept[None]) | (form[:, None] == form[None])
        loss = multi_similarity(encode(model, tokenizer, names), same)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item()
        if (step + 1) % 25 == 0:
            print(f"step {step + 1} loss {total / 25:.4f} {time.time() - began:.0f} s", flush=True)
            total = 0.0
        done = step + 1
        if done % 100 == 0:
            save(model, optimizer, done, time.time() - began, work)
    save(model, optimizer, done, time.time() - began, work)


def save(model: NameEncoder, optimizer: torch.optim.Optimizer, done: int, spent: float, work: Path) -> None:
    """Beside its place first, then moved: a run that is stopped meanwhile loses nothing."""
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "done": done, "spent": spent}
    torch.save(state, work / "align.pt.new")
    (work / "align.pt.new").replace(work / "align.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--base", type=Path, default=None, help="encoder to start from, a Hugging Face folder")
    parser.add_argument("--work", type=Path, required=True, help="folder of the checkpoint")
    parser.add_argument("--steps", type=int, default=2400)
    parser.add_argument("--minutes", type=float, help="wall-clock budget; without it, all steps")
    parser.add_argument("--concepts", type=int, default=192, help="concepts in a batch, two names each")
    parser.add_argument("--mine", type=int, default=400, help="steps between searches for concepts that are confused")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=1, help="more only on a quiet machine")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    train(options)


if __name__ == "__main__":
    main()
