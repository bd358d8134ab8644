"""Text → tokens with character offsets, through any fast Hugging Face tokenizer (WordPiece, BPE, …)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tokenizers
from transformers import AutoTokenizer


@dataclass(frozen=True)
class Tokens:
    """Content tokens of one text, without special tokens. Arrays of shape [tokens]; offsets in code points."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Specials:
    """Ids of the special tokens."""

    cls: int
    sep: int
    pad: int
    mask: int


@dataclass(frozen=True)
class Tokenizer:
    backend: tokenizers.Tokenizer
    specials: Specials


def load_tokenizer(folder: Path) -> Tokenizer:
    """A Hugging Face folder's tokenizer without truncation and padding: windows are cut by us."""
    loaded = AutoTokenizer.from_pretrained(folder, use_fast=True)
    if not loaded.is_fast:
        raise ValueError(f"{folder} has no fast tokenizer: character offsets need one (a tokenizer.json)")
    backend = loaded.backend_tokenizer
    backend.no_truncation()
    backend.no_padding()
    ids = (loaded.cls_token_id, loaded.sep_token_id, loaded.pad_token_id, loaded.mask_token_id)
    if None in ids:
        raise ValueError(f"{folder}: the tokenizer lacks a cls, sep, pad or mask token (ids {ids})")
    return Tokenizer(backend, Specials(*ids))


def load_exported(model: Path, specials: dict[str, int]) -> Tokenizer:
    """The tokenizer of an exported model, as any runtime reads it: tokenizer.json and the manifest's special ids."""
    return Tokenizer(tokenizers.Tokenizer.from_file(str(model / "tokenizer.json")), Specials(**specials))


def tokenise(tokenizer: Tokenizer, text: str) -> Tokens:
    encoding = tokenizer.backend.encode(text, add_special_tokens=False)
    starts = np.array([start for start, _ in encoding.offsets], dtype=np.int64)
    ends = np.array([end for _, end in encoding.offsets], dtype=np.int64)
    # Byte-level BPE may count the leading space as part of a token.
    for index, (start, end) in enumerate(encoding.offsets):
        while start < end and text[start].isspace():
            start += 1
        starts[index] = start
    return Tokens(np.array(encoding.ids, dtype=np.int64), starts, ends)


def is_word_character(character: str) -> bool:
    """Letters, marks and digits (Unicode categories L, M, N)."""
    return unicodedata.category(character)[0] in "LMN"


def continues_word(tokens: Tokens, text: str) -> np.ndarray:
    """Bool [tokens]: the token touches its predecessor and both touching characters are word characters.

    Independent of the tokenizer's own mark (`##`, `Ġ`), so that it holds for every vocabulary.
    """
    flags = np.zeros(len(tokens), dtype=bool)
    for index in range(1, len(tokens)):
        start = tokens.starts[index]
        flags[index] = (
            0 < start == tokens.ends[index - 1]
            and start < len(text)
            and is_word_character(text[start - 1])
            and is_word_character(text[start])
        )
    return flags
