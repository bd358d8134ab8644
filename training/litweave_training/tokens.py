"""Text → tokens with character offsets, through any fast Hugging Face tokenizer (WordPiece, BPE, …)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tokenizers
from transformers import PreTrainedTokenizerBase

from .base import check_base, content_tokens, read_tokenizer
from .errors import UserError
from .windows import WINDOW_TOKENS


WHITE_SPACE = frozenset("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
"""Unicode's White_Space, as in TypeScript; `str.isspace` counts four control characters besides."""


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
    window: int = WINDOW_TOKENS
    """Content tokens that the encoder sees at once."""


def load_tokenizer(folder: Path) -> Tokenizer:
    """A Hugging Face folder's tokenizer without truncation and padding: windows are cut by us."""
    config = check_base(folder)
    loaded = read_tokenizer(folder, config)
    backend = loaded.backend_tokenizer
    backend.no_truncation()
    backend.no_padding()
    return Tokenizer(backend, special_ids(folder, loaded), min(WINDOW_TOKENS, content_tokens(config)))


def special_ids(folder: Path, loaded: PreTrainedTokenizerBase) -> Specials:
    """A tokenizer without cls and sep frames its text with bos and eos, as RoBERTa's does under other names."""
    ids = {
        "cls": first(loaded.cls_token_id, loaded.bos_token_id),
        "sep": first(loaded.sep_token_id, loaded.eos_token_id),
        "pad": loaded.pad_token_id,
        "mask": loaded.mask_token_id,
    }
    if lacking := [name for name, index in ids.items() if index is None]:
        raise UserError(
            f"the tokenizer of {folder} has no {' and no '.join(lacking)} token",
            'name them in its tokenizer_config.json, for example {"pad_token": "[PAD]"}',
        )
    return Specials(**ids)


def first(*ids: int | None) -> int | None:
    return next((index for index in ids if index is not None), None)


def load_exported(model: Path, specials: dict[str, int], window: int = WINDOW_TOKENS) -> Tokenizer:
    """The tokenizer of an exported model, as any runtime reads it: tokenizer.json and the manifest's numbers."""
    return Tokenizer(tokenizers.Tokenizer.from_file(str(model / "tokenizer.json")), Specials(**specials), window)


def tokenise(tokenizer: Tokenizer, text: str) -> Tokens:
    encoding = tokenizer.backend.encode(text, add_special_tokens=False)
    starts = np.array([start for start, _ in encoding.offsets], dtype=np.int64)
    ends = np.array([end for _, end in encoding.offsets], dtype=np.int64)
    # Byte-level BPE may count the leading space as part of a token.
    for index, (start, end) in enumerate(encoding.offsets):
        while start < end and text[start] in WHITE_SPACE:
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
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    for index in range(1, len(starts)):
        start = starts[index]
        flags[index] = (
            0 < start == ends[index - 1]
            and start < len(text)
            and is_word_character(text[start - 1])
            and is_word_character(text[start])
        )
    return flags
