"""Mention replacement keeps every span on its name."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

from litweave_training.corpora.catalogue import Corpus
from litweave_training.corpora.document import Document, Mention, Relation
from litweave_training.substitution import collect, substitute

TEXT = "Aspirin eased 🙂 the fever; fever (Aspirin-sensitive asthma) is not asthma in mice."
DOCUMENT = Document(
    "1",
    TEXT,
    (
        Mention(0, 7, "Chemical", ("C",)),
        Mention(TEXT.index("fever"), TEXT.index("fever") + 5, "Disease", ("F",)),
        Mention(TEXT.rindex("fever"), TEXT.rindex("fever") + 5, "Disease", ("F",)),
        Mention(TEXT.index("(") + 1, TEXT.index(")"), "Disease", ("S",)),
        Mention(TEXT.index("(") + 1, TEXT.index("(") + 8, "Chemical", ("C",)),
        Mention(TEXT.index("mice"), TEXT.index("mice") + 4, "Species", ("10090",)),
    ),
    (Relation("Association", "C", "F"),),
)


def test_names_come_from_corpora_and_terminology(tmp_path: Path) -> None:
    lines = [
        {"id": "MESH:1", "name": "Dyspepsia", "category": "Disease", "synonyms": ["Stomach, Upset", "indigestion", "x" * 60]},
        {"id": "NCBITaxon:1", "name": "Nothing", "category": "OrganismTaxon"},
    ]
    with gzip.open(tmp_path / "own.jsonl.gz", "wt") as file:
        file.write("\n".join(map(json.dumps, lines)))
    names = collect([Corpus("own", (DOCUMENT,), ("Disease",))], tmp_path)
    assert names["Disease"] == (["Aspirin-sensitive asthma", "fever"], ["Dyspepsia", "indigestion"])
    assert "Species" not in names


def test_all_occurrences_change_alike_and_spans_follow() -> None:
    names = {"Disease": (["long-lasting migraine"], []), "Chemical": ([], ["zinc"])}
    made = substitute(DOCUMENT, names, 1.0, np.random.default_rng(0))
    assert made.text == (
        "zinc eased 🙂 the long-lasting migraine; long-lasting migraine (Aspirin-sensitive asthma) is not asthma in mice."
    )
    surfaces = [made.text[m.start : m.end] for m in made.mentions]
    assert surfaces == ["zinc", "long-lasting migraine", "long-lasting migraine", "Aspirin-sensitive asthma", "Aspirin", "mice"]
    assert sorted(m.ids for m in made.mentions) == sorted(m.ids for m in DOCUMENT.mentions)
    assert made.relations == DOCUMENT.relations


def test_a_share_of_zero_changes_nothing() -> None:
    made = substitute(DOCUMENT, {"Disease": (["migraine"], [])}, 0.0, np.random.default_rng(0))
    assert made.text == TEXT and set(made.mentions) == set(DOCUMENT.mentions)
