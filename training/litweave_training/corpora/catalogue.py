"""What each corpus is, what it teaches, and which documents must never be trained on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Callable

from .conll import read_conll
from .document import ENTITY_TYPES, Document
from .pubtator import read_pubtator


@dataclass(frozen=True)
class Corpus:
    """Documents with the heads they annotate. A head that is not named gets no loss from them."""

    name: str
    documents: tuple[Document, ...]
    types: tuple[str, ...]
    group: str | None = None
    """The relation group the corpus teaches, if any."""
    sentences: bool = False
    """True when documents are single sentences that may be packed together."""


@dataclass(frozen=True)
class Source:
    files: dict[str, str]
    read: Callable[[Path], list[Document]]
    types: tuple[str, ...]
    group: str | None = None
    sentences: bool = False


SOURCES: dict[str, Source] = {
    "bc5cdr": Source(
        {
            "train": "ner/bc5cdr/CDR_TrainingSet.PubTator.txt",
            "dev": "ner/bc5cdr/CDR_DevelopmentSet.PubTator.txt",
            "test": "ner/bc5cdr/CDR_TestSet.PubTator.txt",
        },
        read_pubtator,
        ("Disease", "Chemical"),
        group="cid",
    ),
    "ncbi-disease": Source(
        {
            "train": "ner/ncbi-disease/NCBItrainset_corpus.txt",
            "dev": "ner/ncbi-disease/NCBIdevelopset_corpus.txt",
            "test": "ner/ncbi-disease/NCBItestset_corpus.txt",
        },
        read_pubtator,
        ("Disease",),
    ),
    "biored": Source(
        {"train": "relations/biored/Train.PubTator", "test": "relations/biored/Dev.PubTator"},
        read_pubtator,
        ENTITY_TYPES,
        group="biored",
    ),
    "bc2gm": Source(
        {split: f"ner/conll/BC2GM/{name}.tsv" for split, name in (("train", "train"), ("dev", "devel"), ("test", "test"))},
        partial(read_conll, type_name="Gene"),
        ("Gene",),
        sentences=True,
    ),
    "linnaeus": Source(
        {split: f"ner/conll/linnaeus/{name}.tsv" for split, name in (("train", "train"), ("dev", "devel"), ("test", "test"))},
        partial(read_conll, type_name="Species"),
        ("Species",),
        sentences=True,
    ),
}
"""BioRED's own test set was not at hand: its dev split is our test, and only its train split is trained on."""

GROUP_CORPORA = {source.group: name for name, source in SOURCES.items() if source.group}


def read(data: Path, name: str, split: str) -> Corpus:
    source = SOURCES[name]
    documents = source.read(data / source.files[split])
    return Corpus(name, tuple(documents), source.types, source.group, source.sentences)


def test_ids(data: Path) -> frozenset[str]:
    """Ids of every test document that has one. BioRED train holds BC5CDR test documents and the reverse."""
    names = [name for name, source in SOURCES.items() if not source.sentences]
    return frozenset(document.id for name in names for document in read(data, name, "test").documents)


def without(corpus: Corpus, ids: frozenset[str]) -> Corpus:
    return replace(corpus, documents=tuple(d for d in corpus.documents if d.id not in ids))
