"""CoNLL columns: `token⇥tag`, a blank line between sentences. Tokens are joined by one space each.

Tags are B/I/O for a corpus of one type, B-Name/I-Name/O for one of several.

The uncased WordPiece splits at punctuation itself, so the token stream equals that of the running text.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .archive import read_text
from .document import Document, Mention


def read_conll(path: Path, types: str | Mapping[str, str]) -> list[Document]:
    """One document per sentence; ids are `stem:line number`.

    `types` is the type of every mention, or the corpus's names → ours; mentions of other names are left out.
    """
    sentences: list[Document] = []
    rows: list[tuple[str, str]] = []
    first = 1
    for number, line in enumerate(read_text(path).split("\n") + [""], start=1):
        if line.strip():
            columns = line.split("\t")
            rows.append((columns[0], columns[-1].strip()))
            continue
        if rows:
            sentences.append(sentence(f"{path.stem}:{first}", rows, types))
        rows, first = [], number + 1
    return sentences


def sentence(identifier: str, rows: list[tuple[str, str]], types: str | Mapping[str, str]) -> Document:
    mentions: list[Mention] = []
    position, current = 0, None
    for token, tag in rows:
        end = position + len(token)
        mark, _, name = tag.partition("-")
        type_name = (types if isinstance(types, str) else types.get(name)) if mark in ("B", "I") else None
        goes_on = mark == "I" and current == (type_name, name)
        if type_name and goes_on:
            mentions[-1] = Mention(mentions[-1].start, end, type_name)
        elif type_name:
            mentions.append(Mention(position, end, type_name))
        current = (type_name, name) if type_name else None
        position = end + 1
    return Document(identifier, " ".join(token for token, _ in rows), tuple(mentions))


def join(sentences: list[Document]) -> Document:
    """Several sentences as one text, joined by spaces, spans shifted."""
    mentions: list[Mention] = []
    offset = 0
    for part in sentences:
        mentions += [Mention(m.start + offset, m.end + offset, m.type, m.ids) for m in part.mentions]
        offset += len(part.text) + 1
    return Document(sentences[0].id, " ".join(part.text for part in sentences), tuple(mentions))
