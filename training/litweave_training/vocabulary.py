"""A biomedical WordPiece vocabulary of the same size: frequent words of the domain in the place of pieces it does not use.

A general vocabulary cuts "hepatocellular" into five pieces. Giving such words an id of their own shortens the input and
lets a word have a meaning of its own; its embedding starts as the mean of its pieces' (Gee et al., 2022, "Fast
Vocabulary Transfer", doi:10.18653/v1/2022.emnlp-industry.41), so that pre-training goes on from where the base stood.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tokenizers
import torch

from .model import load_base

WORD = re.compile(r"[^\W_]+")
SHORTEST = 4


@dataclass(frozen=True)
class Exchange:
    """New words and the ids they take over, in pairs; how often the words and the pieces they replace were seen."""

    words: list[str]
    ids: list[int]
    pieces: list[list[int]]
    """Ids of the pieces that each word had."""


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """Words as an uncased BERT sees them: lower case, accents stripped, split at punctuation."""
    counts: Counter[str] = Counter()
    for text in texts:
        plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
        counts.update(WORD.findall(plain))
    return counts


def choose(backend: tokenizers.Tokenizer, counts: Counter[str], size: int, least: int) -> Exchange:
    """The `size` words, seen at least `least` times, that save most pieces, for the least used pieces of the vocabulary.

    Special tokens and single characters are never given up: every word must stay writable.
    """
    vocabulary = backend.get_vocab()
    names = {index: piece for piece, index in vocabulary.items()}
    words = [word for word, count in counts.items() if count >= 3]
    used: Counter[int] = Counter()
    cut: dict[str, list[int]] = {}
    for word, encoding in zip(words, backend.encode_batch(words, add_special_tokens=False), strict=True):
        cut[word] = encoding.ids
        for index in encoding.ids:
            used[index] += counts[word]
    wanted = [w for w in words if counts[w] >= least and len(w) >= SHORTEST and len(cut[w]) > 1 and w not in vocabulary]
    wanted.sort(key=lambda w: (-counts[w] * (len(cut[w]) - 1), w))
    wanted = wanted[:size]
    special = {token for token in names.values() if token.startswith("[") and not token.startswith("[unused")}
    spare = [i for i, piece in names.items() if piece not in special and len(piece.removeprefix("##")) > 1]
    spare.sort(key=lambda i: (used[i], i))
    return Exchange(wanted, spare[: len(wanted)], [cut[w] for w in wanted])


def adapt(folder: Path, texts: Iterable[str], out: Path, size: int = 10_000, least: int = 25) -> Exchange:
    """Writes to `out` the Hugging Face folder of `folder` (uncased WordPiece) with its vocabulary adapted to `texts`."""
    backend = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    backend.no_truncation(), backend.no_padding()
    described = json.loads(backend.to_str())
    if described["model"]["type"] != "WordPiece" or not (described.get("normalizer") or {}).get("lowercase"):
        raise ValueError(f"{folder} has no uncased WordPiece vocabulary; only such a one can be adapted")
    exchange = choose(backend, word_counts(texts), size, least)
    vocabulary = described["model"]["vocab"]
    names = {index: piece for piece, index in vocabulary.items()}
    for index, word in zip(exchange.ids, exchange.words, strict=True):
        names[index] = word
    described["model"]["vocab"] = {names[index]: index for index in sorted(names)}

    base = load_base(folder)
    table = base.get_input_embeddings().weight
    with torch.no_grad():
        means = torch.stack([table[pieces].mean(0) for pieces in exchange.pieces])
        table[torch.tensor(exchange.ids)] = means
    base.save_pretrained(out)
    (out / "tokenizer.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
    (out / "vocab.txt").write_text("".join(names[index] + "\n" for index in sorted(names)), encoding="utf-8")
    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        if (folder / name).exists():
            (out / name).write_bytes((folder / name).read_bytes())
    return exchange
