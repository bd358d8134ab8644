"""A lexicon of names as a feature: where the text holds a known name of a disease, chemical, gene, …

A compact encoder cannot remember a terminology, so it is told at the input which runs of words one lists; what they mean
in this sentence is left to it. The rules below, and the file, are mirrored in TypeScript.

- Words are maximal runs of tokens by `continues_word`; content words hold a letter, mark or digit, others are skipped.
- The key of a run of content words is their lower-cased text joined by one space; a final "s" of a last word of
  more than four characters is dropped, unless it ends in "ss", "us" or "is".
- Each type on its own, from left to right: at each word that is not yet covered the longest run (of at most
  `most_words` words) whose key has the type is taken. Its first token gets the type's B feature, the others up to
  its last token the I feature.

The file, little endian: "LWLX", uint32 version, count and most words; uint32[count] crc32 of the keys, ascending;
uint16[count] low half of the crc32 of the reversed key; uint8[count] a bit for each type.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from .tokens import Tokens, is_word_character

MAGIC = b"LWLX"
VERSION = 1
MOST_WORDS = 6


@dataclass(frozen=True)
class Lexicon:
    """`entries`: crc32 of the key · 2^16 + check → bits of the types; `hashes`: their crc32 alone."""

    types: tuple[str, ...]
    most_words: int
    entries: dict[int, int]
    hashes: frozenset[int]

    def masks(self, words: list[str]) -> list[int]:
        """Bits of the key of the first one, two, … of `words`."""
        found: list[int] = []
        before = 0
        for size, word in enumerate(words, start=1):
            space = " " if size > 1 else ""
            if crc32((space + singular(word)).encode("utf-8"), before) in self.hashes:
                found.append(self.entries.get(digest(key_of(words[:size])), 0))
            else:
                found.append(0)
            before = crc32((space + word).encode("utf-8"), before)
        return found


def digest(key: str) -> int:
    data = key.encode("utf-8")
    return crc32(data) << 16 | crc32(data[::-1]) & 0xFFFF


def singular(word: str) -> str:
    """A plural's final "s" is no part of a name."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2:] not in ("ss", "us", "is") else word


def key_of(words: list[str]) -> str:
    """`words` lower-cased already."""
    return " ".join([*words[:-1], singular(words[-1])])


def key_of_name(name: str) -> list[str]:
    """The content words of a listed name, as those of a text are found."""
    spaced = "".join(c if is_word_character(c) else " " for c in name)
    return spaced.lower().split()


def build(names: Iterable[tuple[str, str]], types: tuple[str, ...], most_words: int = MOST_WORDS) -> Lexicon:
    """(name, type) → lexicon. Names of more than `most_words` words or fewer than two characters are left out."""
    entries: dict[int, int] = {}
    for name, type_name in names:
        words = key_of_name(name)
        key = key_of(words) if 0 < len(words) <= most_words else ""
        if len(key) > 1:
            number = digest(key)
            entries[number] = entries.get(number, 0) | 1 << types.index(type_name)
    return Lexicon(types, most_words, entries, frozenset(number >> 16 for number in entries))


def write(lexicon: Lexicon, path: Path) -> None:
    numbers = np.array(sorted(lexicon.entries), dtype=np.uint64)
    masks = np.array([lexicon.entries[int(n)] for n in numbers], dtype=np.uint8)
    header = MAGIC + struct.pack("<III", VERSION, len(numbers), lexicon.most_words)
    hashes = (numbers >> np.uint64(16)).astype("<u4").tobytes()
    checks = (numbers & np.uint64(0xFFFF)).astype("<u2").tobytes()
    path.write_bytes(header + hashes + checks + masks.tobytes())


def read(path: Path, types: tuple[str, ...]) -> Lexicon:
    data = path.read_bytes()
    version, count, most_words = struct.unpack_from("<III", data, 4)
    if data[:4] != MAGIC or version != VERSION or len(data) != 16 + 7 * count:
        raise ValueError(f"{path} is no lexicon of version {VERSION}, or is cut short")
    hashes = np.frombuffer(data, "<u4", count, 16).astype(np.uint64)
    checks = np.frombuffer(data, "<u2", count, 16 + 4 * count).astype(np.uint64)
    masks = np.frombuffer(data, np.uint8, count, 16 + 6 * count)
    numbers = (hashes << np.uint64(16) | checks).tolist()
    return Lexicon(types, most_words, dict(zip(numbers, masks.tolist(), strict=True)), frozenset(hashes.tolist()))


@dataclass(frozen=True)
class Match:
    """Tokens [first, last) are a listed name of type `type`."""

    type: int
    first: int
    last: int


def matches(lexicon: Lexicon, tokens: Tokens, text: str, continues: np.ndarray) -> list[Match]:
    firsts = np.flatnonzero(~continues).tolist()
    lasts = [*firsts[1:], len(tokens)] if firsts else []
    words: list[tuple[int, int, str]] = []
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    for first, last in zip(firsts, lasts, strict=True):
        word = text[starts[first] : ends[last - 1]]
        if any(is_word_character(c) for c in word):
            words.append((first, last, word.lower()))
    found: list[Match] = []
    free = [0] * len(lexicon.types)
    every = (1 << len(lexicon.types)) - 1
    for at in range(len(words)):
        open_types = sum(1 << t for t, start in enumerate(free) if start <= at) & every
        if not open_types:
            continue
        masks = lexicon.masks([word for _, _, word in words[at : at + lexicon.most_words]])
        for size in range(len(masks), 0, -1):
            hit = masks[size - 1] & open_types
            if not hit:
                continue
            for t in range(len(lexicon.types)):
                if hit >> t & 1:
                    found.append(Match(t, words[at][0], words[at + size - 1][1]))
                    free[t] = at + size
            open_types &= ~hit
    return found


def features(found: list[Match], tokens: int, types: int) -> np.ndarray:
    """float32 [tokens, 2 · types]: B of type t in column 2t, I in column 2t + 1."""
    result = np.zeros((tokens, 2 * types), dtype=np.float32)
    for match in found:
        result[match.first, 2 * match.type] = 1
        result[match.first + 1 : match.last, 2 * match.type + 1] = 1
    return result
