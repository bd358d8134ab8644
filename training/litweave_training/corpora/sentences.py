"""Sentence boundaries, by rule: corpora of mention-level relations ask about pairs within one sentence.

Where it is in doubt no boundary is set: a pair too many costs a "None" in training, a pair too few loses a relation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from .document import Document

Span = tuple[int, int]

END = re.compile(r"\n\s*|(?<=[.!?])[)\]\"'”’]*(?:\s+|(?<=[)\]\"'”’])\s*)(?=\S)")
"""A line's end, or white space after a full stop and what may close behind it."""

ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:i\.\s?e|e\.\s?g|et al|vs|cf|figs?|eqs?|refs?|no|nos|ca|approx|dr|st|resp|spp?|subsp|ssp|var|viz|vol|dept|inc|ltd|"
    r"[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$",
    re.IGNORECASE,
)
"""Text up to a full stop that ends no sentence; a single letter is a genus or an initial (`E. coli`)."""

STARTS = re.compile(r"[\"'“‘(\[]*[^\sa-z.,;:!?)\]]")
"""How a sentence starts: with anything but a small letter or a mark that goes on."""


def sentence_spans(text: str) -> list[Span]:
    """Half-open spans of code points, in order, that leave out only white space between sentences."""
    spans: list[Span] = []
    start = 0
    for match in END.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        doubtful = not STARTS.match(text, match.end()) or ABBREVIATION.search(before) or torn_number(text, match)
        if doubtful and "\n" not in match.group():
            continue
        end = match.start() + len(match.group().rstrip())
        if text[start:end].strip():
            spans.append((start, end))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


def torn_number(text: str, match: re.Match[str]) -> bool:
    """A decimal that was torn apart: `0. 05`."""
    at = match.start()
    return match.end() < len(text) and at >= 2 and text[at - 2].isdigit() and text[match.end()].isdigit()


def mention_sentences(document: Document, spans: Sequence[Span] | None = None) -> list[int]:
    """Index of the sentence in which each mention starts, in the order of `document.mentions`."""
    if document.one_sentence:
        return [0] * len(document.mentions)
    starts = [start for start, _ in (sentence_spans(document.text) if spans is None else spans)]
    return [max(0, bisect_right(starts, mention.start) - 1) for mention in document.mentions]
