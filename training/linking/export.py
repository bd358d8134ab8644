"""Exports the name encoder to models/names. From training/: python -m linking.export --work DIR

Writes encoder.int8.onnx (pooling, projection and normalisation inside the graph; weights and word embeddings in int8 by
dynamic quantisation), tokenizer.json and manifest.json. The thresholds in the manifest come from `linking.calibrate`.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from .encoder import DIM, MAX_TOKENS, NameEncoder, base_folder
from .onnx_encoder import ENCODER
from .rank import RETRIEVED, Weights
from .sparse import SIZES

TRAINING_DATA = [
    {"name": "MeSH, MONDO, DOID and HGNC synonyms (models/terminology)", "licence": "see models/terminology/manifest.json", "use": "self-alignment"},
    {"name": "NCBI Disease Corpus, train", "licence": "public domain", "use": "synonym marginalisation"},
    {"name": "BC5CDR, train", "licence": "public domain", "use": "synonym marginalisation"},
]  # fmt: skip


def export_onnx(model: NameEncoder, path: Path) -> None:
    """float32 graph with free batch and token axes."""
    model.eval()
    ids = torch.randint(1000, 20000, (3, 9))
    batch, tokens = torch.export.Dim("batch", min=1, max=4096), torch.export.Dim("tokens", min=2, max=MAX_TOKENS)
    axes = {0: batch, 1: tokens}
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids)),
        path,
        input_names=["input_ids", "attention_mask"],
        output_names=["vector"],
        dynamic_shapes={"input_ids": axes, "attention_mask": axes},
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    graph = onnx.load(path)
    for old, new in (("embedding", "word_embedding"), ("vector", "embedding")):  # the exporter takes the name itself
        rename(graph.graph, old, new)
    onnx.save(graph, path)


def rename(graph: onnx.GraphProto, old: str, new: str) -> None:
    """Renames one value wherever it is made, used or declared."""
    for node in graph.node:
        for names in (node.input, node.output):
            for at, name in enumerate(names):
                if name == old:
                    names[at] = new
    for value in (*graph.output, *graph.value_info):
        if value.name == old:
            value.name = new


def quantise(source: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "prepared.onnx"
        quant_pre_process(source, prepared, skip_symbolic_shape=True)
        graph = onnx.load(prepared)
        del graph.graph.value_info[:]  # stale after its constant folding
        onnx.save(graph, prepared)
        quantize_dynamic(prepared, target, weight_type=QuantType.QInt8, per_channel=True)


def write_manifest(folder: Path, weights: Weights) -> None:
    files = {}
    for name in (ENCODER, "tokenizer.json"):
        data = (folder / name).read_bytes()
        files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    manifest = {
        "formatVersion": 1,
        "name": "litweave-names",
        "version": "0.1.0",
        "kind": "name-encoder",
        "files": files,
        "encoder": {"cpu": ENCODER},
        "tokenizer": "tokenizer.json",
        "maxTokens": MAX_TOKENS,
        "dim": DIM,
        "licence": "Apache-2.0",
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "trainingData": TRAINING_DATA,
        "tolerances": {"embedding": 0.005},
        "linking": {
            "sparseWeight": weights.sparse,
            "keyBonus": weights.key,
            "splitMargin": weights.split,
            "wholeScore": weights.whole,
            "gramSizes": list(SIZES),
            "retrieved": RETRIEVED,
        },
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder with names.pt")
    parser.add_argument("--out", type=Path, default=Path("../models/names"))
    options = parser.parse_args()
    state = torch.load(options.work / "names.pt", weights_only=True)
    model = NameEncoder()
    model.load_state_dict(state["model"])
    options.out.mkdir(parents=True, exist_ok=True)
    export_onnx(model, options.work / "encoder.onnx")
    quantise(options.work / "encoder.onnx", options.out / ENCODER)
    shutil.copyfile(base_folder() / "tokenizer.json", options.out / "tokenizer.json")
    write_manifest(options.out, Weights(sparse=round(float(state["weight"]), 3)))
    print(f"{ENCODER}: {(options.out / ENCODER).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
