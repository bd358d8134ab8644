"""CoNLL columns: `token⇥tag`, a blank line between sentences. Tokens are joined by one space each.

The uncased WordPiece splits at punctuation itself, so the token stream equals that of the running text.
"""

from __future__ import annotations

from pathlib import Path

from .document import Document, Mention


def read_conll(path: Path, type_name: str) -> list[Document]:
    """One document per sentence; ids are `stem:line number`."""
    sentences: list[Document] = []
    rows: list[tuple[str, str]] = []
    first = 1
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n") + [""], start=1):
        if line.strip():
            columns = line.split("\t")
            rows.append((columns[0], columns[-1].strip()))
            continue
        if rows:
            sentences.append(sentence(f"{path.stem}:{first}", rows, type_name))
        rows, first = [], number + 1
    return sentences


def sentence(identifier: str, rows: list[tuple[str, str]], type_name: str) -> Document:
    mentions: list[Mention] = []
    position = 0
    for token, tag in rows:
        end = position + len(token)
        if tag[0] == "I" and mentions and mentions[-1].end == position - 1:
            mentions[-1] = Mention(mentions[-1].start, end, type_name)
        elif tag[0] in "BI":
            mentions.append(Mention(position, end, type_name))
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
