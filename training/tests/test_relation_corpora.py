"""Readers of the corpora of mention-level relations, on files written here and against the published counts."""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from litweave_training.corpora.catalogue import SOURCES, read
from litweave_training.corpora.catalogue import test_ids as ids_of_tests
from litweave_training.corpora.catalogue import testable as corpora_with_tests
from litweave_training.corpora.chemical_protein import read_chemical_protein
from litweave_training.corpora.ddi import read_ddi
from litweave_training.corpora.document import Document, Mention, Relation
from litweave_training.corpora.placeholders import read_placeholders
from litweave_training.corpora.pure import read_pure
from litweave_training.corpora.sentences import mention_sentences, sentence_spans
from litweave_training.heads import taught

DATA = Path("../shared/data")
needs_data = pytest.mark.skipif(not (DATA / "relations").exists(), reason=f"no corpora at {DATA}/relations")


def texts(document: Document) -> list[str]:
    return [document.text[mention.start : mention.end] for mention in document.mentions]


def write_chemprot(folder: Path) -> Path:
    title, abstract = "Aspirin acts on COX-1.", "It inhibits COX-1 at 5 μM; its block needs COX-2."
    second = len(title) + 1 + abstract.index("COX-1")
    third = len(title) + 1 + abstract.index("COX-2")
    (folder / "x_abstracts_gs.tsv").write_text(f"11\t{title}\t{abstract}\n12\tNo relation.\tNone.\n", encoding="utf-8")
    (folder / "x_entities_gs.tsv").write_text(
        f"11\tT1\tCHEMICAL\t0\t7\tAspirin\n11\tT2\tGENE-Y\t{second}\t{second + 5}\tCOX-1\n11\tT3\tGENE-N\t{third}\t{third + 5}\tCOX-2\n",
        encoding="utf-8",
    )
    (folder / "x_relations_gs.tsv").write_text(
        "11\tCPR:4\tY \tINHIBITOR\tArg1:T1\tArg2:T2\n11\tCPR:4\tY \tANTAGONIST\tArg1:T1\tArg2:T2\n"
        "11\tCPR:2\tN \tDIRECT-REGULATOR\tArg1:T1\tArg2:T2\n11\tCPR:3\tY \tACTIVATOR\tArg1:T1\tArg2:T2\n",
        encoding="utf-8",
    )
    return folder / "x_{}_gs.tsv"


def test_chemprot(tmp_path: Path) -> None:
    first, second = read_chemical_protein(write_chemprot(tmp_path))
    assert (first.id, second.id) == ("11", "12") and second.mentions == second.relations == ()
    assert texts(first) == ["Aspirin", "COX-1", "COX-2"]
    assert [(m.type, m.ids) for m in first.mentions] == [("Chemical", ("T1",)), ("Gene", ("T2",)), ("Gene", ("T3",))]
    assert first.relations == (Relation("CPR:4", "T1", "T2"), Relation("CPR:3", "T1", "T2"))


def test_drugprot_has_no_flag_and_one_file_spelt_otherwise(tmp_path: Path) -> None:
    (tmp_path / "dev_abstracs.tsv").write_text("7\tAspirin.\tIt binds COX-1.\n", encoding="utf-8")
    (tmp_path / "dev_entities.tsv").write_text("7\tT1\tCHEMICAL\t0\t7\tAspirin\n7\tT2\tGENE\t18\t23\tCOX-1\n", encoding="utf-8")
    (tmp_path / "dev_relations.tsv").write_text("7\tSUBSTRATE_PRODUCT-OF\tArg1:T1\tArg2:T2\n", encoding="utf-8")
    (one,) = read_chemical_protein(tmp_path / "dev_{}.tsv")
    assert texts(one) == ["Aspirin", "COX-1"] and one.relations == (Relation("SUBSTRATE_PRODUCT-OF", "T1", "T2"),)


