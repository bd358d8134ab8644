"""Synonym marginalisation on annotated mentions. From training/: python -m linking.marginalise --work DIR

Sung et al. 2020, "Biomedical Entity Representations with Synonym Marginalization": candidates come from dense and
sparse retrieval, anew before each epoch; the loss is the negative log of the probability that all right names share;
the weight of the sparse side is learned with the encoder. Trains on the training parts of NCBI-disease and BC5CDR, with
--parts train dev on their development parts too. Starts from align.pt in DIR, leaves names.pt there, and names.1.pt and so on after
each epoch; a stopped run goes on after its last whole epoch.
"""

import argparse
import random
import time
from pathlib import Path

import torch
from torch import Tensor

from .candidates import Example, examples, sources
from .dictionary import dense_rows
from .encoder import NameEncoder, embed, encode, load_encoder

MENTIONS = 16  # in a batch


def marginal_loss(scores: Tensor, right: Tensor) -> Tensor:
    """-log Σ p(right name); `scores` float32 and `right` bool, both [mentions, candidates]."""
    total = torch.logsumexp(scores, 1)
    good = torch.logsumexp(scores.masked_fill(~right, -torch.inf), 1)
    return (total - good).mean()


def batch_loss(model: NameEncoder, tokenizer, weight: Tensor, temperature: float, group: list[Example]) -> Tensor:
    width = max(len(example.names) for example in group)
    names = sorted({name for example in group for name in [example.form, *example.names]})
    at = {name: row for row, name in enumerate(names)}
    vectors = encode(model, tokenizer, names)
    sparse = torch.zeros(len(group), width)
    right = torch.zeros(len(group), width, dtype=torch.bool)
    rows = torch.zeros(len(group), width, dtype=torch.long)
    real = torch.zeros(len(group), width, dtype=torch.bool)
    for row, example in enumerate(group):
        count = len(example.names)
        rows[row, :count] = torch.tensor([at[name] for name in example.names])
        sparse[row, :count] = torch.from_numpy(example.sparse)
        right[row, :count] = torch.from_numpy(example.right)
        real[row, :count] = True
    mentions = vectors[torch.tensor([at[example.form] for example in group])]
    dense = torch.einsum("md,mcd->mc", mentions, vectors[rows])
    scores = ((dense + weight * sparse) / temperature).masked_fill(~real, -torch.inf)
    return marginal_loss(scores, right)


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    resumed = (options.work / options.out).exists()
    model, tokenizer, state = load_encoder(options.work, options.out if resumed else "align.pt")
    weight = torch.nn.Parameter(state["weight"] if resumed else torch.tensor(1.0))
    done = state["epochs"] if resumed else 0
    optimizer = torch.optim.AdamW(
        [{"params": model.parameters(), "lr": options.rate}, {"params": [weight], "lr": 0.01}],
        weight_decay=0.01,
        fused=True,
    )
    found = sources(options.data, options.terminology, options.parts)
    began = time.time()
    for epoch in range(done, options.epochs):
        pool: list[Example] = []
        for source in found:
            rows = dense_rows(source.dictionary, source.category)
            dense = embed(model, tokenizer, [source.dictionary.names[row] for row in rows])
            made = examples(source, dense, rows, lambda forms: embed(model, tokenizer, forms))
            print(f"epoch {epoch + 1} {source.category}: {len(made):,} of {len(source.mentions):,} mentions", flush=True)
            pool.extend(made)
        random.Random(options.seed + epoch).shuffle(pool)
        steps = len(pool) // MENTIONS
        model.train()
        total = 0.0
        for step in range(steps):
            progress = (epoch * steps + step) / (options.epochs * steps)
            optimizer.param_groups[0]["lr"] = options.rate * min(1.0, 20 * progress + 0.05) * (1 - progress)
            loss = batch_loss(model, tokenizer, weight, options.temperature, pool[step * MENTIONS :][:MENTIONS])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += loss.item()
            if (step + 1) % 50 == 0:
                print(f"step {step + 1}/{steps} loss {total / 50:.4f} sparse weight {weight.item():.3f} {time.time() - began:.0f} s", flush=True)  # fmt: skip
                total = 0.0
        state = {"model": model.state_dict(), "weight": weight.data, "epochs": epoch + 1}
        torch.save(state, options.work / Path(options.out).with_suffix(f".{epoch + 1}.pt"))
        torch.save(state, options.work / options.out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--work", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--out", default="names.pt", help="name of the checkpoint in the folder")
    parser.add_argument("--parts", nargs="+", choices=["train", "dev"], default=["train"])
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=3e-5)
    parser.add_argument("--temperature", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=1, help="more only on a quiet machine")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(options)


if __name__ == "__main__":
    main()
