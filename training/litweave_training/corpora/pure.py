"""DiMB-RE (Hong et al., 2024) as PURE reads it: JSON lines of token lists, spans in tokens of the document, ends inclusive.

    {"doc_key": …, "sentences": [[token, …], …], "ner": [[[7, 11, "Food"], …], …],
     "relations": [[[7, 11, 16, 18, "AFFECTS", "Unknown"], …], …]}

The last field of a relation is its factuality. The running text is not given: it is rebuilt with natural spacing.
"""

from __future__ import annotations

import json
from pathlib import Path

from .archive import read_text
from .document import Document, Mention, Relation

TYPES = {
    "Disease": "Disease",
    "Chemical": "Chemical",
    "Nutrient": "Chemical",
    "Metabolite": "Chemical",
    "Gene": "Gene",
    "Enzyme": "Gene",
    "Microorganism": "Species",
}
"""The other eight types (food, diet, physiology, …) are none of ours and left out, and their relations with them."""

APOSTROPHES = ("'", "’")
CLOSING = set(".,;:!?)]}%”") | {*APOSTROPHES, "'s", "’s"}
OPENING = set("([{“‘")
JOINING = set("-–/@")
COMPARING = set("<>=≤≥")


def read_pure(path: Path) -> list[Document]:
    """Mention ids are their first and last token, `7-11`."""
    return [parse(json.loads(line)) for line in read_text(path).split("\n") if line.strip()]


def parse(record: dict) -> Document:
    text, spans = running_text(record["sentences"])
    mentions = {
        f"{first}-{last}": Mention(spans[first][0], spans[last][1], TYPES[name], (f"{first}-{last}",))
        for sentence in record["ner"]
        for first, last, name in sentence
        if name in TYPES
    }
    relations = []
    for sentence in record["relations"]:
        for first, last, other_first, other_last, label, factuality in sentence:
            ends = f"{first}-{last}", f"{other_first}-{other_last}"
            if mentions.keys() >= set(ends):
                relations.append(Relation(label, *ends, factuality=factuality))
    return Document(record["doc_key"], text, tuple(mentions.values()), tuple(relations))


def running_text(sentences: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """The text and the span of each token in it. A sentence that ends without a stop, as titles do, ends its line."""
    text = ""
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        if text:
            text += " " if text[-1] in ".!?" else "\n"
        for index, token in enumerate(sentence):
            if index and spaced(sentence, index):
                text += " "
            spans.append((len(text), len(text) + len(token)))
            text += token
    return text, spans


def spaced(sentence: list[str], index: int) -> bool:
    """Whether white space stands before a token that is not its sentence's first."""
    before, token = sentence[index - 1], sentence[index]
    if token == "." and before in COMPARING:
        return True
    if before in APOSTROPHES and token == "s":
        return False
    if token in CLOSING or token in JOINING or before in OPENING or before in JOINING:
        return False
    first = sentence[index - 2] if index > 1 else ""
    if before in (".", ",", ":") and (first.isdigit() or first in COMPARING) and token[:1].isdigit():
        return False
    return not (before == "." and len(first) == 1 and first.islower() and len(token) == 1)
