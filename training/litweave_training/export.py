"""Checkpoint → models/<name>/: ONNX files for CPU and GPU, tokenizer, manifest."""

from __future__ import annotations

import json
import logging
import tempfile
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.transformers.float16 import convert_float_to_float16

from .base import content_tokens
from .config import Config, Mixture
from .fused_attention import OPERATOR, fused_attention
from .heads import SHIPPED
from .int8 import quantise
from .model import JointEncoder
from .parity_texts import TEXTS
from .relation_head import RelationHead
from .tokens import Tokenizer, load_tokenizer, tokenise
from .train import load_run
from .windows import WINDOW_TOKENS

OPSET = 20
"""The first with GELU as one operator."""

log = logging.getLogger(__name__)


def load_model(checkpoint: Path, base: Path) -> tuple[JointEncoder, RelationHead, Config]:
    """The averaged weights of a run, in evaluation mode, without the heads that only helped to train."""
    encoder, head, settings = load_run(checkpoint, base)
    encoder.keep_heads(min(encoder.heads, len(SHIPPED)))
    mixture = tuple(Mixture(**entry) for entry in settings.pop("mixture"))
    return encoder.eval(), head.eval(), Config(mixture=mixture, **settings)


def export_encoder(encoder: JointEncoder, path: Path) -> None:
    """float32 graph: input_ids, attention_mask int64 [batch, tokens], for a model with one lexicon float32
    [batch, tokens, 2 · types] → tag_logits [batch, tokens, heads, 3], hidden [batch, tokens, width].

    Attention is one operator where the model lets us; else, and a warning says so, it is spelt out: slower and the same.
    """
    try:
        trace_encoder(encoder, path, fused=True)
        if not any(node.op_type == OPERATOR for node in onnx.load(str(path), load_external_data=False).graph.node):
            log.warning("attention is not fused: a %s does not ask transformers for it", encoder.base.config.model_type)
    except Exception as error:  # Tracing fails in as many ways as there are models.
        log.warning("attention is not fused: %s", str(error).strip().splitlines()[0])
        trace_encoder(encoder, path, fused=False)


def trace_encoder(encoder: JointEncoder, path: Path, fused: bool) -> None:
    ids = torch.randint(5, 100, (2, 11))
    mask = torch.ones_like(ids)
    mask[1, 7:] = 0
    inputs = {"input_ids": ids, "attention_mask": mask}
    if (features := lexicon_features(encoder)) > 0:
        inputs["lexicon"] = torch.zeros(2, 11, features)
    # Stated by hand: the positions of RoBERTa are computed, and nothing else would bound them.
    most = min(WINDOW_TOKENS, content_tokens(encoder.base.config)) + 2
    sizes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("tokens", max=most)}
    with fused_attention(encoder.base) if fused else nullcontext():
        program = torch.onnx.export(
            encoder,
            tuple(inputs.values()),
            input_names=list(inputs),
            output_names=["tag_logits", "hidden"],
            dynamic_shapes=dict.fromkeys(inputs, sizes),
            dynamo=True,
            opset_version=OPSET,
            verbose=False,
        )
    program.save(str(path))


def lexicon_features(encoder: JointEncoder) -> int:
    """Dictionary features of a token; 0 for a model without a lexicon."""
    lexicon = getattr(encoder, "lexicon", None)
    return 0 if lexicon is None else lexicon.in_features


def samples(encoder: JointEncoder, tokenizer: Tokenizer) -> list[dict[str, np.ndarray]]:
    """Texts of our own as inputs of the encoder, one window each, without dictionary features."""
    most = min(WINDOW_TOKENS, content_tokens(encoder.base.config))
    specials, features = tokenizer.specials, lexicon_features(encoder)
    made = []
    for text in TEXTS.values():
        ids = np.array([[specials.cls, *tokenise(tokenizer, text).ids[:most], specials.sep]], np.int64)
        lexicon = {"lexicon": np.zeros((*ids.shape, features), np.float32)} if features else {}
        made.append({"input_ids": ids, "attention_mask": np.ones_like(ids), **lexicon})
    return made


def export_relations(head: RelationHead, width: int, path: Path) -> None:
    """float32 graph of the relation head; see RelationHead.forward for the shapes."""
    inputs = (
        torch.randn(40, width),
        torch.arange(40) // 9,
        torch.tensor([[1, 3], [5, 6], [9, 12], [20, 22]]),
        torch.tensor([0, 1, 0, 2]),
        torch.tensor([0, 1, 2]),
        torch.tensor([[0, 1], [0, 2], [1, 2], [0, 1], [0, 2]]),
    )
    names = ["hidden", "sentences", "mention_spans", "mention_entity", "entity_types", "pairs"]
    mentions, tokens = torch.export.Dim("mentions"), torch.export.Dim("tokens")
    program = torch.onnx.export(
        head,
        inputs,
        input_names=names,
        output_names=["logits", "novelty", "attention"],
        dynamic_shapes={
            "hidden": {0: tokens},
            "sentences": {0: tokens},
            "mention_spans": {0: mentions},
            "mention_entity": {0: mentions},
            "entity_types": {0: torch.export.Dim("entities")},
            "pairs": {0: torch.export.Dim("pairs")},
        },
        dynamo=True,
        opset_version=OPSET,
        verbose=False,
    )
    program.save(str(path))


def halve(source: Path, target: Path) -> None:
    """fp16 weights and arithmetic; inputs and outputs keep their types."""
    half = convert_float_to_float16(onnx.load(str(source)), keep_io_types=True)
    onnx.save(half, str(target))


def save_tokenizer(base: Path, path: Path) -> None:
    """tokenizer.json without truncation and padding, so that nothing is cut unseen."""
    load_tokenizer(base).backend.save(str(path), pretty=False)


def export_files(encoder: JointEncoder, head: RelationHead, base: Path, out: Path) -> None:
    """All files but the manifest."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        export_encoder(encoder, plain)
        quantise(plain, out / "encoder.int8.onnx", samples(encoder, load_tokenizer(base)))
        halve(plain, out / "encoder.fp16.onnx")
    export_relations(head, encoder.base.config.hidden_size, out / "relations.onnx")
    save_tokenizer(base, out / "tokenizer.json")


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
