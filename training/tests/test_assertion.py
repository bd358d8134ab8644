"""Cues and scopes: reading, features, and the fit, on sentences of our own."""

import json
from pathlib import Path

from assertion import bioscope, fit
from assertion.find import Candidate, chosen, find_cues
from assertion.fixtures import ROOT, load
from assertion.words import words_of

XML = """<?xml version="1.0"?><Annotation><DocumentSet>{}</DocumentSet></Annotation>"""
DOCUMENT = """<Document><DocID type="PMID">{0}</DocID><DocumentPart>
<sentence id="S{0}.1">Drug {0} did <xcope id="X1"><cue type="negation" ref="X1">not</cue> help</xcope>.</sentence>
<sentence id="S{0}.2">Drug {0} <xcope id="X2"><cue type="speculation" ref="X2">may</cue> help</xcope>.</sentence>
<sentence id="S{0}.3">In May drug {0} helped, not only once.</sentence>
</DocumentPart></Document>"""


def corpus(folder: Path) -> Path:
    path = folder / "corpus.xml"
    path.write_text(XML.format("".join(DOCUMENT.format(number) for number in range(1, 41))), encoding="utf-8")
    return path


def test_reading_gives_cues_with_scopes(tmp_path: Path) -> None:
    first = bioscope.read(corpus(tmp_path))[0][0]
    assert first.text == "Drug 1 did not help."
    assert [(first.text[cue.start : cue.end], cue.kind, first.text[slice(*cue.scope)]) for cue in first.cues] == [
        ("not", "negation", "not help")
    ]


def test_every_fifth_document_is_held_out() -> None:
    assert bioscope.development(list(range(1, 12))) == [1, 2, 3, 4, 6, 7, 8, 9, 11]


def test_a_fit_tells_cues_from_words_that_look_like_them(tmp_path: Path) -> None:
    sentences = [sentence for document in bioscope.read(corpus(tmp_path)) for sentence in document]
    phrases, table = fit.fit(sentences)
    found = find_cues("Drug 99 did not help.", phrases, table)
    assert [(cue.kind, cue.start, cue.end, cue.scope[0]) for cue in found] == [("negation", 12, 15, 12)]
    assert find_cues("In May drug 99 helped, not only once.", phrases, table) == []


def test_the_longest_likely_phrase_stands() -> None:
    short, long = Candidate(1, 2, "negation"), Candidate(1, 3, "speculation")
    assert [one for one, _ in chosen([(short, 5.0), (long, 1.0)])] == [long]
    assert [one for one, _ in chosen([(short, 5.0), (long, -1.0)])] == [short]


def test_words_are_letters_numbers_and_marks() -> None:
    assert [word.text for word in words_of("NF-κB rose 2.5-fold.")] == [
        "nf", "-", "κb", "rose", "0", ".", "0", "-", "fold", ".",
    ]  # fmt: skip


def test_the_fixture_is_what_the_shipped_weights_give() -> None:
    fixture = json.loads((ROOT / "test/fixtures/assertion/parity.json").read_text(encoding="utf-8"))
    phrases, table = load()
    for sentence in fixture["sentences"]:
        found = find_cues(sentence["text"], phrases, table)
        assert [(cue.start, cue.end, cue.kind, list(cue.scope)) for cue in found] == [
            (cue["start"], cue["end"], cue["kind"], cue["scope"]) for cue in sentence["cues"]
        ]
