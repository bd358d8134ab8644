"""Reads PubTator files: documents with their annotated mentions and concept ids."""

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Mention:
    """`concepts`: the ids as written, with prefix ("MESH:D003920"); one of several alternatives or parts of a whole.
    `start`, `end`: code points into the document's text, half-open."""

    document: str
    text: str
    type: str
    concepts: tuple[str, ...]
    start: int
    end: int


@dataclass
class Document:
    id: str
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)


def concept_ids(cell: str) -> tuple[str, ...]:
    """Ids of a PubTator cell: separators |, comma and +; a bare MeSH id gets its prefix; "-1" and "-" are no id."""
    ids = []
    for part in re.split(r"[|,+]", cell):
        bare = part.strip().removeprefix("MESH:")
        if bare and bare not in ("-1", "-"):
            ids.append(f"MESH:{bare}" if re.fullmatch(r"[CD]\d{6,9}", bare) else bare)
    return tuple(ids)


def read_pubtator(path: Path) -> list[Document]:
    documents: dict[str, Document] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        head = re.match(r"^(\d+)\|([ta])\|(.*)$", line)
        if head:
            document = documents.setdefault(head[1], Document(head[1]))
            document.text = head[3] if head[2] == "t" else f"{document.text} {head[3]}"
            continue
        cells = line.split("\t")
        if len(cells) >= 6 and cells[1].isdigit():
            ids = concept_ids(cells[5])
            mention = Mention(cells[0], cells[3], cells[4], ids, int(cells[1]), int(cells[2]))
            documents[cells[0]].mentions.append(mention)
    return list(documents.values())
