"""GAD and EU-ADR: single sentences in which one gene and one disease are replaced by `@GENE$` and `@DISEASE$`.

Ten folds, one folder each (Bhasuran and Natarajan, 2018; van Mulligen et al., 2012; folds of BioBERT, Lee et al., 2020).
train.tsv is `sentence⇥label`, test.tsv `index⇥sentence⇥label` under a line of column names; label 1 is an association.
"""

from __future__ import annotations

from pathlib import Path

from .archive import read_text
from .document import Document, Mention, Relation

PLACEHOLDERS = {"@GENE$": "Gene", "@DISEASE$": "Disease"}
ASSOCIATION = "Association"
HEADER = "index\tsentence\tlabel"


def read_placeholders(path: Path) -> list[Document]:
    """One document per sentence, its id `corpus-fold-split:row`, rows from 1; the mentions' ids are the placeholders."""
    lines = [line.rstrip("\r") for line in read_text(path).split("\n") if line.strip()]
    corpus, fold = path.parts[-3:-1]
    told = lines[1:] if lines and lines[0] == HEADER else lines
    return [sentence(f"{corpus}-{fold}-{path.stem}:{row}", line) for row, line in enumerate(told, start=1)]


def sentence(identifier: str, line: str) -> Document:
    *_, text, label = line.split("\t")
    mentions = [
        Mention(text.index(name), text.index(name) + len(name), type_name, (name,)) for name, type_name in PLACEHOLDERS.items()
    ]
    relations = (Relation(ASSOCIATION, *PLACEHOLDERS),) if label == "1" else ()
    return Document(identifier, text, tuple(sorted(mentions, key=lambda m: m.start)), relations, one_sentence=True)
