"""Readers, on files written here, and the rule that no test document is ever trained on."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from litweave_training.config import load_config
from litweave_training.corpora.catalogue import Corpus, grams, without_copies
from litweave_training.corpora.catalogue import test_ids as ids_of_tests
from litweave_training.corpora.conll import join, read_conll
from litweave_training.corpora.document import Document, Mention, Relation
from litweave_training.corpora.pubtator import read_pubtator
from litweave_training.train import split

DATA = Path("../shared/data")
needs_data = pytest.mark.skipif(not DATA.exists(), reason=f"no corpora at {DATA}")


def test_pubtator(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(
        " 7|t|Aspirin and asthma.\n7|a|A line\u2028separator | and a bar.\n"
        "7\t0\t7\tAspirin\tChemical\tD001241\n"
        "7\t12\t18\tasthma\tCompositeMention\tD001249|OMIM:600807\t(x)\n"
        "7\t20\t26\tA line\tOther\t-1\n"
        "7\tAssociation\tD001241\tD001249\tNovel\n\n\n",
        encoding="utf-8",
    )
    (document,) = read_pubtator(path)
    assert document.id == "7" and document.text == "Aspirin and asthma. A line\u2028separator | and a bar."
    assert document.mentions == (
        Mention(0, 7, "Chemical", ("D001241",)),
        Mention(12, 18, "Disease", ("D001249", "OMIM:600807")),
    )
    assert document.relations == (Relation("Association", "D001241", "D001249", True),)


def test_conll_joins_tokens_by_spaces(tmp_path: Path) -> None:
    path = tmp_path / "train.tsv"
    path.write_text("The\tO\nBRCA\tB\n-\tI\n1\tI\ngene\tO\n\np53\tB\nRB1\tB\n", encoding="utf-8")
    first, second = read_conll(path, "Gene")
    assert (first.id, second.id) == ("train:1", "train:7")
    assert [first.text[m.start : m.end] for m in first.mentions] == ["BRCA - 1"]
    both = join([first, second])
    assert [both.text[m.start : m.end] for m in both.mentions] == ["BRCA - 1", "p53", "RB1"]


def test_conll_of_several_types_keeps_those_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "train.tsv"
    path.write_text("p53\tB-GGP\nprotein\tI-GGP\nbinds\tB-GO\nDNA\tB-SO\nin\tO\nmice\tB-Taxon\n", encoding="utf-8")
    (one,) = read_conll(path, {"GGP": "Gene", "Taxon": "Species"})
    assert [(one.text[m.start : m.end], m.type) for m in one.mentions] == [("p53 protein", "Gene"), ("mice", "Species")]


def test_conll_inside_an_archive(tmp_path: Path) -> None:
    (tmp_path / "train.tsv").write_text("HeLa\tB\ncells\tO\n", encoding="utf-8")
    with tarfile.open(tmp_path / "own.tar.xz", "w:xz") as archive:
        archive.add(tmp_path / "train.tsv", "own/train.tsv")
    (one,) = read_conll(tmp_path / "own.tar.xz" / "own" / "train.tsv", "CellLine")
    assert [one.text[m.start : m.end] for m in one.mentions] == ["HeLa"]


def test_a_variants_id_keeps_its_bars(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("7|t|R140Q.\n7|a|\n7\t0\t5\tR140Q\tSequenceVariant\tp|SUB|R|140|Q\n", encoding="utf-8")
    assert read_pubtator(path)[0].mentions[0].ids == ("p|SUB|R|140|Q",)


def test_a_text_that_stands_in_a_test_split_is_dropped() -> None:
    told = "Ten words of a test sentence that nobody may learn from."
    own = Document("1", f"Before. {told}", ())
    other = Document("2", "An own sentence of more than eight words that no test split holds.", ())
    corpus = Corpus("own", (own, other), ("Gene",))
    assert without_copies(corpus, frozenset(grams(told))).documents == (other,)


@needs_data
def test_what_is_tested_or_held_out_is_trained_on_nowhere() -> None:
    trained, held = split(load_config(Path("training/configs/joint.toml")), DATA)
    tests = ids_of_tests(DATA)
    assert len(tests) == 500 + 100 + 100 - 16 + 800 + 191 + 37 - 1
    kept = {document.id for corpus in held if not corpus.sentences for document in corpus.documents}
    for corpus in trained:
        if not corpus.sentences:
            ids = {document.id for document in corpus.documents}
            assert ids and not ids & tests and not ids & kept
