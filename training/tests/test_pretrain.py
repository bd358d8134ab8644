"""Whole-word masking, the adapted vocabulary, growing in depth, and a pre-training that stops and resumes."""

from __future__ import annotations

import json
import lzma
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from litweave_training import pretrain as pretraining
from litweave_training.model import load_base
from litweave_training.parity_texts import TEXTS
from litweave_training.pretrain import Pretraining, mask_words, read_text, stack
from litweave_training.tokens import load_tokenizer
from litweave_training.vocabulary import adapt

RECIPE = Pretraining(steps=12, block=32, rows=4, every=1, save_every=6, threads=1)


def texts(folder: Path) -> Path:
    folder.mkdir()
    with lzma.open(folder / "own.jsonl.xz", "wt", encoding="utf-8") as lines:
        for _ in range(60):
            for text in TEXTS.values():
                lines.write(json.dumps({"title": "Own text", "text": text}) + "\n")
    return folder


def test_whole_words_are_hidden(bert: Path, tmp_path: Path) -> None:
    tokenizer = load_tokenizer(bert)
    text = read_text(texts(tmp_path / "text"), tokenizer, 1, tmp_path / "tokens.npz")
    batch = mask_words(text, np.arange(40), replace(RECIPE, mask=0.3), tokenizer.specials, 400, np.random.default_rng(0))
    hidden = np.zeros(batch.inputs.numel(), dtype=bool)
    hidden[batch.places.numpy()] = True
    hidden = hidden.reshape(batch.inputs.shape)
    assert not hidden[:, 0].any() and not hidden[:, -1].any()
    begins = text.begins[: 40 * 30].reshape(40, 30)
    # Inside a word, a piece is hidden exactly when the one before it is.
    same = hidden[:, 2:-1] == hidden[:, 1:-2]
    assert same[~begins[:, 1:]].all()
    assert 0.2 < hidden[:, 1:-1].mean() < 0.4 and batch.words <= len(batch.targets)
    shown = batch.inputs.flatten()[batch.places]
    assert 0.7 < (shown == tokenizer.specials.mask).float().mean() < 0.9
    assert torch.equal(batch.targets, torch.from_numpy(text.ids[: 40 * 30].astype(np.int64))[hidden[:, 1:-1].reshape(-1)])


def test_a_stopped_pretraining_resumes_to_the_same_weights(
    bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = texts(tmp_path / "text")
    pretraining.pretrain(RECIPE, bert, data, tmp_path / "whole")
    curve = json.loads((tmp_path / "whole" / "curve.json").read_text(encoding="utf-8"))
    assert [point["step"] for point in curve] == [6, 12] and curve[1]["natsPerWord"] < curve[0]["natsPerWord"]

    save = pretraining.checkpoint.save

    def stop_after(path: Path, state: dict) -> None:
        save(path, state)
        raise KeyboardInterrupt

    monkeypatch.setattr(pretraining.checkpoint, "save", stop_after)
    with pytest.raises(KeyboardInterrupt):
        pretraining.pretrain(RECIPE, bert, data, tmp_path / "parts")
    monkeypatch.setattr(pretraining.checkpoint, "save", save)
    pretraining.pretrain(RECIPE, bert, data, tmp_path / "parts")
    whole, parts = (load_base(tmp_path / name / "base").state_dict() for name in ("whole", "parts"))
    for name, weight in whole.items():
        torch.testing.assert_close(parts[name], weight)
    assert load_tokenizer(tmp_path / "whole" / "base").backend.get_vocab() == load_tokenizer(bert).backend.get_vocab()


def test_frequent_words_take_the_place_of_unused_pieces(bert: Path, tmp_path: Path) -> None:
    before = load_tokenizer(bert).backend
    said = ["hepatoblastoma hepatoblastoma hepatoblastoma nephritis"] * 20
    exchange = adapt(bert, said, tmp_path / "own", size=1, least=10)
    after = load_tokenizer(tmp_path / "own").backend
    assert exchange.words == ["hepatoblastoma"]
    assert len(before.encode("hepatoblastoma", add_special_tokens=False).ids) > 1
    assert after.encode("Hepatoblastoma", add_special_tokens=False).ids == exchange.ids
    assert after.get_vocab_size() == before.get_vocab_size()
    old, new = (load_base(folder).get_input_embeddings().weight for folder in (bert, tmp_path / "own"))
    torch.testing.assert_close(new[exchange.ids[0]], old[exchange.pieces[0]].mean(0))
    kept = [index for index in range(len(old)) if index not in exchange.ids]
    torch.testing.assert_close(new[kept], old[kept])


def test_stacking_copies_the_layers(bert: Path) -> None:
    base = load_base(bert)
    stack(base, 4)
    layers = base.encoder.layer
    assert len(layers) == 4 == base.config.num_hidden_layers
    for low, high in zip(layers[:2], layers[2:], strict=True):
        for name, weight in low.state_dict().items():
            torch.testing.assert_close(high.state_dict()[name], weight)
