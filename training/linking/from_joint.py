"""Reads the joint encoder's body back from its ONNX file, as a base for the name encoder.
From training/: python -m linking.from_joint --out DIR

The joint encoder knows biomedical words: its vocabulary was adapted to abstracts and its layers were pre-trained on them. DIR is a
Hugging Face folder.
"""

import argparse
import shutil
from pathlib import Path

from transformers import AutoConfig, AutoModel

from litweave_training.exported import read_encoder

from .encoder import base_folder

PREFIX = "base."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("../models/joint"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    read = read_encoder(options.model / "encoder.fp16.onnx")
    weights = {name.removeprefix(PREFIX): tensor for name, tensor in read.items() if name.startswith(PREFIX)}
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
