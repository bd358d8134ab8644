"""DDI-2013 (Herrero-Zazo et al., 2013, doi:10.1016/j.jbi.2013.07.011): a folder of XML files, one a document.

A document is a list of sentences with entities and all pairs of them. `charOffset="15-48"` ends at the last character;
a drug in several pieces (`0-3;14-20`) is taken as its whole hull.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from .archive import read_folder
from .document import Document, Mention, Relation


def read_ddi(path: Path) -> list[Document]:
    """In order of file name. Sentences are joined by line ends; ids are `s0.e1`, drugs of all four kinds are chemicals."""
    return [parse(text) for name, text in sorted(read_folder(path).items()) if name.endswith(".xml")]


def parse(text: str) -> Document:
    root = ElementTree.fromstring(text)
    identifier = root.get("id", "")
    texts: list[str] = []
    mentions: list[Mention] = []
    relations: list[Relation] = []
    offset = 0
    for sentence in root.iter("sentence"):
        texts.append(sentence.get("text", "").replace("\n", " "))
        for entity in sentence.iter("entity"):
            bounds = [int(bound) for piece in entity.get("charOffset", "").split(";") for bound in piece.split("-")]
            own = entity.get("id", "").removeprefix(f"{identifier}.")
            mentions.append(Mention(offset + min(bounds), offset + max(bounds) + 1, "Chemical", (own,)))
        for pair in sentence.iter("pair"):
            # One pair of the training documents interacts in no named way.
            if pair.get("ddi") == "true" and (label := pair.get("type")):
                ends = (pair.get(end, "").removeprefix(f"{identifier}.") for end in ("e1", "e2"))
                relations.append(Relation(label, *ends))
        offset += len(texts[-1]) + 1
    return Document(identifier, "\n".join(texts), tuple(mentions), tuple(relations))
