"""Domain-adaptive pre-training: masked language modelling on raw biomedical text, before any label is seen.

Whole words are masked (all pieces of a word or none), as in BERT's whole-word models and PubMedBERT
(Gu et al., 2021, doi:10.1145/3458754). Resumable at every checkpoint; the random choices of a step depend on the seed
and the step alone, so a run that was stopped goes on as if it had not been.
"""

from __future__ import annotations

import json
import lzma
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from . import checkpoint
from .attention import use_training_attention
from .model import load_base
from .optimise import set_rate
from .tokens import Specials, Tokenizer, load_tokenizer

HELD_BLOCKS = 256


@dataclass(frozen=True)
class Pretraining:
    """The recipe. `block` counts tokens with the special ones; a step sees `rows` blocks."""

    minutes: float = 0
    steps: int = 20_000
    block: int = 128
    rows: int = 32
    mask: float = 0.2
    """Share of words hidden; of these 80 % become the mask token, 10 % another token, 10 % stay."""
    learning_rate: float = 5e-4
    warmup: float = 0.04
    weight_decay: float = 0.01
    seed: int = 13
    threads: int = 2
    every: int = 2
    """Every so manieth document of a file is read: the files are sorted by source."""
    save_every: int = 300


class MaskedLanguageModel(nn.Module):
    """Hidden states of masked places → logits over the vocabulary, whose matrix is that of the input embeddings."""

    def __init__(self, base: nn.Module) -> None:
        super().__init__()
        self.base = base
        width = base.config.hidden_size
        self.dense = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=base.config.layer_norm_eps)
        self.bias = nn.Parameter(torch.zeros(base.config.vocab_size))
        nn.init.eye_(self.dense.weight)

    def forward(self, input_ids: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        """input_ids int64 [rows, tokens], places int64 [masked] into the flattened ids → float [masked, vocabulary]."""
        mask = torch.ones_like(input_ids)
        hidden = self.base(input_ids=input_ids, attention_mask=mask).last_hidden_state.flatten(0, 1)[places]
        hidden = self.norm(F.gelu(self.dense(hidden)))
        return F.linear(hidden, self.base.get_input_embeddings().weight, self.bias)


@dataclass(frozen=True)
class Text:
    """A corpus as one stream: ids uint32 [tokens]; begins bool [tokens], true where a word begins."""

    ids: np.ndarray
    begins: np.ndarray

    def blocks(self, size: int) -> int:
        return len(self.ids) // size


def read_text(folder: Path, tokenizer: Tokenizer, every: int, cache: Path) -> Text:
    """Title and text of every so manieth record of the `.jsonl.xz` files, a separator after each."""
    if not cache.exists():
        ids: list[np.ndarray] = []
        begins: list[np.ndarray] = []
        for batch in batched(records(folder, every), 512):
            for encoding in tokenizer.backend.encode_batch(batch, add_special_tokens=False):
                words = np.array(encoding.word_ids, dtype=np.int64)
                ids += [np.array(encoding.ids, dtype=np.uint32), np.array([tokenizer.specials.sep], dtype=np.uint32)]
                begins += [np.diff(words, prepend=-1) != 0, np.array([True])]
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.savez(cache, ids=np.concatenate(ids), begins=np.concatenate(begins))
    stored = np.load(cache)
    return Text(stored["ids"], stored["begins"])


def records(folder: Path, every: int) -> Iterator[str]:
    """Texts of a `.jsonl.xz`, or of all in a folder."""
    for path in [folder] if folder.is_file() else sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % every:
                    continue
                record = json.loads(line)
                yield f"{record['title'] or ''} {record['text']}".strip()


def batched(items: Iterator[str], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@dataclass(frozen=True)
class Masked:
    """inputs int64 [rows, block]; places int64 [masked], flat; targets int64 [masked]; words: how many were hidden."""

    inputs: torch.Tensor
    places: torch.Tensor
    targets: torch.Tensor
    words: int


def mask_words(
    text: Text, blocks: np.ndarray, recipe: Pretraining, specials: Specials, vocabulary: int, generator: np.random.Generator
) -> Masked:
    """Cuts the given blocks out of the stream and hides whole words of them."""
    content = recipe.block - 2
    rows = blocks[:, None] * content + np.arange(content)
    ids, begins = text.ids[rows].astype(np.int64), text.begins[rows].copy()
    begins[:, 0] = True
    word = np.cumsum(begins.reshape(-1)) - 1
    hidden = (generator.random(word[-1] + 1) < recipe.mask)[word].reshape(ids.shape) & (ids != specials.sep)
    fate = generator.random(word[-1] + 1)[word].reshape(ids.shape)
    shown = np.where(fate < 0.8, specials.mask, np.where(fate < 0.9, generator.integers(0, vocabulary, ids.shape), ids))
    inputs = np.full((len(blocks), recipe.block), specials.sep, dtype=np.int64)
    inputs[:, 0] = specials.cls
    inputs[:, 1:-1] = np.where(hidden, shown, ids)
    flat = np.flatnonzero(hidden.reshape(-1))
    places = flat // content * recipe.block + flat % content + 1
    words = len(np.unique(word[flat]))
    return Masked(torch.from_numpy(inputs), torch.from_numpy(places), torch.from_numpy(ids.reshape(-1)[flat]), words)


def held_out(model: MaskedLanguageModel, batches: list[Masked]) -> dict[str, float]:
    """Over the held-out blocks: nats per hidden word (comparable between vocabularies) and share of pieces guessed."""
    model.eval()
    loss, words, right, pieces = 0.0, 0, 0, 0
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch in batches:
            logits = model(batch.inputs, batch.places).float()
            loss += F.cross_entropy(logits, batch.targets, reduction="sum").item()
            right += int((logits.argmax(-1) == batch.targets).sum())
            words += batch.words
            pieces += len(batch.targets)
    model.train()
    return {"natsPerWord": round(loss / words, 4), "accuracy": round(right / pieces, 4)}


def stack(base: nn.Module, layers: int) -> None:
    """Grows a BERT-family encoder in depth by stacking whole copies of its layers (Gong et al., 2019)."""
    grown = base.encoder.layer
    if layers % len(grown):
        raise ValueError(f"{layers} layers is no multiple of the {len(grown)} that the base has")
    states = [layer.state_dict() for layer in grown]
    for index in range(len(grown), layers):
        grown.append(type(grown[0])(base.config, layer_idx=index))
        grown[index].load_state_dict(states[index % len(states)])
    base.config.num_hidden_layers = layers


def pretrain(recipe: Pretraining, folder: Path, data: Path, out: Path, layers: int | None = None) -> None:
    """Writes `out/checkpoint.pt`, `out/curve.json`, and `out/base`: the adapted encoder as a Hugging Face folder.

    `data` is a `.jsonl.xz` with the fields title and text, or a folder of them. `layers` grows the encoder first.
    """
    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    tokenizer = load_tokenizer(folder)
    text = read_text(data, tokenizer, recipe.every, out / "tokens.npz")
    base = load_base(folder, dropout=0.0)
    if layers:
        stack(base, layers)
    use_training_attention(base)
    model = MaskedLanguageModel(base).train()
    decayed = [p for p in model.parameters() if p.ndim > 1]
    plain = [p for p in model.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": recipe.weight_decay}, {"params": plain, "weight_decay": 0.0}],
        lr=recipe.learning_rate, betas=(0.9, 0.98), fused=True,
    )
    step, spent, curve = 0, 0.0, []
    if state := checkpoint.load(out / "checkpoint.pt"):
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, spent, curve = state["step"], state["seconds"], state["curve"]

    size = base.config.vocab_size
    order = np.random.default_rng(recipe.seed).permutation(text.blocks(recipe.block - 2))
    asked = np.random.default_rng(recipe.seed + 1)
    held = [mask_words(text, part, recipe, tokenizer.specials, size, asked) for part in np.split(order[:HELD_BLOCKS], 8)]
    train = order[HELD_BLOCKS:]
    began, total, seen = time.monotonic(), 0.0, 0

    def save() -> None:
        nonlocal total, seen
        seconds = spent + time.monotonic() - began
        tokens = step * recipe.rows * recipe.block
        curve.append({"step": step, "tokens": tokens, "seconds": round(seconds),
                      "loss": round(total / max(1, seen), 4), **held_out(model, held)})
        print(json.dumps(curve[-1]), flush=True)
        total, seen = 0.0, 0
        checkpoint.save(out / "checkpoint.pt", {
            "recipe": asdict(recipe), "model": model.state_dict(), "optimizer": optimizer.state_dict(),
            "step": step, "seconds": seconds, "curve": curve,
        })
        (out / "curve.json").write_text(json.dumps(curve, indent=1) + "\n", encoding="utf-8")

    while True:
        elapsed = spent + time.monotonic() - began
        progress = max(step / recipe.steps, elapsed / (60 * recipe.minutes) if recipe.minutes else 0)
        if progress >= 1:
            break
        set_rate(optimizer, progress, recipe.warmup)
        generator = np.random.default_rng((recipe.seed, step))
        first = step * recipe.rows % (len(train) - recipe.rows)
        batch = mask_words(text, train[first : first + recipe.rows], recipe, tokenizer.specials, size, generator)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(batch.inputs, batch.places)
        loss = F.cross_entropy(logits.float(), batch.targets)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        total, seen = total + loss.item(), seen + 1
        if step % recipe.save_every == 0:
            save()
    if step % recipe.save_every:
        save()
    base.save_pretrained(out / "base")
    copy_tokenizer(folder, out / "base")


def copy_tokenizer(source: Path, target: Path) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt", "vocab.json", "merges.txt"):
        if (source / name).exists():
            (target / name).write_bytes((source / name).read_bytes())
