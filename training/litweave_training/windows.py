"""Windows: what the encoder sees at once. The rule is mirrored in TypeScript and written into the manifest.

Window k covers content tokens [k·(size − overlap), k·(size − overlap) + size), until one reaches the end.
Of an overlap, the first half belongs to the earlier window and the second half to the later one: each token
is read where it is farther from the cut.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

WINDOW_TOKENS = 510
WINDOW_OVERLAP = 64


@dataclass(frozen=True)
class Window:
    """Tokens [start, end) are seen; tokens [own_start, own_end) are answered for."""

    start: int
    end: int
    own_start: int
    own_end: int


def overlap_of(size: int) -> int:
    """Tokens that neighbouring windows share; a quarter of the small windows of an encoder with few positions."""
    return min(WINDOW_OVERLAP, size // 4)


def windows(tokens: int, size: int = WINDOW_TOKENS) -> list[Window]:
    """Windows over a document of `tokens` content tokens; none for an empty one."""
    overlap = overlap_of(size)
    stride = size - overlap
    spans: list[tuple[int, int]] = []
    start = 0
    while start < tokens:
        end = min(start + size, tokens)
        spans.append((start, end))
        if end == tokens:
            break
        start += stride
    half = overlap // 2
    last = len(spans) - 1
    return [
        Window(start, end, start if k == 0 else start + half, end if k == last else end - (overlap - half))
        for k, (start, end) in enumerate(spans)
    ]


def stitch(parts: list[np.ndarray], document: list[Window]) -> np.ndarray:
    """Per-window outputs [window tokens, …], specials removed → one array [tokens, …] for the document."""
    owned = [part[w.own_start - w.start : w.own_end - w.start] for part, w in zip(parts, document, strict=True)]
    return np.concatenate(owned)
