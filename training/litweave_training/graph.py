"""An ONNX graph to be rewritten: nodes in order, and constants by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, helper, numpy_helper

MICROSOFT = "com.microsoft"


@dataclass(frozen=True)
class Product:
    """x · weight + bias: a matrix product with a constant of shape [in, out], and the addition that follows it."""

    product: NodeProto
    addition: NodeProto
    source: str
    weight: str
    bias: str

    @property
    def nodes(self) -> tuple[NodeProto, NodeProto]:
        return self.product, self.addition

    @property
    def output(self) -> str:
        return self.addition.output[0]


class Graph:
    def __init__(self, path: Path) -> None:
        self.model = onnx.load(str(path))
        self.nodes = list(self.model.graph.node)
        self.constants = {tensor.name: tensor for tensor in self.model.graph.initializer}

    def value(self, name: str) -> np.ndarray:
        return numpy_helper.to_array(self.constants[name])

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def producer(self, name: str) -> NodeProto | None:
        return next((node for node in self.nodes if name in node.output), None)

    def replace(self, old: tuple[NodeProto, ...], new: list[NodeProto]) -> None:
        """`new` in the place of the first of `old`."""
        gone = {id(node) for node in old}
        at = next(index for index, node in enumerate(self.nodes) if id(node) in gone)
        kept = [node for node in self.nodes if id(node) not in gone]
        self.nodes = [*kept[:at], *new, *kept[at:]]

    def dense(self) -> Iterator[Product]:
        """The products that make up the encoder; not those between the model and its edges, which are small and stay as
        they are: of the dictionary features, and of the tagger."""
        users: dict[str, list[NodeProto]] = {}
        for node in self.nodes:
            for name in node.input:
                users.setdefault(name, []).append(node)
        tagger = self.tagger()
        for node in list(self.nodes):
            if node.op_type != "MatMul" or node.input[1] not in self.constants or node is tagger or node.input[0] == "lexicon":
                continue
            after = users[node.output[0]]
            bias = [name for name in after[0].input if name in self.constants]
            if len(after) == 1 and after[0].op_type == "Add" and bias and len(self.constants[bias[0]].dims) == 1:
                yield Product(node, after[0], node.input[0], node.input[1], bias[0])

    def tagger(self) -> NodeProto | None:
        """The last product before the tags."""
        node = self.producer("tag_logits")
        while node is not None and node.op_type != "MatMul":
            node = self.producer(node.input[0])
        return node

    def save(self, path: Path) -> None:
        """With the constants that are still in use."""
        graph = self.model.graph
        used = {name for node in self.nodes for name in node.input}
        del graph.node[:], graph.initializer[:], graph.value_info[:]
        graph.node.extend(self.nodes)
        graph.initializer.extend(tensor for name, tensor in self.constants.items() if name in used)
        if all(entry.domain != MICROSOFT for entry in self.model.opset_import):
            self.model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))
        onnx.save(self.model, str(path))
