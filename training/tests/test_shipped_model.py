"""The model in the repository, its manifest and the parity fixture belong together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from litweave_training.manifest import entry
from litweave_training.parity import parity

MODEL = Path("models/joint")
FIXTURE = Path("test/fixtures/joint/parity.json")


def test_files_are_those_of_the_manifest() -> None:
    described = json.loads((MODEL / "manifest.json").read_text(encoding="utf-8"))
    assert {name: entry(MODEL / name) for name in described["files"]} == described["files"]


def test_the_fixture_is_what_this_model_says_today() -> None:
    stored = json.loads(FIXTURE.read_text(encoding="utf-8"))
    now = parity(MODEL)
    assert stored["model"] == now["model"], "made by another model: run `litweave-train parity`"
    tolerance = now["tolerances"]["mentionScore"]
    for then, today in zip(stored["texts"], now["texts"], strict=True):
        assert (then["text"], then["tokenIds"], then["tokenOffsets"]) == (today["text"], today["tokenIds"], today["tokenOffsets"])
        spans = [[(m["type"], m["start"], m["end"]) for m in text["mentions"]] for text in (then, today)]
        assert spans[0] == spans[1]
        scores = [[m["score"] for m in text["mentions"]] for text in (then, today)]
        assert scores[0] == pytest.approx(scores[1], abs=tolerance)
        if then["relations"]:
            flat = [sum(text["relations"]["logits"], []) for text in (then, today)]
            assert flat[0] == pytest.approx(flat[1], abs=now["tolerances"]["relationLogit"])


def test_something_was_found() -> None:
    texts = {text["name"]: text for text in json.loads(FIXTURE.read_text(encoding="utf-8"))["texts"]}
    assert len(texts["long"]["tokenIds"]) > 510 and not texts["nothing"]["mentions"]
    found = {text["text"][m["start"] : m["end"]] for name, text in texts.items() if name == "abbreviations" for m in text["mentions"]}
    assert {"Doxorubicin", "dexrazoxane", "cardiomyopathy"} <= found
