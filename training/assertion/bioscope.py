"""BioScope (Vincze et al. 2008): sentences with the cues of negation and speculation and their scopes, as character spans."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

HELD_OUT_EVERY = 5


@dataclass(frozen=True)
class Cue:
    start: int
    end: int
    kind: str  # "negation" or "speculation"
    scope: tuple[int, int]


@dataclass
class Sentence:
    text: str
    cues: list[Cue] = field(default_factory=list)


def read(path: Path) -> list[list[Sentence]]:
    """The sentences of each document, in the order of the file."""
    documents = ElementTree.parse(path).getroot().iter("Document")
    return [[sentence(element) for element in document.iter("sentence")] for document in documents]


def development(documents: list) -> list:
    """All but the fifth, tenth, … document of the file, which are held out."""
    return [one for number, one in enumerate(documents, 1) if number % HELD_OUT_EVERY != 0]


def sentence(element: ElementTree.Element) -> Sentence:
    parts: list[str] = []
    cues: list[tuple[int, int, str, str]] = []
    scopes: dict[str, tuple[int, int]] = {}

    def walk(node: ElementTree.Element) -> None:
        start = length()
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        if node.tag == "cue":
            cues.append((start, length(), node.get("type", ""), node.get("ref", "")))
        elif node.tag == "xcope":
            scopes[node.get("id", "")] = (start, length())

    def length() -> int:
        return sum(map(len, parts))

    walk(element)
    return Sentence("".join(parts), [Cue(start, end, kind, scopes[ref]) for start, end, kind, ref in cues])
