"""What each sub-command does, in terms of the stages."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import torch

from . import evaluate as evaluation
from . import parity as fixture
from .base import check_base
from .config import load_config
from .errors import UserError
from .export import export_files, export_relations, load_model, write_json
from .lexicon import read as read_lexicon
from .manifest import LEXICON, LEXICON_TYPES, TRAINING_DATA, head_manifest, manifest, origin, relation_table
from .model import default_base
from .pretrain import Pretraining, records
from .pretrain import pretrain as run_pretraining
from .relation_groups import group_named
from .reliability import curves, draw
from .separate_head import HeadRecipe, teach, training_documents
from .taught import silence, taught_groups, taught_guidelines, taught_heads
from .tokens import load_tokenizer
from .train import train as run_training
from .train import tune
from .vocabulary import adapt

BASE_NOTE = "base.json"
EARLIER_NOTE = "earlier.json"
"""In a run's folder: the encoder it began with, and what that had learnt from before."""


def recipe(arguments: Namespace) -> None:
    """The shipped encoder from raw text to fixture. Each step resumes, and one that is done costs next to nothing."""
    from .__main__ import parser

    adapted, tagger, run = (arguments.runs / name for name in ("pretrain", "joint", "joint-relations"))
    model = ["--base", str(adapted / "base"), "--lexicon", "models/joint/lexicon.bin"]
    for step in (
        ["pretrain", "--vocabulary", "--out", str(adapted), "--minutes", str(arguments.minutes)],
        ["train", "--out", str(tagger), "--minutes", str(arguments.minutes), *model],
        [
            "train", "--config", "training/configs/joint-relations.toml", "--start", str(tagger / "model.pt"),
            "--out", str(run), "--minutes", str(arguments.minutes), *model,
        ],
        ["export", "--run", str(run), *model],
        ["head", "--corpus", "ddi", "--out", "models/ddi", "--licence", "CC BY-NC 4.0"],
        ["evaluate", "--out", str(run / "int8.json"), "--diagram", "models/joint/reliability.svg"],
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
    remember_base(arguments)
    if arguments.start:
        write_json(arguments.out / EARLIER_NOTE, learnt(arguments.start))
    run_training(
        config, base(arguments), arguments.data, arguments.out, arguments.terminology, arguments.start, arguments.lexicon
    )


def export(arguments: Namespace) -> None:
    if not (arguments.run / "model.pt").is_file():
        raise UserError(f"{arguments.run} holds no finished epoch: there is no model.pt", "train first, or name the run with --run")
    encoder, head, config = load_model(arguments.run / "model.pt", base(arguments))
    heads = taught_heads(config.mixture, arguments.data)
    silence(encoder, heads)
    export_files(encoder, head, base(arguments), arguments.model)
    lexicon = None
    if encoder.lexicon is not None:
        place = arguments.model / LEXICON["file"]
        if not place.exists() or not place.samefile(arguments.lexicon):
            shutil.copyfile(arguments.lexicon, place)
        lexicon = read_lexicon(place, LEXICON_TYPES)
    settings = tune(encoder, head, base(arguments), config, arguments.data, lexicon)
    tokenizer = load_tokenizer(base(arguments))
    described = manifest(
        arguments.model,
        encoder.base.config.hidden_size,
        tokenizer.specials,
        dict.fromkeys(taught_groups(config.mixture, arguments.data), 0.5) | settings.thresholds,
        tokenizer.window,
        origin(
            [entry.name for entry in config.mixture],
            own_base(arguments),
            arguments.base_licence,
            arguments.licence,
            is_adapted(base(arguments)),
            earlier(arguments.run),
        ),
        taught_guidelines(heads),
        settings.calibration,
        settings.relations,
    )
    write_json(arguments.model / "manifest.json", described)


def head(arguments: Namespace) -> None:
    """A relation head of its own over an exported encoder."""
    described = json.loads((arguments.model / "manifest.json").read_text(encoding="utf-8"))
    corpus = training_documents(arguments.data, arguments.corpus, tuple(arguments.splits))
    group = group_named(corpus.group)
    if group is None:
        raise UserError(f"{arguments.corpus} relates nothing", "name a corpus with relations")
    file = described["encoder"]["cpu"]
    encoded = evaluation.onnx_runner(arguments.model, described, file).documents(list(corpus.documents))
    taught = teach(encoded, group, HeadRecipe())
    print(json.dumps(taught.figures), flush=True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    export_relations(taught.head, described["hiddenSize"], arguments.out / "relations.onnx")
    encoder = {"name": described["name"], "file": file, "sha256": described["files"][file]["sha256"]}
    data = origin([arguments.corpus], described["name"], described["licence"], arguments.licence)
    table = relation_table((group,), {group.name: taught.threshold}, {group.name: taught.scores})
    write_json(arguments.out / "manifest.json", head_manifest(arguments.out, encoder, data, table))


def evaluate(arguments: Namespace) -> None:
    described = json.loads((arguments.model / "manifest.json").read_text(encoding="utf-8"))
    if arguments.run:
        runner = evaluation.torch_runner(arguments.run / "model.pt", base(arguments), arguments.model, described)
    else:
        runner = evaluation.onnx_runner(arguments.model, described, arguments.encoder)
    figures = evaluation.evaluate(runner, described, arguments.data)
    if arguments.diagram:
        drawn = curves(runner, described, arguments.data)
        draw(drawn, arguments.diagram)
        figures |= {f"{one.name} relations ECE": one.errors for one in drawn}
    print(json.dumps(figures, indent=1))
    if arguments.out:
        write_json(arguments.out, figures)


def parity(arguments: Namespace) -> None:
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    # On one line: laid out, its numbers take as many lines.
    arguments.out.write_text(json.dumps(fixture.parity(arguments.model), ensure_ascii=False) + "\n", encoding="utf-8")


def base(arguments: Namespace) -> Path:
    """The encoder asked for, else the one that the run began with, else the default."""
    if arguments.base:
        return arguments.base
    remembered = (getattr(arguments, "run", None) or Path()) / BASE_NOTE
    return Path(json.loads(remembered.read_text(encoding="utf-8"))["base"]) if remembered.is_file() else default_base()


def remember_base(arguments: Namespace) -> None:
    """Notes in the run's folder which encoder it began with; a run goes on with that one only."""
    chosen = {"base": str(base(arguments).resolve())}
    check_base(base(arguments))
    note = arguments.out / BASE_NOTE
    if note.is_file() and (before := json.loads(note.read_text(encoding="utf-8"))) != chosen:
        raise UserError(f"{arguments.out} holds a run that began with {before['base']}", "name another folder with --out")
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_json(note, chosen)


def learnt(start: Path) -> list[dict[str, str]]:
    """What the model at the start of a run was made from, as manifests tell it."""
    if start.is_dir():
        return json.loads((start / "manifest.json").read_text(encoding="utf-8"))["trainingData"]
    before = earlier(start.parent)
    mixture = torch.load(start, weights_only=True)["config"]["mixture"]
    return [*before, *(TRAINING_DATA.get(entry["name"], {"name": entry["name"]}) for entry in mixture)]


def earlier(run: Path) -> list[dict[str, str]]:
    note = run / EARLIER_NOTE
    return json.loads(note.read_text(encoding="utf-8")) if note.is_file() else []


def own_base(arguments: Namespace) -> str | None:
    """How the manifest names an encoder of the user's own; None for the default one, adapted by `pretrain` or not."""
    if arguments.base_name:
        return arguments.base_name
    folder = base(arguments)
    return None if folder == default_base() or is_adapted(folder) else folder.name


def is_adapted(folder: Path) -> bool:
    """True for a folder that `pretrain` wrote."""
    return (folder.parent / "curve.json").is_file()