DDI = """<?xml version="1.0" encoding="UTF-8"?>
<document id="D.1"><sentence id="D.1.s0" text="Warfarin &amp; aspirin bleed."/>
<sentence id="D.1.s1" text="Oral iron or zinc salts bind tetracycline.">
<entity id="D.1.s1.e0" charOffset="0-8;18-22" type="drug_n" text="Oral iron salts"/>
<entity id="D.1.s1.e1" charOffset="29-40" type="brand" text="tetracycline"/>
<pair id="D.1.s1.p0" e1="D.1.s1.e0" e2="D.1.s1.e1" ddi="true" type="mechanism"/>
<pair id="D.1.s1.p1" e1="D.1.s1.e1" e2="D.1.s1.e1" ddi="false"/></sentence></document>
"""


def test_ddi_from_a_folder_and_from_an_archive(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    (tmp_path / "train" / "Warfarin.xml").write_text(DDI, encoding="utf-8")
    with tarfile.open(tmp_path / "own.tar.xz", "w:xz") as archive:
        archive.add(tmp_path / "train", "own/train")
    (one,) = read_ddi(tmp_path / "train")
    assert read_ddi(tmp_path / "own.tar.xz" / "own" / "train") == [one]
    assert one.text == "Warfarin & aspirin bleed.\nOral iron or zinc salts bind tetracycline."
    assert texts(one) == ["Oral iron or zinc salts", "tetracycline"] and {m.type for m in one.mentions} == {"Chemical"}
    assert one.relations == (Relation("mechanism", "s1.e0", "s1.e1"),)


def test_placeholders_with_and_without_a_header(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "3"
    folder.mkdir(parents=True)
    (folder / "train.tsv").write_text("In @DISEASE$, @GENE$ is mutated.\t1\n@GENE$ has no part in @DISEASE$.\t0", encoding="utf-8")
    (folder / "test.tsv").write_text("index\tsentence\tlabel\n0\tSo @GENE$ causes @DISEASE$.\t1\n", encoding="utf-8")
    (folder / "dev.tsv").write_text("", encoding="utf-8")
    first, second = read_placeholders(folder / "train.tsv")
    assert first.id == "own-3-train:1" and second.relations == ()
    assert first.mentions == (Mention(3, 12, "Disease", ("@DISEASE$",)), Mention(14, 20, "Gene", ("@GENE$",)))
    assert first.relations == (Relation("Association", "@GENE$", "@DISEASE$"),)
    assert [one.id for one in read_placeholders(folder / "test.tsv")] == ["own-3-test:1"]
    assert read_placeholders(folder / "dev.tsv") == []


def test_pure_rebuilds_the_text_and_leaves_other_types_out(tmp_path: Path) -> None:
    tokens = "β - glucan ( 1 . 5 g ) raised IL - 6 , not rice".split(" ")
    record = {
        "doc_key": "5",
        "sentences": [["Fibre", "and", "health"], [*tokens, "file ."]],
        "ner": [[[0, 0, "Food"]], [[3, 5, "Nutrient"], [13, 15, "Gene"], [18, 18, "Food"]]],
        "relations": [[], [[3, 5, 13, 15, "INCREASES", "Factual"], [18, 18, 13, 15, "INCREASES", "Negated"]]],
    }
    (tmp_path / "x.json").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (one,) = read_pure(tmp_path / "x.json")
    assert one.text == "Fibre and health\nβ-glucan (1.5 g) raised IL-6, not rice file ."
    assert texts(one) == ["β-glucan", "IL-6"] and [m.type for m in one.mentions] == ["Chemical", "Gene"]
    assert one.relations == (Relation("INCREASES", "3-5", "13-15", factuality="Factual"),)


def test_sentences() -> None:
    sentences = [
        "IL-2, i.e. a cytokine of S. Typhimurium et al. Smith, fell to 0.5 in Fig. 2 (P < 0. 05 vs. Placebo).",
        'It is "known." (So they say.)',
        "β-Carotene did not.",
        "A title without a stop\n",
        "Why? [3H]-labelled aspirin did!",
    ]
    text = " ".join(sentences)
    found = [text[start:end] for start, end in sentence_spans(text)]
    middle = ['It is "known."', "(So they say.)"]
    assert found == [sentences[0], *middle, sentences[2], sentences[3].strip(), "Why?", "[3H]-labelled aspirin did!"]
    assert sentence_spans("") == sentence_spans(" \n ") == []


def test_each_mention_finds_its_sentence() -> None:
    text = "One two. Three.\nFour"
    document = Document("1", text, tuple(Mention(at, at + 2, "Gene") for at in (0, 4, 9, 16)))
    assert mention_sentences(document) == [0, 0, 1, 2]


def test_relation_corpora_teach_no_tag_head() -> None:
    for name in ("chemprot", "drugprot", "ddi", "gad", "euadr", "dimb"):
        assert not taught(name, SOURCES[name].types, SOURCES[name].general).any()


COUNTS = {
    ("chemprot", "train"): (1020, 25752, 4157),
    ("chemprot", "dev"): (612, 15567, 2416),
    ("chemprot", "test"): (800, 20828, 3458),
    ("drugprot", "train"): (1124, 28584, 5274),
    ("drugprot", "dev"): (515, 12903, 2374),
    ("ddi", "train"): (714, 14765, 4020),
    ("ddi", "test"): (191, 3040, 979),
}
"""Documents, entities and relations as published; one of DDI's 4,021 training relations has no type."""

CUT = {"chemprot": 0.0, "drugprot": 0.001, "ddi": 0.0}
"""Largest share of relations whose ends our rule puts into two sentences."""


@needs_data
@pytest.mark.parametrize(("name", "split"), COUNTS)
def test_published_counts(name: str, split: str) -> None:
    documents = read(DATA, name, split).documents
    assert (
        len({document.id for document in documents}),
        sum(len(document.mentions) for document in documents),
        sum(len(document.relations) for document in documents),
    ) == COUNTS[name, split]
    cut = 0
    for document in documents:
        sentence = {m.ids[0]: at for m, at in zip(document.mentions, mention_sentences(document), strict=True)}
        assert len(sentence) == len(document.mentions)
        cut += sum(sentence[r.subject] != sentence[r.object] for r in document.relations)
    assert cut <= CUT[name] * COUNTS[name, split][2]


@needs_data
def test_chemprot_offsets_give_the_entities_text() -> None:
    folder = DATA / "relations/chemprot/test"
    by_id = {document.id: document for document in read(DATA, "chemprot", "test").documents}
    for line in (folder / "chemprot_test_entities_gs.tsv").read_text(encoding="utf-8").split("\n")[:-1]:
        identifier, own, _, _, _, text = line.split("\t")
        document = by_id[identifier]
        mention = next(m for m in document.mentions if m.ids == (own,))
        assert document.text[mention.start : mention.end].replace("\n", " ") == text


@needs_data
@pytest.mark.parametrize(("name", "sentences", "positive"), [("gad", 5330, 2801), ("euadr", 355, 262)])
def test_every_fold_holds_all_sentences(name: str, sentences: int, positive: int) -> None:
    for fold in range(1, 11):
        documents = [d for split in ("train", "test") for d in read(DATA, name, f"{split}-{fold}").documents]
        assert (len(documents), sum(bool(d.relations) for d in documents)) == (sentences, positive)
    assert name not in corpora_with_tests(DATA)


@needs_data
def test_dimb_counts() -> None:
    documents = {split: read(DATA, "dimb", split).documents for split in ("train", "dev", "test")}
    assert {split: len(read_) for split, read_ in documents.items()} == {"train": 139, "dev": 19, "test": 37}
    told = Counter(r.factuality for d in documents["test"] for r in d.relations)
    assert told == {"Factual": 151, "Negated": 14, "Unknown": 12}


@needs_data
def test_their_test_documents_are_among_those_never_trained_on() -> None:
    tests = ids_of_tests(DATA)
    for name in ("chemprot", "ddi", "dimb"):
        assert {document.id for document in read(DATA, name, "test").documents} <= tests
    for split in ("train", "dev"):
        assert not {document.id for document in read(DATA, "drugprot", split).documents} & tests
