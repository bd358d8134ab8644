"""Exports the name encoder to models/names. From training/: python -m linking.export --work DIR

Writes encoder.int8.onnx (pooling, projection and normalisation inside the graph; weights and word embeddings in int8, made as the
joint encoder's are), with --fp16 encoder.fp16.onnx for GPUs beside it, tokenizer.json and manifest.json. The thresholds in the
manifest come from `linking.calibrate`.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import onnx
import torch

from litweave_training.export import OPSET, halve
from litweave_training.fused_attention import fused_attention
from litweave_training.int8 import quantise

from .encoder import DIM, MAX_TOKENS, NameEncoder, batch, load_encoder
from .onnx_encoder import ENCODER
from .rank import RETRIEVED, Weights
from .sparse import SIZES
from .vectors import COVERED, covered_forms

HALF = "encoder.fp16.onnx"
TRAINING_DATA = [
    {"name": "MeSH, MONDO, DOID, HGNC and PubChem synonyms (models/terminology)", "licence": "see models/terminology/manifest.json", "use": "self-alignment"},
    {"name": "NCBI Disease Corpus, train and development parts", "licence": "public domain", "use": "synonym marginalisation"},
    {"name": "BC5CDR, train and development parts", "licence": "public domain", "use": "synonym marginalisation"},
    {"name": "what the base learned from, see its card", "licence": "see models/joint/manifest.json", "use": "base"},
]  # fmt: skip
EVERY = 300  # of so many names one shows the quantiser where activations are large; six names cost half a point of cosine


def export_onnx(model: NameEncoder, path: Path) -> None:
    """float32 graph with free batch and token axes. Attention is one operator where transformers lets us."""
    model.eval()
    ids = torch.randint(1000, 20000, (3, 9))
    axes = {0: torch.export.Dim("batch", min=1, max=4096), 1: torch.export.Dim("tokens", min=2, max=MAX_TOKENS)}
    with fused_attention(model.body) if model.body.config.model_type == "bert" else nullcontext():
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            path,
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_shapes={"input_ids": axes, "attention_mask": axes},
            dynamo=True,
            opset_version=OPSET,
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


def write_manifest(folder: Path, weights: Weights, base: str, half: bool) -> None:
    files = {}
    for name in (ENCODER, *([HALF] if half else []), "tokenizer.json"):
        data = (folder / name).read_bytes()
        files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    manifest = {
        "formatVersion": 1,
        "name": "litweave-names",
        "version": "0.2.0",
        "kind": "name-encoder",
        "files": files,
        "encoder": {"cpu": ENCODER, **({"gpu": HALF} if half else {})},
        "tokenizer": "tokenizer.json",
        "maxTokens": MAX_TOKENS,
        "dim": DIM,
        "licence": "Apache-2.0",
        "base": base,
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
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--checkpoint", default="names.pt")
    parser.add_argument("--base", default="litweave-joint 0.2.0 (Apache-2.0)", help="what the encoder started from, for the manifest")
    parser.add_argument("--fp16", action="store_true", help="also the file for GPUs, twice the size")
    options = parser.parse_args()
    model, tokenizer, state = load_encoder(options.work, options.checkpoint)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "encoder.onnx"
        export_onnx(model, plain)
        names = [name for category in COVERED for name in covered_forms(options.terminology, category)[::EVERY]]
        rows = [batch(tokenizer, [name]) for name in names]
        samples = [{"input_ids": ids.numpy().astype(np.int64), "attention_mask": mask.numpy().astype(np.int64)} for ids, mask in rows]
        quantise(plain, options.out / ENCODER, samples)
        if options.fp16:
            halve(plain, options.out / HALF)
    shutil.copyfile(options.work / "tokenizer.json", options.out / "tokenizer.json")
    write_manifest(options.out, Weights(sparse=round(float(state.get("weight", 1.0)), 3)), options.base, options.fp16)
    print(f"{ENCODER}: {(options.out / ENCODER).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
