"""What the classifier sees of a sentence. TypeScript reads the same in `src/extract/sections/`."""

from __future__ import annotations

import re

WORD = re.compile(r"[a-z]+|[0-9]+(?:[.,][0-9]+)*|[%=<>±?()]")
"""Of the text in small letters; every number is `0`."""


def words_of(text: str) -> list[str]:
    return ["0" if word[0].isdigit() else word for word in WORD.findall(text.lower())]


def word_features(text: str) -> set[str]:
    """Words and pairs of neighbouring words, each once."""
    words = words_of(text)
    return {*words, *(f"{a} {b}" for a, b in zip(words, words[1:]))}


def place_features(index: int, count: int) -> set[str]:
    """Tenth of the abstract, and the first and last three places; upper case, so that no word is taken for one."""
    tenth = 10 * index // count
    features = {f"TENTH{tenth}", "LENGTH" + ("SHORT" if count < 6 else "LONG" if count > 12 else "MIDDLE")}
    if index < 3:
        features.add(f"FIRST{index}")
    if count - index <= 3:
        features.add(f"LAST{count - 1 - index}")
    return features
