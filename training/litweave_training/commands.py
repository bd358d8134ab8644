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


def pretrain(arguments: Namespace) -> None:
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
