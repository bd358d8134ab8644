"""What each corpus is, what it teaches, and which documents must never be trained on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Callable

from ..errors import UserError
from .chemical_protein import read_chemical_protein
from .conll import read_conll
from .ddi import read_ddi
from .described import described
from .document import ENTITY_TYPES, Document
from .placeholders import read_placeholders
from .pubtator import read_pubtator
from .pure import read_pure


@dataclass(frozen=True)
class Corpus:
    """Documents with the types they annotate. A head that they do not teach gets no loss from them."""

    name: str
    documents: tuple[Document, ...]
    types: tuple[str, ...]
    group: str | None = None
    """The relation group the corpus teaches, if any."""
    sentences: bool = False
    """True when documents are single sentences that may be packed together."""
    guideline: str = ""
    general: bool = True
    """False when its rules are too far from the others' for the types' own heads."""


@dataclass(frozen=True)
class Source:
    files: dict[str, str]
    read: Callable[[Path], list[Document]]
    types: tuple[str, ...]
    group: str | None = None
    sentences: bool = False
    guideline: str = ""
    """The name of its rules; the corpus's own unless given."""
    general: bool = True


def columns(folder: str, types: str | dict[str, str], splits: tuple[str, ...] = ("train", "dev", "test"), **more: object) -> Source:
    """A corpus of CoNLL columns; `types` as `read_conll` takes them."""
    files = {split: f"ner/{folder}/{'devel' if split == 'dev' else split}.tsv" for split in splits}
    names = (types,) if isinstance(types, str) else tuple(dict.fromkeys(types.values()))
    return Source(files, partial(read_conll, types=types), names, sentences=True, **more)


def folds(folder: str, group: str) -> Source:
    """Ten folds, each with a train and a test split: `train-1`, `test-1`, … What one fold trains on, another tests."""
    files = {f"{split}-{fold}": f"relations/{folder}/{fold}/{split}.tsv" for fold in range(1, 11) for split in ("train", "test")}
    return Source(files, read_placeholders, (), group=group)


EVENTS = {"Gene_or_gene_product": "Gene", "Simple_chemical": "Chemical", "Organism": "Species"}
"""Names of the BioNLP shared tasks of 2013."""


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
    "bc2gm": columns("conll/BC2GM", "Gene"),
    "linnaeus": columns("conll/linnaeus", "Species"),
    "s800": columns("conll/s800", "Species"),
    "jnlpba": columns("conll/JNLPBA", "Gene", general=False),
    "chemdner": columns("huner.tar.xz/huner/chemical_chemdner", "Chemical", ("dev",)),
    "gellus": columns("huner.tar.xz/huner/cell_line_gellus", "CellLine"),
    "cellfinder": columns("huner.tar.xz/huner/cell_line_cell_finder", "CellLine"),
    "craft": columns("mtl2016.tar.xz/mtl2016/CRAFT", {"GGP": "Gene", "CHEBI": "Chemical", "Taxon": "Species"}, general=False),
    "bionlp11id": columns(
        "mtl2016.tar.xz/mtl2016/BioNLP11ID",
        {"Protein": "Gene", "Chemical": "Chemical", "Organism": "Species"},
        guideline="bionlp", general=False,
    ),
    "bionlp13cg": columns("mtl2016.tar.xz/mtl2016/BioNLP13CG", EVENTS, guideline="bionlp", general=False),
    "bionlp13pc": columns(
        "mtl2016.tar.xz/mtl2016/BioNLP13PC",
        {name: EVENTS[name] for name in ("Gene_or_gene_product", "Simple_chemical")},
        guideline="bionlp", general=False,
    ),
    "chemprot": Source(
        {
            "train": "relations/chemprot/training/chemprot_training_{}.tsv",
            "dev": "relations/chemprot/development/chemprot_development_{}.tsv",
            "test": "relations/chemprot/test/chemprot_test_{}_gs.tsv",
        },
        read_chemical_protein,
        (),
        group="chemprot",
    ),
    "drugprot": Source(
        {"train": "relations/drugprot/train_{}.partial.tsv", "dev": "relations/drugprot/dev_{}.tsv"},
        read_chemical_protein,
        (),
        group="drugprot",
    ),
    "ddi": Source(
        {split: f"relations/ddi2013.tar.xz/ddi2013/{split}" for split in ("train", "test")}, read_ddi, (), group="ddi"
    ),
    "gad": folds("gad.tar.xz/gad", "gad"),
    "euadr": folds("euadr", "euadr"),
    "dimb": Source(
        {split: f"relations/dimb-re/{split}.json" for split in ("train", "dev", "test")}, read_pure, (), group="dimb"
    ),
}
"""BioRED's own test set was not at hand: its dev split is our test, and only its train split is trained on.

Corpora of mention-level relations annotate entities by their own rules or not throughout: they teach no tag head.
"""

GROUP_CORPORA = {source.group: name for name, source in SOURCES.items() if source.group}


def sources(data: Path) -> dict[str, Source]:
    """The corpora of a data folder: those its `corpora.toml` describes, or the ones above."""
    tables = described(data, tuple(SOURCES))
    return SOURCES if tables is None else {name: Source(**table) if table else SOURCES[name] for name, table in tables.items()}


def testable(data: Path) -> list[str]:
    """Corpora with a test split: a user's own, all of them; of ours the reported ones."""
    return [name for name, source in sources(data).items() if "test" in source.files and (name in REPORTED or name not in SOURCES)]


REPORTED = ("bc5cdr", "ncbi-disease", "biored", "bc2gm", "linnaeus", "s800", "jnlpba", "chemprot", "ddi", "dimb")
"""Corpora whose test split is ours to report; no text of these splits is trained on, in whatever corpus it stands."""


def read(data: Path, name: str, split: str) -> Corpus:
    source = sources(data).get(name)
    if source is None or split not in source.files:
        listed = "; ".join(f"{other}: {', '.join(known.files)}" for other, known in sources(data).items())
        raise UserError(f"{data} has no corpus {name} with a split {split}", f"it has {listed}")
    documents = source.read(data / source.files[split])
    return Corpus(
        name, tuple(documents), source.types, source.group, source.sentences, source.guideline or name, source.general
    )


def test_ids(data: Path) -> frozenset[str]:
    """Ids of every test document that has one. BioRED train holds BC5CDR test documents and the reverse."""
    names = [name for name in testable(data) if not sources(data)[name].sentences]
    return frozenset(document.id for name in names for document in read(data, name, "test").documents)


GRAM = 8


def grams(text: str) -> set[int]:
    """Runs of eight words, hashed: what two texts share only when one was copied from the other."""
    words = re.findall(r"\w+", text.lower())
    return {hash(tuple(words[at : at + GRAM])) for at in range(len(words) - GRAM + 1)}


def test_grams(data: Path) -> frozenset[int]:
    return frozenset(
        gram for name in testable(data) for document in read(data, name, "test").documents for gram in grams(document.text)
    )


def without_copies(corpus: Corpus, tested: frozenset[int]) -> Corpus:
    """Drops the documents of which more than a quarter stands in a test split."""

    def copied(document: Document) -> bool:
        own = grams(document.text)
        return bool(own) and len(own & tested) > len(own) / 4

    return replace(corpus, documents=tuple(d for d in corpus.documents if not copied(d)))


def without(corpus: Corpus, ids: frozenset[str]) -> Corpus:
    return replace(corpus, documents=tuple(d for d in corpus.documents if d.id not in ids))
