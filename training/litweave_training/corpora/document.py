"""The values every reader returns. Offsets are Unicode code points, half-open, into `Document.text`."""

from __future__ import annotations

from dataclasses import dataclass

ENTITY_TYPES = ("Disease", "Chemical", "Gene", "Species", "CellLine", "Variant")
"""In the order of the model's first heads and of the manifest."""


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    type: str
    ids: tuple[str, ...] = ()
    """Concept ids as the corpus writes them; several for a composite mention, none when unknown."""


@dataclass(frozen=True)
class Relation:
    label: str
    subject: str
    object: str
    novel: bool | None = None
    factuality: str | None = None
    """"Factual", "Negated" or "Unknown", where the corpus tells."""


@dataclass(frozen=True)
class Document:
    id: str
    text: str
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...] = ()
    one_sentence: bool = False
    """It is one, whatever its punctuation says."""
