"""PubTator: `id|t|title`, `id|a|abstract`, then tab-separated mentions and relations.

Offsets count code points in title + one character + abstract. Two columns after the id tell a relation
(`id⇥CID⇥D003975⇥D000647`, BioRED adds a novelty column) from a mention (`id⇥start⇥end⇥text⇥type⇥ids`).
"""

from __future__ import annotations

import re
from pathlib import Path

from .document import Document, Mention, Relation

TYPE_NAMES = {
    "Disease": "Disease",
    "DiseaseOrPhenotypicFeature": "Disease",
    "SpecificDisease": "Disease",
    "DiseaseClass": "Disease",
    "CompositeMention": "Disease",
    "Modifier": "Disease",
    "Chemical": "Chemical",
    "ChemicalEntity": "Chemical",
    "GeneOrGeneProduct": "Gene",
    "OrganismTaxon": "Species",
    "CellLine": "CellLine",
    "SequenceVariant": "Variant",
}
"""Corpus type → head. NCBI-disease's four mention classes are all diseases."""

ID_SEPARATORS = re.compile(r"[|+,;]")
VARIANT_SEPARATORS = re.compile(r"[,;]")
"""A variant's id holds bars itself: `p|SUB|R|140|Q`."""
UNKNOWN_IDS = {"", "-", "-1"}


def read_pubtator(path: Path) -> list[Document]:
    """All documents of a file, in file order; a document that appears twice is kept once."""
    documents: dict[str, Document] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if block.strip():
            document = parse_block(block)
            documents.setdefault(document.id, document)
    return list(documents.values())


def parse_block(block: str) -> Document:
    text: dict[str, str] = {}
    mentions: list[Mention] = []
    relations: list[Relation] = []
    identifier = ""
    # Only "\n" ends a line: abstracts hold U+2028 and the like, on which splitlines() would break.
    for line in block.strip("\n").split("\n"):
        head = line.split("|", 2)
        if len(head) == 3 and head[1] in ("t", "a"):
            identifier = head[0].strip()
            text[head[1]] = head[2]
            continue
        columns = line.rstrip("\r").split("\t")
        if len(columns) >= 5 and columns[1].isdigit():
            mentions.append(parse_mention(columns))
        elif len(columns) >= 4:
            novel = columns[4] == "Novel" if len(columns) > 4 else None
            relations.append(Relation(columns[1], columns[2], columns[3], novel))
    body = text.get("t", "") + " " + text.get("a", "")
    kept = tuple(mention for mention in mentions if mention.type and mention.end <= len(body))
    return Document(identifier, body, kept, tuple(relations))


def parse_mention(columns: list[str]) -> Mention:
    ids = columns[5] if len(columns) > 5 else ""
    type_name = TYPE_NAMES.get(columns[4], "")
    separators = VARIANT_SEPARATORS if type_name == "Variant" else ID_SEPARATORS
    parts = (part.strip() for part in separators.split(ids))
    known = tuple(dict.fromkeys(part for part in parts if part not in UNKNOWN_IDS))
    return Mention(int(columns[1]), int(columns[2]), type_name, known)
