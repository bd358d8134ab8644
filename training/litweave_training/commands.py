"""What each sub-command does, in terms of the stages."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from . import evaluate as evaluation
from . import parity as fixture
from .config import load_config
from .errors import UserError
from .export import export_files, load_model, write_json
from .lexicon import read as read_lexicon
from .manifest import LEXICON, LEXICON_TYPES, manifest
from .model import default_base
from .pretrain import Pretraining, records
from .pretrain import pretrain as run_pretraining
from .tokens import load_tokenizer
from .train import train as run_training
from .train import tune
from .vocabulary import adapt


def recipe(arguments: Namespace) -> None:
    """The shipped encoder from raw text to fixture. Each step resumes, and one that is done costs next to nothing."""
    from .__main__ import parser

    adapted, run = arguments.runs / "pretrain", arguments.runs / "joint"
    model = ["--base", str(adapted / "base"), "--lexicon", "models/joint/lexicon.bin"]
    for step in (
        ["pretrain", "--vocabulary", "--out", str(adapted), "--minutes", str(arguments.minutes)],
        ["train", "--out", str(run), "--minutes", str(arguments.minutes), *model],
        ["export", "--run", str(run), *model],
        ["evaluate", "--out", str(run / "int8.json")],
        ["parity"],
    ):
        chosen = parser().parse_args(step)
        print("litweave-train", *step, flush=True)
        globals()[chosen.command](chosen)


def pretrain(arguments: Namespace) -> None:
    if (arguments.out / "base" / "config.json").exists():
        print(f"{arguments.out / 'base'} is there: nothing to do", flush=True)
        return
    recipe = Pretraining(minutes=arguments.minutes, every=arguments.every)
    start = base(arguments)
    if arguments.vocabulary:
        adapted = arguments.out / "vocabulary"
        if not adapted.exists():
            adapt(start, records(arguments.text, 3), adapted)
        start = adapted
    run_pretraining(recipe, start, arguments.text, arguments.out, arguments.layers)


def train(arguments: Namespace) -> None:
    config = load_config(arguments.config)
    if arguments.minutes is not None:
        config = replace(config, minutes=arguments.minutes)
    if unknown := set(arguments.without) - {entry.name for entry in config.mixture}:
        raise UserError(f"{arguments.config} has no corpus {', '.join(sorted(unknown))}", "name some of its own with --without")
    config = replace(config, mixture=tuple(entry for entry in config.mixture if entry.name not in arguments.without))
    run_training(
        config, base(arguments), arguments.data, arguments.out, arguments.terminology, arguments.start, arguments.lexicon
    )


def export(arguments: Namespace) -> None:
    encoder, head, config = load_model(arguments.run / "model.pt", base(arguments))
    export_files(encoder, head, base(arguments), arguments.model)
    lexicon = None
    if encoder.lexicon is not None:
        place = arguments.model / LEXICON["file"]
        if not place.exists() or not place.samefile(arguments.lexicon):
            shutil.copyfile(arguments.lexicon, place)
        lexicon = read_lexicon(place, LEXICON_TYPES)
    settings = tune(encoder, head, base(arguments), config, arguments.data, lexicon)
    described = manifest(
        arguments.model,
        encoder.base.config.hidden_size,
        load_tokenizer(base(arguments)).specials,
        settings.thresholds,
    )
    write_json(arguments.model / "manifest.json", described)


def evaluate(arguments: Namespace) -> None:
    described = json.loads((arguments.model / "manifest.json").read_text(encoding="utf-8"))
    if arguments.run:
        runner = evaluation.torch_runner(arguments.run / "model.pt", base(arguments), arguments.model, described)
    else:
        runner = evaluation.onnx_runner(arguments.model, described, arguments.encoder)
    figures = evaluation.evaluate(runner, described, arguments.data)
    print(json.dumps(figures, indent=1))
    if arguments.out:
        write_json(arguments.out, figures)


def parity(arguments: Namespace) -> None:
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    write_json(arguments.out, fixture.parity(arguments.model))


def base(arguments: Namespace) -> Path:
    return arguments.base or default_base()
