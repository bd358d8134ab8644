"""Reads the weights of a joint encoder back from its ONNX file, to go on training where no checkpoint is left.

The fp16 file holds float16 weights, of which nothing is lost that a fine-tuning would notice.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import NodeProto, numpy_helper


def read_encoder(path: Path) -> dict[str, torch.Tensor]:
    """float32 weights of a JointEncoder by PyTorch's names. The exporter keeps the names of all but the matrices of linear
    layers, which stand transposed in the product before the layer's bias, and of the dictionary features' matrix."""
    graph = onnx.load(path).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor).astype(np.float32) for tensor in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    weights = {name: array for name, array in arrays.items() if name.startswith(("base.", "tagger."))}
    for node in graph.node:
        if node.op_type == "Add":
            for bias, product in (node.input, reversed(node.input)):
                maker = product_behind(product, makers)
                if bias in weights and bias.endswith(".bias") and maker is not None:
                    weights[bias.removesuffix("bias") + "weight"] = arrays[maker.input[1]].T
        if node.op_type == "MatMul" and node.input[1] in arrays and comes_from(node.input[0], "lexicon", makers):
            weights["lexicon.weight"] = arrays[node.input[1]].T
    return {name: torch.from_numpy(array.copy()) for name, array in weights.items()}


def product_behind(name: str, makers: dict[str, NodeProto]) -> NodeProto | None:
    """The matrix product that gave `name`, if one did."""
    maker = makers.get(name)
    return maker if maker is not None and maker.op_type == "MatMul" else None


def comes_from(name: str, wanted: str, makers: dict[str, NodeProto]) -> bool:
    """Whether `name` is the graph's input `wanted`, or a cast of it."""
    maker = makers.get(name)
    return name == wanted or (maker is not None and maker.op_type == "Cast" and comes_from(maker.input[0], wanted, makers))
