"""The tag heads: one per entity type, one per type of each guideline, and some that only help to train.

Corpora disagree on what a mention is: BC2GM's genes are not JNLPBA's, and BC5CDR's diseases hold symptoms that
NCBI-disease's do not. The type's own head learns from every corpus that fits the six types; a guideline's head follows one
corpus's rules (as per-corpus output layers do in multi-task taggers: Crichton et al., 2017, doi:10.1186/s12859-017-1776-8).
All read the same hidden states, so a head costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .corpora.document import ENTITY_TYPES


@dataclass(frozen=True)
class Head:
    type: str
    guideline: str | None = None


GUIDELINES: dict[str, tuple[str, ...]] = {
    "bc5cdr": ("Disease", "Chemical"),
    "ncbi-disease": ("Disease",),
    "bc2gm": ("Gene",),
    "jnlpba": ("Gene",),
    "linnaeus": ("Species",),
    "s800": ("Species",),
}
"""Shipped."""

AUXILIARY: dict[str, tuple[str, ...]] = {
    "chemdner": ("Chemical",),
    "craft": ("Gene", "Chemical", "Species"),
    "bionlp": ("Gene", "Chemical", "Species"),
}
"""Cut off when the model is exported."""

SHIPPED = (
    *(Head(name) for name in ENTITY_TYPES),
    *(Head(name, guideline) for guideline, names in GUIDELINES.items() for name in names),
)
HEADS = (*SHIPPED, *(Head(name, guideline) for guideline, names in AUXILIARY.items() for name in names))

TYPE_OF_HEAD = np.array([ENTITY_TYPES.index(head.type) for head in HEADS])


def taught(guideline: str, types: tuple[str, ...], general: bool) -> np.ndarray:
    """bool [heads]: the heads that a corpus teaches which annotates `types` by the rules of `guideline`."""
    return np.array(
        [head.type in types and (general if head.guideline is None else head.guideline == guideline) for head in HEADS]
    )


def columns(guideline: str | None) -> list[int]:
    """The head that answers for each entity type: the guideline's, else the type's own."""
    own = {head.type: index for index, head in enumerate(SHIPPED) if head.guideline is None}
    theirs = {head.type: index for index, head in enumerate(SHIPPED) if guideline and head.guideline == guideline}
    return [theirs.get(name, own[name]) for name in ENTITY_TYPES]


def guideline_columns() -> dict[str, dict[str, int]]:
    """As the manifest lists them: guideline → type → head."""
    table: dict[str, dict[str, int]] = {name: {} for name in GUIDELINES}
    for index, head in enumerate(SHIPPED):
        if head.guideline:
            table[head.guideline][head.type] = index
    return table
