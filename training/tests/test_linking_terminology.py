"""Rules of the terminology build on records of our own in the tables' shapes."""

from pathlib import Path

import pytest

from linking.corpora import concept_ids
from linking.dictionary import load_medic
from linking.normalise import normal_form
from terminology.chemicals import add_bases
from terminology.compounds import meant, usable
from terminology.concept import Concept, is_noise, tidy
from terminology.diseases import namesake, same
from terminology.genes import LOCUS
from terminology.mesh import supplementary_category, tree_category
from terminology.organisms import short_binomials
from terminology.write import natural


def test_disease_trees_win() -> None:
    assert tree_category(["D12.1", "C04.2"]) == "Disease"
    assert tree_category(["F03.100"]) == "Disease"
    assert tree_category(["F01.100"]) == ""
    assert tree_category(["D03.1"]) == "ChemicalEntity"


def test_supplements_follow_their_headings() -> None:
    drug = Concept("MESH:D1", "Drug", "ChemicalEntity", tree_numbers=["D03.1"])
    disease = Concept("MESH:D2", "Disease", "Disease", tree_numbers=["C10.1"])
    regimen = Concept("MESH:D3", "Regimen", "", tree_numbers=["E02.319.1"])
    assert supplementary_category("carnitine deficiency", [drug, disease]) == "Disease"
    assert supplementary_category("ABC protocol", [drug, regimen]) == ""
    assert supplementary_category("Abc1 protein, mouse", [drug]) == ""
    assert supplementary_category("abcdine", [drug]) == "ChemicalEntity"


def test_synonyms_lose_noise_repeats_and_inversions() -> None:
    names = ["Failure, Renal", "renal failure", "Renal Failures", "X", "123", "the", "Kidney failure"]
    assert tidy("Renal Insufficiency", names) == ["renal failure", "Renal Failures", "Kidney failure"]
    assert is_noise("7") and not is_noise("p53")


def test_a_term_means_a_concept_only_without_doubt() -> None:
    concept = Concept("MESH:D1", "Gout", "Disease", ["podagra"])
    terms = [{"id": "1", "name": "gout"}, {"id": "2", "name": "podagra"}]
    assert same(concept, terms) == terms[0]
    assert same(concept, [terms[1], {"id": "3", "name": "podagra"}]) is None
    owners = {("gout",): {"D1"}, ("podagra",): {"D1"}, ("tophus",): {"D1", "D2"}}
    assert namesake({"id": "1", "name": "gout"}, owners) == "D1"
    assert namesake({"id": "1", "name": "uric acid disease", "synonyms": ["podagra"]}, owners) == ""


def test_small_rules() -> None:
    assert short_binomials(["Escherichia coli", "Mice"]) == ["E. coli"]
    assert LOCUS.match("LOC100911545") and not LOCUS.match("TP53")
    assert sorted(["MESH:D10", "MESH:D9"], key=natural) == ["MESH:D9", "MESH:D10"]
    assert concept_ids("D003920|OMIM:125853") == ("MESH:D003920", "OMIM:125853")
    assert concept_ids("-1") == ()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Quetiapine [INN:BAN]", "quetiapine"),
        ("eserine", "eserine"),
        ("Ro 15-1788", "ro 15-1788"),
        ("c18h19cln4", ""),
        ("bgl0jsy5si", ""),
        ("s2459_selleck", ""),
        ("50-06-6", ""),
        ("10,13-dimethyl-17-oxidanyl-1,2,4,5,6,7,8,9-tetradecahydro", ""),
    ],
)
def test_only_names_that_texts_use_are_taken_from_pubchem(name: str, kept: str) -> None:
    assert usable(name) == kept


def test_a_compound_is_the_chemical_that_numbers_and_names_agree_on() -> None:
    assert meant({"D1"}, [{"D1"}]) == "D1"
    assert meant({"D1", "D2"}, [{"D2"}]) == "D2"
    assert meant({"D1"}, [set()]) == "D1"
    assert meant(set(), [{"D1", "C2"}]) == "D1"
    assert meant({"D1"}, [{"D2"}]) == ""
    assert meant(set(), [{"D1"}, {"D2"}]) == ""


def test_a_drug_that_stands_under_its_salt_is_known_by_its_own_name() -> None:
    fumarate = Concept("MESH:D1", "Quetiapine Fumarate", "ChemicalEntity", tree_numbers=["D03.633"])
    table_salt = Concept("MESH:D2", "Sodium Chloride", "ChemicalEntity", tree_numbers=["D01.210"])
    add_bases({"D1": fumarate, "D2": table_salt})
    assert fumarate.synonyms == ["Quetiapine"]
    assert table_salt.synonyms == []


def test_medic_gives_other_ids_of_a_disease_as_its_own(tmp_path: Path) -> None:
    file = tmp_path / "medic.txt"
    file.write_text("C563273|145001||Hyperparathyroidism 2|HRPT2\r\n255800||Schwartz-Jampel Syndrome, Type 1\r\n", encoding="utf-8")
    dictionary = load_medic(file)
    assert dictionary.owners[dictionary.row(normal_form("HRPT2"))] == ["MESH:C563273"]
    assert dictionary.equal["MESH:C563273"] == {"MESH:C563273", "OMIM:145001"}
    assert dictionary.heir["OMIM:145001"] == "MESH:C563273"
    assert dictionary.owners[dictionary.row("schwartz jampel syndrome type 1")] == ["OMIM:255800"]


def test_an_abbreviation_given_with_its_long_form_is_a_name_of_its_own() -> None:
    assert tidy("Diabetes Mellitus, Type 2", ["T2DM - type 2 diabetes mellitus"]) == ["T2DM", "type 2 diabetes mellitus"]
    assert tidy("Perthes Disease", ["Calve - Perthes disease", "BT - brain tumor"]) == ["Calve - Perthes disease", "BT - brain tumor"]
