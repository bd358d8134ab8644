"""The exported files against PyTorch: same inputs, same answers, for BERT with WordPiece and RoBERTa with BPE."""

from __future__ import annotations

import json
import logging
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from litweave_training.config import Config
from litweave_training.corpora.document import ENTITY_TYPES, Document
from litweave_training.evaluate import Runner, onnx_runner
from litweave_training.export import export_encoder, export_files, lexicon_features, samples, write_json
from litweave_training.int8 import quantise
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
        np.sort(random.integers(0, 5, tokens)),
        np.stack([starts, starts + random.integers(1, 3, mentions)], 1).astype(np.int64),
        owners.astype(np.int64),
        random.integers(0, 6, entities).astype(np.int64),
        np.array([(a, b) for a in range(entities) for b in range(a + 1, entities)], dtype=np.int64),
    )
    exported = onnx_runner(folder, described, "encoder.int8.onnx").relate(*inputs)
    for ours, theirs in zip(runner.relate(*inputs), exported, strict=True):
        np.testing.assert_allclose(theirs, ours, atol=1e-4)
    assert exported[0].shape == (len(inputs[5]), LABELS) and exported[2].shape == (len(inputs[5]), tokens)


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



def test_the_int8_file_is_fused_and_leaves_its_edges_in_float(pair: tuple[Runner, Path]) -> None:
    model = onnx.load(pair[1] / "encoder.int8.onnx")
    found = Counter(node.op_type for node in model.graph.node)
    layers = found["If"]
    assert layers > 0 and found["Gelu"] == layers and found["LayerNormalization"] == 2 * layers + 1 + layers + 1
    # Query, key and value in one; attention's output; two of the feed-forward net.
    assert found["DynamicQuantizeMatMul"] == 4 * layers
    assert found["MatMul"] == 1 and not found["Softmax"] and not found["SkipLayerNormalization"]
    assert next(entry.version for entry in model.opset_import if entry.domain == "") == 20
    words = {tensor.name: tensor for tensor in model.graph.initializer}
    gathered = [node.input[0] for node in model.graph.node if node.op_type == "Gather" and node.input[1] == "input_ids"]
    assert any(words[name].data_type == onnx.TensorProto.INT8 for name in gathered)


def test_tags_do_not_depend_on_padding_beyond_the_activations_scale(pair: tuple[Runner, Path]) -> None:
    session = onnxruntime.InferenceSession(str(pair[1] / "encoder.int8.onnx"), providers=["CPUExecutionProvider"])
    ids = np.arange(5, 45)[None]
    alone = session.run(["hidden"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
    padded = np.concatenate([ids, np.full((1, 30), 0)], 1)
    mask = (np.arange(70)[None] < 40).astype(np.int64)
    together = session.run(["hidden"], {"input_ids": padded, "attention_mask": mask})[0]
    np.testing.assert_allclose(together[:, :40], alone, atol=0.3)
    unmasked = session.run(["hidden"], {"input_ids": padded, "attention_mask": np.ones_like(mask)})[0]
    assert np.abs(unmasked[:, :40] - alone).mean() > 3 * np.abs(together[:, :40] - alone).mean()


def test_an_encoder_with_a_lexicon_takes_a_third_input(bert: Path, tmp_path: Path) -> None:
    encoder, _ = build(bert, Config("tiny", ()), 5)
    torch.nn.init.normal_(encoder.lexicon.weight, std=0.5)
    encoder.eval()
    assert lexicon_features(encoder) == 10
    tokenizer = load_tokenizer(bert)
    plain, small = tmp_path / "plain.onnx", tmp_path / "int8.onnx"
    export_encoder(encoder, plain)
    inputs = samples(encoder, tokenizer)
    quantise(plain, small, inputs)
    given = inputs[0] | {"lexicon": (np.random.default_rng(0).random(inputs[0]["lexicon"].shape) > 0.5).astype(np.float32)}
    with torch.inference_mode():
        wanted = [part.numpy() for part in encoder(*(torch.from_numpy(value) for value in given.values()))]
    for path, tolerance in ((plain, 1e-4), (small, 0.3)):
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        assert [entry.name for entry in session.get_inputs()] == ["input_ids", "attention_mask", "lexicon"]
        for ours, theirs in zip(session.run(["tag_logits", "hidden"], given), wanted, strict=True):
            np.testing.assert_allclose(ours, theirs, atol=tolerance)
    products = [node for node in onnx.load(small).graph.node if node.op_type == "MatMul"]
    assert len(products) == 2 and any("lexicon" in node.input for node in products)


def test_a_model_that_cannot_be_fused_is_exported_all_the_same(
    bert: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder, _ = build(bert, Config("tiny", ()))
    encoder.eval()
    monkeypatch.setattr(type(encoder.base), "set_attn_implementation", lambda *_: None)
    with caplog.at_level(logging.WARNING):
        export_encoder(encoder, tmp_path / "plain.onnx")
    assert "attention is not fused" in caplog.text
    inputs = samples(encoder, load_tokenizer(bert))
    quantise(tmp_path / "plain.onnx", tmp_path / "int8.onnx", inputs)
    session = onnxruntime.InferenceSession(str(tmp_path / "int8.onnx"), providers=["CPUExecutionProvider"])
    with torch.inference_mode():
        wanted = encoder(*(torch.from_numpy(value) for value in inputs[0].values()))[1].numpy()
    np.testing.assert_allclose(session.run(["hidden"], inputs[0])[0], wanted, atol=0.3)
