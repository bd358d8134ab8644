"""Ranking and the protocol's counting on a dictionary small enough to check by hand."""

import numpy as np
import pytest

from linking.dictionary import Dictionary
from linking.protocol import Query, accuracy, add_mentions, former_by_name
from linking.rank import Ranker, Weights, forms_of
from linking.sparse import SparseIndex, grams

NAMES = {
    "MESH:D000001": ["Lung Neoplasms", "lung cancer", "cancer of the lung"],
    "MESH:D000002": ["Colonic Neoplasms", "colon cancer"],
    "MESH:D000003": ["Skin Diseases", "dermatoses"],
    **{f"MESH:D9{number:05}": [f"filler condition {number}"] for number in range(30)},
}


@pytest.fixture
def dictionary() -> Dictionary:
    built = Dictionary()
    for concept, names in NAMES.items():
        for name in names:
            built.add(name, concept)
    return built


def link(dictionary: Dictionary, mention: str, weights: Weights) -> list[list[str]]:
    ranker = Ranker(dictionary, None)
    ranker.prepare(forms_of(mention))
    return [[candidate.concept for candidate in found] for found in ranker.link(mention, weights)]


SPARSE = Weights(sparse=1.0, key=0.3, split=0.05, whole=1.25)


def test_exact_names_come_first(dictionary: Dictionary) -> None:
    assert link(dictionary, "Colon cancers", SPARSE)[0][0] == "MESH:D000002"


def test_a_composite_gives_one_list_for_each_part(dictionary: Dictionary) -> None:
    found = link(dictionary, "lung and colon cancer", SPARSE)
    assert [names[0] for names in found] == ["MESH:D000001", "MESH:D000002"]


def test_a_composite_counts_only_when_every_part_is_right(dictionary: Dictionary) -> None:
    ranker = Ranker(dictionary, None)
    text = "lung and colon cancer"
    ranker.prepare(forms_of(text))
    found = ranker.link(text, SPARSE)
    both = Query("1", text, text, frozenset({"MESH:D000001", "MESH:D000002"}))
    one = Query("1", text, text, frozenset({"MESH:D000001"}))
    assert accuracy(dictionary, [(both, found)], 1) == 1
    assert accuracy(dictionary, [(both, found), (one, found)], 1) == 0.5


def test_known_mentions_become_names_of_living_concepts(dictionary: Dictionary) -> None:
    old = Query("1", "pulmonary carcinoma", "pulmonary carcinoma", frozenset({"MESH:C000009"}))
    dictionary.heir.update(former_by_name(dictionary, [("MESH:C000009", "Lung cancer")]))
    extended = add_mentions(dictionary, [old])
    row = extended.row("pulmonary carcinoma")
    assert row is not None and extended.owners[row] == ["MESH:D000001"]
    assert dictionary.row("pulmonary carcinoma") is None


def test_grams_are_padded_and_cosines_bounded() -> None:
    assert grams("ab") == [" a", "ab", "b ", " ab", "ab "]
    index = SparseIndex(["lung cancer", "colon cancer", "rash"])
    scores = index.scores(["lung cancer", "zzz"])
    assert scores[0, 0] == pytest.approx(1) and scores[0, 0] > scores[0, 1] > scores[0, 2]
    assert np.all(scores[1] == 0)
