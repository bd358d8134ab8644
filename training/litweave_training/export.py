"""Checkpoint → models/<name>/: ONNX files for CPU and GPU, tokenizer, manifest."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from onnxruntime.transformers.float16 import convert_float_to_float16

from .config import Config, Mixture
from .model import JointEncoder
from .relation_head import RelationHead
from .tokens import load_tokenizer
from .train import build, restore

OPSET = 18


def load_model(checkpoint: Path, base: Path) -> tuple[JointEncoder, RelationHead, Config]:
    """The averaged weights of a run, in evaluation mode."""
    encoder, head = build(base, Config("exported", ()))
    settings = restore(encoder, head, checkpoint)
    mixture = tuple(Mixture(**entry) for entry in settings.pop("mixture"))
    return encoder.eval(), head.eval(), Config(mixture=mixture, **settings)


def export_encoder(encoder: JointEncoder, path: Path) -> None:
    """float32 graph: input_ids, attention_mask [batch, tokens] → tag_logits [batch, tokens, types, 3], hidden [batch, tokens, width]."""
    ids = torch.randint(5, 100, (2, 11))
    mask = torch.ones_like(ids)
    mask[1, 7:] = 0
    batch, tokens = torch.export.Dim("batch"), torch.export.Dim("tokens", max=512)
    program = torch.onnx.export(
        encoder,
        (ids, mask),
        input_names=["input_ids", "attention_mask"],
        output_names=["tag_logits", "hidden"],
        dynamic_shapes={"input_ids": {0: batch, 1: tokens}, "attention_mask": {0: batch, 1: tokens}},
        dynamo=True,
        opset_version=OPSET,
        verbose=False,
    )
    program.save(str(path))


def export_relations(head: RelationHead, width: int, path: Path) -> None:
    """float32 graph of the relation head; see RelationHead.forward for the shapes."""
    inputs = (
        torch.randn(40, width),
        torch.tensor([[1, 3], [5, 6], [9, 12], [20, 22]]),
        torch.tensor([0, 1, 0, 2]),
        torch.tensor([0, 1, 2]),
        torch.tensor([[0, 1], [0, 2], [1, 2], [0, 1], [0, 2]]),
    )
    names = ["hidden", "mention_spans", "mention_entity", "entity_types", "pairs"]
    mentions = torch.export.Dim("mentions")
    program = torch.onnx.export(
        head,
        inputs,
        input_names=names,
        output_names=["logits", "novelty", "attention"],
        dynamic_shapes={
            "hidden": {0: torch.export.Dim("tokens")},
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


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8: weights per channel, activations scaled at run time, embeddings too. Tags stay in float32."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        model = onnx.load(str(prepared))
        tagger = [node.name for node in model.graph.node if feeds_tags(model, node)]
        quantize_dynamic(
            str(prepared),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=tagger,
            extra_options={"MatMulConstBOnly": True},
        )


def feeds_tags(model: onnx.ModelProto, node: onnx.NodeProto) -> bool:
    """True for the one matrix product with the tagger's small weight: [width, types × 3]."""
    shapes = {tensor.name: tuple(tensor.dims) for tensor in model.graph.initializer}
    return node.op_type == "MatMul" and any(shapes.get(name, (0, 0))[-1] <= 64 for name in node.input if name in shapes)


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
        quantise(plain, out / "encoder.int8.onnx")
        halve(plain, out / "encoder.fp16.onnx")
    export_relations(head, encoder.base.config.hidden_size, out / "relations.onnx")
    save_tokenizer(base, out / "tokenizer.json")


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
