"""Words of a sentence; the twin of `src/extract/assertion/words.ts`."""

import re
from dataclasses import dataclass

LETTERS = "A-Za-z\u00c0-\u024f\u0370-\u03ff"
WORD = re.compile(f"[{LETTERS}]+|[0-9]+|[^\\s0-9{LETTERS}]")


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    text: str  # lower case; a number is "0"


def words_of(sentence: str) -> list[Word]:
    """Runs of letters, runs of digits, and any other character by itself."""
    found = []
    for match in WORD.finditer(sentence):
        text = match.group()
        found.append(Word(match.start(), match.end(), "0" if text[0] in "0123456789" else text.lower()))
    return found


def covering(words: list[Word], start: int, end: int) -> tuple[int, int]:
    """The words that begin in [start, end), half-open."""
    inside = [place for place, word in enumerate(words) if start <= word.start < end]
    return inside[0], inside[-1] + 1
