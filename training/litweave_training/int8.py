"""float32 graph → int8 graph for the CPU, operator by operator; the measured alternatives are in docs/decisions."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

from .fused_attention import OPERATOR
from .graph import MICROSOFT, Graph, Product

STEPS = 127
"""int8 weights are symmetric: −127 … 127."""

SPREAD = 2.0
"""A channel may reach so many times the median channel's largest activation before it is scaled down."""


def quantise(source: Path, target: Path, samples: Sequence[dict[str, np.ndarray]]) -> None:
    """Matrix products in int8: weights with a scale per output channel, activations with one per run, taken at run time.
    Word embeddings are int8 with a scale per word. Attention, layer norms, GELU, the tagger and the dictionary features'
    product stay in float32.

    `samples`: inputs of the graph, on which the activations' outlying channels are found.
    """
    graph = Graph(source)
    level_channels(graph, largest_activations(source, graph, samples))
    pack_shared_inputs(graph)
    for product in list(graph.dense()):
        graph.replace(product.nodes, [integer_product(graph, product)])
    shrink_embeddings(graph)
    spare_the_mask(graph)
    keep_layer_norms_apart(graph)
    graph.save(target)


def scaled(weights: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """int8 weights, and the float32 scale of each slice across `axis`."""
    scale = np.maximum(np.abs(weights).max(axis=axis, keepdims=True), 1e-12) / STEPS
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def integer_product(graph: Graph, product: Product):
    """DynamicQuantizeMatMul: quantises its input, multiplies in int8 and gives float32 with the bias added."""
    weights, scale = scaled(graph.value(product.weight), axis=0)
    inputs = [
        product.source,
        graph.constant(f"{product.weight}.int8", weights),
        graph.constant(f"{product.weight}.scale", scale[0]),
        graph.constant(f"{product.weight}.zero", np.zeros(scale.size, np.int8)),
        product.bias,
    ]
    return helper.make_node("DynamicQuantizeMatMul", inputs, [product.output], product.product.name, domain=MICROSOFT)


def largest_activations(source: Path, graph: Graph, samples: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Input of a product → largest absolute value of each of its channels over the samples."""
    names = sorted({product.source for product in graph.dense()})
    probe = Graph(source)
    probe.model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    largest: dict[str, np.ndarray] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "probe.onnx"
        probe.save(path)
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        for sample in samples:
            for name, values in zip(names, session.run(names, sample), strict=True):
                channels = np.abs(values).reshape(-1, values.shape[-1]).max(0)
                largest[name] = np.maximum(largest.get(name, 0), channels)
    return largest


def level_channels(graph: Graph, largest: dict[str, np.ndarray]) -> None:
    """x · W = (x / s) · (s W), with s above 1 for channels that outgrow the others (SmoothQuant, Xiao et al., 2023).

    One channel of a BERT often reaches ten times the others, and takes the eight bits from them: they all share a scale.
    """
    levelled: dict[str, tuple[str, np.ndarray]] = {}
    for product in list(graph.dense()):
        name = product.source
        if name not in largest:
            continue
        if name not in levelled:
            excess = largest[name] / (SPREAD * max(float(np.median(largest[name])), 1e-6))
            factors = np.maximum(excess, 1).astype(np.float32)
            levelled[name] = f"{name}.level", factors
            inverse = graph.constant(f"{name}.factors", 1 / factors)
            node = helper.make_node("Mul", [name, inverse], [f"{name}.level"], f"{name}.level")
            graph.replace((product.product,), [node, product.product])
        product.product.input[0], factors = levelled[name]
        weight = graph.constant(f"{product.weight}.level", graph.value(product.weight) * factors[:, None])
        product.product.input[1] = weight


def pack_shared_inputs(graph: Graph) -> None:
    """Query, key and value as one product and a split: their input is quantised once, and one wide product is quicker."""
    by_source: dict[str, list[Product]] = {}
    for product in graph.dense():
        by_source.setdefault(product.source, []).append(product)
    for source, products in by_source.items():
        if len(products) == 1:
            continue
        name = f"{products[0].output}.packed"
        weights = [graph.value(product.weight) for product in products]
        weight = graph.constant(f"{name}.weight", np.concatenate(weights, axis=1))
        bias = graph.constant(f"{name}.bias", np.concatenate([graph.value(product.bias) for product in products]))
        sizes = graph.constant(f"{name}.sizes", np.array([part.shape[1] for part in weights], np.int64))
        outputs = [product.output for product in products]
        packed = [
            helper.make_node("MatMul", [source, weight], [f"{name}.product"], name),
            helper.make_node("Add", [f"{name}.product", bias], [name], f"{name}.sum"),
            helper.make_node("Split", [name, sizes], outputs, f"{name}.split", axis=-1),
        ]
        graph.replace(tuple(node for product in products for node in product.nodes), packed)


def shrink_embeddings(graph: Graph) -> None:
    """The table of words, two thirds of a small model, in int8: a row is scaled back when it is looked up."""
    for node in [node for node in graph.nodes if node.op_type == "Gather" and node.input[1] == "input_ids"]:
        table, output = node.input[0], node.output[0]
        words, scale = scaled(graph.value(table), axis=1)
        rows = [
            helper.make_node("Gather", [graph.constant(f"{table}.int8", words), "input_ids"], [f"{output}.int8"]),
            helper.make_node("Gather", [graph.constant(f"{table}.scale", scale), "input_ids"], [f"{output}.scale"]),
            helper.make_node("Cast", [f"{output}.int8"], [f"{output}.float"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{output}.float", f"{output}.scale"], [output]),
        ]
        graph.replace((node,), rows)


def spare_the_mask(graph: Graph) -> None:
    """Without padding the operator runs without its mask, and then takes the path that never writes the scores of all pairs
    of tokens to memory. Windows run alone on a CPU, so that is nearly always."""
    attentions = [node for node in graph.nodes if node.op_type == OPERATOR]
    if not attentions:
        return
    test = [
        helper.make_node("ReduceMin", ["attention_mask"], ["least_mask"], "least_mask", keepdims=0),
        helper.make_node("Cast", ["least_mask"], ["unpadded"], "unpadded", to=TensorProto.BOOL),
    ]
    graph.nodes = [*test, *graph.nodes]
    for node in attentions:
        output = node.output[0]

        def branch(name: str, inputs: list[str]):
            inner = helper.make_node(OPERATOR, inputs, [name], name, domain=MICROSOFT)
            inner.attribute.extend(node.attribute)
            return helper.make_graph([inner], name, [], [helper.make_tensor_value_info(name, TensorProto.FLOAT, None)])

        branches = {
            "then_branch": branch(f"{output}.plain", list(node.input[:3])),
            "else_branch": branch(f"{output}.masked", list(node.input)),
        }
        graph.replace((node,), [helper.make_node("If", ["unpadded"], [output], f"{output}.attention", **branches)])


def keep_layer_norms_apart(graph: Graph) -> None:
    """Sum in place of Add before a layer norm, which the runtime would otherwise fuse into SkipLayerNormalization: on a CPU
    that operator is not vectorised and takes seven times as long as the two it replaces."""
    normed = {node.input[0] for node in graph.nodes if node.op_type == "LayerNormalization"}
    for node in graph.nodes:
        if node.op_type == "Add" and node.output[0] in normed:
            node.op_type = "Sum"
