"""The exported files against PyTorch: same inputs, same answers, for BERT with WordPiece and RoBERTa with BPE."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from litweave_training.config import Config
from litweave_training.corpora.document import ENTITY_TYPES, Document
from litweave_training.evaluate import Runner, onnx_runner
from litweave_training.export import export_files, write_json
from litweave_training.manifest import entry, manifest
from litweave_training.parity import parity, utf16_offsets
from litweave_training.parity_texts import TEXTS
from litweave_training.predict import torch_encode, torch_relate
from litweave_training.relation_groups import LABELS
from litweave_training.tokens import load_tokenizer
from litweave_training.train import build

DOCUMENTS = [Document(name, text, ()) for name, text in TEXTS.items()]


@pytest.fixture(scope="module", params=["bert", "roberta"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Runner, Path]:
    """The model in PyTorch, and the folder of its export."""
    base = request.getfixturevalue(request.param)
    folder = tmp_path_factory.mktemp("model")
    encoder, head = build(base, Config("tiny", ()))
    # Larger than initial weights, so that some tokens are tagged.
    torch.nn.init.normal_(encoder.tagger.weight, std=0.5)
    torch.nn.init.zeros_(encoder.tagger.bias)
    encoder.eval(), head.eval()
    tokenizer = load_tokenizer(base)
    export_files(encoder, head, base, folder)
    write_json(folder / "manifest.json", manifest(folder, 32, tokenizer.specials, {"biored": 0.5, "cid": 0.5}))
    return Runner(tokenizer, torch_encode(encoder), torch_relate(head)), folder


@pytest.mark.parametrize(("file", "tolerance"), [("encoder.fp16.onnx", 0.02), ("encoder.int8.onnx", 0.5)])
def test_encoder_files_equal_torch(pair: tuple[Runner, Path], file: str, tolerance: float) -> None:
    runner, folder = pair
    described = json.loads((folder / "manifest.json").read_text())
    exported = onnx_runner(folder, described, file).documents(DOCUMENTS)
    for ours, theirs in zip(runner.documents(DOCUMENTS), exported, strict=True):
        assert ours.tokens.ids.tolist() == theirs.tokens.ids.tolist()
        assert theirs.logits.dtype == theirs.hidden.dtype == np.float32
        np.testing.assert_allclose(theirs.logits, ours.logits, atol=tolerance)
        np.testing.assert_allclose(theirs.hidden, ours.hidden, atol=tolerance)


@pytest.mark.parametrize(("mentions", "entities", "tokens"), [(2, 2, 5), (7, 3, 40), (30, 12, 700)])
def test_relations_file_equals_torch(pair: tuple[Runner, Path], mentions: int, entities: int, tokens: int) -> None:
    runner, folder = pair
    described = json.loads((folder / "manifest.json").read_text())
    random = np.random.default_rng(mentions)
    starts = random.integers(0, tokens - 2, mentions)
    owners = np.concatenate([np.arange(entities), random.integers(0, entities, mentions - entities)])
    inputs = (
        random.normal(size=(tokens, 32)).astype(np.float32),
        np.stack([starts, starts + random.integers(1, 3, mentions)], 1).astype(np.int64),
        owners.astype(np.int64),
        random.integers(0, 6, entities).astype(np.int64),
        np.array([(a, b) for a in range(entities) for b in range(a + 1, entities)], dtype=np.int64),
    )
    exported = onnx_runner(folder, described, "encoder.int8.onnx").relate(*inputs)
    for ours, theirs in zip(runner.relate(*inputs), exported, strict=True):
        np.testing.assert_allclose(theirs, ours, atol=1e-4)
    assert exported[0].shape == (len(inputs[4]), LABELS) and exported[2].shape == (len(inputs[4]), tokens)


def test_the_manifest_describes_the_files(pair: tuple[Runner, Path]) -> None:
    described = json.loads((pair[1] / "manifest.json").read_text())
    assert set(described["files"]) == {"encoder.int8.onnx", "encoder.fp16.onnx", "relations.onnx", "tokenizer.json"}
    assert all(entry(pair[1] / name) == value for name, value in described["files"].items())


def test_the_parity_fixture_counts_in_utf16(pair: tuple[Runner, Path]) -> None:
    fixture = parity(pair[1])
    assert [text["name"] for text in fixture["texts"]] == list(TEXTS)
    for text in fixture["texts"]:
        units = text["text"].encode("utf-16-le")
        assert text["tokenOffsets"][-1][1] <= len(units) // 2
        for found in text["mentions"]:
            surface = units[2 * found["start"] : 2 * found["end"]].decode("utf-16-le")
            assert found["type"] in ENTITY_TYPES and surface
    assert utf16_offsets("a😀b") == [0, 1, 3, 4]

