"""Reads the joint encoder's body back from its ONNX file, as a base for the name encoder.
From training/: python -m linking.from_joint --out DIR

The joint encoder knows biomedical words: its vocabulary was adapted to abstracts and its layers were pre-trained on them. The
file holds float16 weights, of which nothing is lost that a fine-tuning would notice. DIR is a Hugging Face folder.
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import AutoConfig, AutoModel

from .encoder import base_folder

PREFIX = "base."


def read_body(path: Path) -> dict[str, torch.Tensor]:
    """Weights float32 by PyTorch's names. The exporter keeps the names of all but the matrices of linear layers, which stand
    transposed in the product that goes before the layer's bias."""
    graph = onnx.load(path).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor).astype(np.float32) for tensor in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    body = {name: array for name, array in arrays.items() if name.startswith(PREFIX)}
    for node in graph.node:
        if node.op_type != "Add":
            continue
        for bias, product in (node.input, reversed(node.input)):
            maker = makers.get(product)
            if bias in body and bias.endswith(".bias") and maker is not None and maker.op_type == "MatMul":
                body[bias.removesuffix("bias") + "weight"] = arrays[maker.input[1]].T
    return {name.removeprefix(PREFIX): torch.from_numpy(array.copy()) for name, array in body.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("../models/joint"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    weights = read_body(options.model / "encoder.fp16.onnx")
    shape = AutoConfig.from_pretrained(base_folder())
    shape.vocab_size = len(weights["embeddings.word_embeddings.weight"])
    body = AutoModel.from_config(shape, add_pooling_layer=False)
    missing, _ = body.load_state_dict(weights, strict=False)
    if missing:
        raise SystemExit(f"{options.model}: the graph lacks {', '.join(missing[:3])} … Is it an encoder of six MiniLM layers?")
    body.save_pretrained(options.out)
    shutil.copyfile(options.model / "tokenizer.json", options.out / "tokenizer.json")


if __name__ == "__main__":
    main()
