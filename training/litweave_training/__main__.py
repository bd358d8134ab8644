"""`litweave-train recipe|pretrain|train|export|head|evaluate|parity`: see training/README.md for the exact commands."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

DATA = Path("../shared/data")


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="litweave-train", description=__doc__)
    commands = root.add_subparsers(dest="command", required=True)

    recipe = commands.add_parser("recipe", help="all of it: pre-train, train, export, evaluate, parity; resumes where it stopped")
    recipe.add_argument("--runs", type=Path, default=Path("training/runs"))
    recipe.add_argument("--minutes", type=float, default=240, help="budget of each of the two trainings (default: %(default)s)")

    pretrain = commands.add_parser("pretrain", help="adapt a base encoder to raw text; started again, it resumes")
    pretrain.add_argument("--text", type=Path, default=DATA / "text" / "abstracts.jsonl.xz", help="a .jsonl.xz or a folder of them (default: %(default)s)")
    pretrain.add_argument("--out", type=Path, default=Path("training/runs/pretrain"), help="the base lands in OUT/base")
    pretrain.add_argument("--minutes", type=float, default=60, help="wall-clock budget (default: %(default)s)")
    pretrain.add_argument("--every", type=int, default=2, help="read every so manieth document (default: %(default)s)")
    pretrain.add_argument("--layers", type=int, help="grow the encoder to so many layers first")
    pretrain.add_argument("--vocabulary", action="store_true", help="adapt an uncased WordPiece vocabulary to the text first")

    train = commands.add_parser("train", help="train the joint encoder; started again, it resumes at the last epoch")
    train.add_argument("--config", type=Path, default=Path("training/configs/joint.toml"))
    train.add_argument("--out", type=Path, default=Path("training/runs/joint"))
    train.add_argument("--start", type=Path, help="model.pt of an earlier run, or the folder of an exported model, to go on from")
    train.add_argument("--terminology", type=Path, default=Path("models/terminology"), help="names for substitution")
    train.add_argument("--without", action="append", default=[], metavar="CORPUS", help="leave a corpus of the recipe out")
    train.add_argument("--minutes", type=float, help="wall-clock budget, in place of the configuration's")

    export = commands.add_parser("export", help="write ONNX files, tokenizer and manifest")
    export.add_argument("--run", type=Path, default=Path("training/runs/joint"))
    export.add_argument("--model", type=Path, default=Path("models/joint"))
    export.add_argument("--licence", default="Apache-2.0", help="of the model, for its manifest (default: %(default)s)")
    export.add_argument("--base-name", help="of an encoder of your own, for the manifest; default: its folder's name")
    export.add_argument("--base-licence", default="unstated", help="of an encoder of your own, for the manifest")

    head = commands.add_parser("head", help="a relation head of its own over the hidden states of an exported encoder")
    head.add_argument("--corpus", required=True, help="of the data folder, with relations")
    head.add_argument("--splits", nargs="+", default=["train"], help="to learn from (default: %(default)s)")
    head.add_argument("--model", type=Path, default=Path("models/joint"))
    head.add_argument("--out", type=Path, required=True)
    head.add_argument("--licence", default="unstated", help="of the head, for its manifest")

    evaluate = commands.add_parser("evaluate", help="scores on the official test splits, as JSON")
    evaluate.add_argument("--model", type=Path, default=Path("models/joint"))
    evaluate.add_argument("--run", type=Path, help="evaluate the run's PyTorch float32 weights instead of the ONNX files")
    evaluate.add_argument("--encoder", default="encoder.int8.onnx")
    evaluate.add_argument("--out", type=Path)
    evaluate.add_argument("--diagram", type=Path, help="also draw how often relations are right at each probability, as SVG")

    parity = commands.add_parser("parity", help="write the fixture on which TypeScript must agree with Python")
    parity.add_argument("--model", type=Path, default=Path("models/joint"))
    parity.add_argument("--out", type=Path, default=Path("test/fixtures/joint/parity.json"))

    for command in (train, export):
        command.add_argument("--lexicon", type=Path, help="lexicon.bin that tells the encoder of known names; default: none")
    for command in (pretrain, train, export, evaluate):
        command.add_argument("--base", type=Path, help="a BERT-family Hugging Face folder; default: the run's, else all-MiniLM-L6-v2")
    for command in (train, export, head, evaluate):
        command.add_argument("--data", type=Path, default=DATA, help="folder of the corpora (default: %(default)s)")
    return root


def main() -> None:
    # Spinning OpenMP threads slow a shared machine tenfold; must be set before torch loads.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    arguments = parser().parse_args()
    from transformers.utils import logging

    from . import commands
    from .errors import UserError

    logging.set_verbosity_error()
    try:
        getattr(commands, arguments.command)(arguments)
    except UserError as error:
        sys.exit(f"litweave-train: {error}")


if __name__ == "__main__":
    main()
