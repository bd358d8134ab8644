"""Normal forms, abbreviations and composite readings."""

import pytest

from linking.abbreviations import expand, find_abbreviations
from linking.composites import parts
from linking.normalise import key, normal_form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Diabetes Mellitus, Type II", "diabetes mellitus type 2"),
        ("Sjögren’s syndrome", "sjogren s syndrome"),
        ("TNF-α", "tnf alpha"),
        ("iron-deficiency anaemia", "iron deficiency anemia"),
        ("Haemorrhagic  oedema", "hemorrhagic edema"),
        ("factor V Leiden", "factor 5 leiden"),
        ("vitamin V", "vitamin v"),
        ("ﬁbrosis", "fibrosis"),
        ("２型糖尿病", "2 型糖尿病"),
        ("(+/-)", ""),
    ],
)
def test_normal_form(name: str, form: str) -> None:
    assert normal_form(name) == form
    assert normal_form(form) == form


def test_key_ignores_order_plural_and_empty_words() -> None:
    assert key("Tumours of the Kidney") == key("kidney tumor")
    assert key("Allergies, Food") == key("food allergy")
    assert key("the of") == "of the"
    assert key("virus") == "virus"


def test_definitions_are_found_in_both_orders() -> None:
    text = "Rats with chronic kidney disease (CKD) were compared; AKI (acute kidney injury) was excluded (n=5)."
    assert find_abbreviations(text) == {"CKD": "chronic kidney disease", "AKI": "acute kidney injury"}


def test_expansion_respects_word_boundaries() -> None:
    known = {"CKD": "chronic kidney disease", "HD": "Huntington disease"}
    assert expand("CKD", known) == "chronic kidney disease"
    assert expand("advanced CKD", known) == "advanced chronic kidney disease"
    assert expand("chronic kidney disease (CKD)", known) == "chronic kidney disease"
    assert expand("HDL deficiency", known) == "HDL deficiency"


def test_composites_share_a_head_or_a_beginning() -> None:
    assert ["lung cancer", "colon cancer"] in parts("lung and colon cancer")
    assert ["cancer of the lung", "cancer of the colon"] in parts("cancer of the lung or colon")
    assert ["fever", "rash"] in parts("fever and rash")
    assert parts("lung cancer") == []
