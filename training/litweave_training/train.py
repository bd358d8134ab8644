"""Training: one command, resumable at every epoch, every random choice drawn from the seed and the epoch."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch

from . import checkpoint
from .attention import use_training_attention
from .config import Config, Mixture
from .corpora.catalogue import Corpus, read, test_grams, test_ids, without, without_copies
from .corpora.document import ENTITY_TYPES
from .errors import UserError
from .examples import Supply, batches
from .exported import read_encoder
from .head_training import Schedule, lessons, teach_head
from .heads import GUIDELINES, HEADS
from .labels import BEGIN_COST, TAGS, Calibration
from .loss import Batch, collate, joint_loss, mask_tokens
from .lexicon import Lexicon
from .lexicon import read as read_lexicon
from .manifest import LEXICON_TYPES
from .model import JointEncoder, load_base
from .optimise import Average, optimiser, set_rate
from .predict import encode_documents, torch_encode, torch_relate
from .relation_groups import GROUPS, group_named
from .relation_head import RelationHead
from .relation_scores import GroupScores, group_scores
from .scores import Held, ask, best_threshold, calibrate, calibrated, ner, relations
from .substitution import collect
from .tokens import Tokenizer, load_tokenizer


def build(base: Path, config: Config, lexicon_types: int = 0, heads: int = len(HEADS)) -> tuple[JointEncoder, RelationHead]:
    torch.manual_seed(config.seed)
    encoder = JointEncoder(load_base(base, config.dropout), heads, lexicon_types, config.dropout, config.seed)
    return encoder, RelationHead(encoder.base.config.hidden_size, len(ENTITY_TYPES), GROUPS)


def adopt(encoder: JointEncoder, model: Path) -> None:
    """Takes over an exported encoder's weights; heads that only help to train begin anew."""
    weights = read_encoder(model / "encoder.fp16.onnx")
    own = encoder.state_dict()
    for name in ("tagger.weight", "tagger.bias"):
        kept = weights[name]
        weights[name] = torch.cat([kept, own[name][len(kept) :]])
    missing, _ = encoder.load_state_dict(weights, strict=False)
    if set(missing) - {"mixture"}:
        raise UserError(f"{model} lacks {', '.join(missing[:3])} …", "name a model that was exported from a base of the same shape")


def restore(encoder: JointEncoder, head: RelationHead, path: Path) -> dict:
    """Loads a model.pt; returns the settings it was trained with."""
    state = torch.load(path, weights_only=True)
    encoder.load_state_dict(state["encoder"])
    head.load_state_dict(state["head"])
    return state["config"]


def load_run(path: Path, base: Path) -> tuple[JointEncoder, RelationHead, dict]:
    """Encoder, relation head and settings of a model.pt, whatever heads and lexicon it was trained with."""
    weights = torch.load(path, weights_only=True)["encoder"]
    heads = len(weights["tagger.bias"]) // len(TAGS)
    types = weights["lexicon.weight"].shape[1] // 2 if "lexicon.weight" in weights else 0
    encoder, head = build(base, Config("loaded", ()), types, heads)
    return encoder, head, restore(encoder, head, path)


def split(config: Config, data: Path) -> tuple[list[Corpus], list[Corpus]]:
    """Training corpora and held-out corpora. What is held out or tested anywhere is trained on nowhere."""
    read_splits = {entry.name: [read(data, entry.name, name) for name in entry.splits] for entry in config.mixture}
    held: list[Corpus] = []
    for entry in config.mixture:
        if entry.holdout:
            corpus = read_splits[entry.name][-1]
            order = np.random.default_rng(config.seed).permutation(len(corpus.documents))[: entry.holdout]
            held.append(replace(corpus, documents=tuple(corpus.documents[i] for i in sorted(order))))
        elif entry.beside:
            kept = {document.id for other in held if other.name == entry.beside for document in other.documents}
            documents = tuple(d for corpus in read_splits[entry.name] for d in corpus.documents if d.id in kept)
            held.append(replace(read_splits[entry.name][0], documents=documents))
    # BioRED train holds test documents of the others, so the held-out ones are cleaned too.
    tests, tested = test_ids(data), test_grams(data)
    held = [without(corpus, tests) for corpus in held]
    banned = tests | {(c.name, d.id) if c.sentences else d.id for c in held for d in c.documents}
    trained = []
    for entry in config.mixture:
        documents = tuple(
            d for c in read_splits[entry.name] for d in c.documents if ((c.name, d.id) if c.sentences else d.id) not in banned
        )
        trained.append(without_copies(replace(read_splits[entry.name][0], documents=documents), tested))
    return trained, held


def with_companions(
    corpora: list[Corpus], mixture: tuple[Mixture, ...]
) -> Iterator[tuple[Corpus, Mixture, Corpus | None]]:
    """Each corpus with the one that relates the same texts. A companion keeps to itself the texts that it has alone."""
    by_name = {entry.name: corpus for corpus, entry in zip(corpora, mixture, strict=True)}
    for corpus, entry in zip(corpora, mixture, strict=True):
        companion = next((other.name for other in mixture if other.beside == entry.name), None)
        if entry.beside:
            told = {document.text for document in by_name[entry.beside].documents}
            corpus = replace(corpus, documents=tuple(d for d in corpus.documents if d.text not in told))
        yield corpus, entry, by_name.get(companion)


@dataclass(frozen=True)
class Settings:
    """What is chosen on held-out documents, and the F1 they give."""

    thresholds: dict[str, float]
    relations: dict[str, GroupScores]
    calibration: Calibration
    figures: dict[str, float]


def measure(
    encoder: JointEncoder, head: RelationHead, tokenizer: Tokenizer, held: list[Corpus], lexicon: Lexicon | None = None
) -> Settings:
    """F1 on the held-out documents, per type of each corpus, and of relations at their best threshold.

    Mentions by the types' own heads and, as `corpus Type*`, by the corpus's guideline where there is one.
    """
    encoder.eval(), head.eval()
    figures: dict[str, float] = {}
    thresholds: dict[str, float] = {}
    scores: dict[str, GroupScores] = {}
    tagged: list[Held] = []
    for corpus in held:
        documents = list(corpus.documents)
        encoded = encode_documents(torch_encode(encoder, bfloat16=True), tokenizer, documents, lexicon=lexicon)
        for guideline, mark in ((None, ""), (corpus.guideline, "*")):
            if guideline is None or guideline in GUIDELINES:
                if guideline or corpus.general:
                    tagged.append((encoded, corpus.types, guideline))
                for name, result in ner(encoded, corpus.types, BEGIN_COST, guideline).items():
                    figures[f"{corpus.name} {name}{mark}"] = round(result.f1, 2)
        group = group_named(corpus.group)
        if group in head.groups:
            answers = ask(encoded, torch_relate(head), group, head.groups)
            scores[group.name] = group_scores(answers, group)
            answers = calibrated(answers, scores[group.name].any)
            thresholds[group.name] = best_threshold(documents, answers, group)
            for view, result in relations(documents, answers, group, thresholds[group.name]).items():
                figures[f"{corpus.name} {group.name} {view}"] = round(result.f1, 2)
    encoder.train(), head.train()
    return Settings(thresholds, scores, calibrate(tagged, BEGIN_COST), figures)


def tune(
    encoder: JointEncoder, head: RelationHead, base: Path, config: Config, data: Path, lexicon: Lexicon | None = None
) -> Settings:
    """The settings of a finished model, from the documents its training held out."""
    settings = measure(encoder, head, load_tokenizer(base), split(config, data)[1], lexicon)
    encoder.eval(), head.eval()
    return settings


def train(
    config: Config, base: Path, data: Path, out: Path, terminology: Path, start: Path | None = None, names_file: Path | None = None
) -> None:
    """Writes `out/checkpoint.pt` (to resume), `out/model.pt` (averaged weights) and `out/curve.json` after each epoch.

    `start` is the model.pt of an earlier run to go on from, or the folder of an exported model, of which the encoder is taken; `terminology` a folder of names for substitution;
    `names_file` the lexicon that the encoder is told of, if any.
    """
    torch.set_num_threads(config.threads)
    tokenizer = load_tokenizer(base)
    trained, held = split(config, data)
    names = collect(trained, terminology) if any(entry.substitute for entry in config.mixture) else {}
    lexicon = read_lexicon(names_file, LEXICON_TYPES) if names_file else None
    types = len(lexicon.types) if lexicon else 0
    supplies = [
        Supply(tokenizer, corpus, entry, names, lexicon, beside)
        for corpus, entry, beside in with_companions(trained, config.mixture)
    ]
    encoder, head = build(base, config, types)
    if start:
        adopt(encoder, start) if start.is_dir() else restore(encoder, head, start)
    # The mean of the layers is the relation head's, and new with it.
    started = {name: value.clone() for name, value in encoder.state_dict().items() if name != "mixture"}
    use_training_attention(encoder.base)
    optimizer = optimiser(encoder, head, config)
    parts = {"encoder": encoder, "head": head, "optimizer": optimizer}
    curve: list[dict] = []
    state = checkpoint.load(out / "checkpoint.pt")
    if config.head_epochs and not state:
        head_first(encoder, head, supplies, config, out / "head.pt")
        settings = measure(encoder, head, tokenizer, held, lexicon)
        print(json.dumps({"heldOut": settings.figures, "threshold": settings.thresholds}), flush=True)
    average = Average([encoder, head], config.ema_decay)
    if state:
        for name, part in parts.items():
            part.load_state_dict(state[name])
        average.shadow, average.updates, curve = state["average"], state["updates"], state["curve"]
    encoder.train(), head.train()
    spent = sum(point["seconds"] for point in curve)

    for epoch in range(len(curve), config.epochs):
        torch.manual_seed(config.seed + epoch)
        began = time.monotonic()
        generator = np.random.default_rng((config.seed, epoch))
        examples = [one for supply in supplies for one in supply.epoch(generator)]
        todo = list(batches(examples, config.batch_tokens, generator))
        totals = Totals()
        for number, chosen in enumerate(todo):
            elapsed = spent + time.monotonic() - began
            progress = max((epoch + number / len(todo)) / config.epochs, elapsed / (60 * config.minutes) if config.minutes else 0)
            if progress >= 1:
                break
            set_rate(optimizer, progress, config.warmup)
            batch = collate(chosen, tokenizer.specials, types, config.lexicon_drop, generator)
            ids = mask_tokens(batch, tokenizer.specials, config.token_mask, generator)
            loss, tagging, relating = joint_loss(encoder, head, batch, ids, config.label_smoothing, config.relation_weight)
            loss.backward()
            for module in (encoder, head):
                torch.nn.utils.clip_grad_norm_(module.parameters(), config.clip_norm)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            average.update()
            totals.add(batch, tagging, relating)
            if totals.steps % 50 == 0:
                rate = totals.tokens / (time.monotonic() - began)
                print(f"epoch {epoch + 1} step {totals.steps}/{len(todo)} {totals.losses()} {rate:.0f} tokens/s", flush=True)
        if not totals.steps:
            break
        average.swap()
        with mixed(encoder, started, config.start_share):
            settings = measure(encoder, head, tokenizer, held, lexicon)
            checkpoint.save(out / "model.pt", {"config": asdict(config), "encoder": encoder.state_dict(), "head": head.state_dict()})
        average.swap()
        seconds = round(time.monotonic() - began)
        spent += seconds
        curve.append({"epoch": epoch + 1, "tokens": totals.tokens, "seconds": seconds, **totals.losses(),
                      "heldOut": settings.figures, "threshold": settings.thresholds})
        print(json.dumps(curve[-1]), flush=True)
        (out / "curve.json").write_text(json.dumps(curve, indent=1) + "\n", encoding="utf-8")
        checkpoint.save(out / "checkpoint.pt", {
            **{name: part.state_dict() for name, part in parts.items()},
            "average": average.shadow, "updates": average.updates, "curve": curve,
        })


def head_first(encoder: JointEncoder, head: RelationHead, supplies: list[Supply], config: Config, kept: Path) -> None:
    """Teaches the head alone, or takes what an earlier start has `kept`."""
    if state := checkpoint.load(kept):
        head.load_state_dict(state)
        return
    encoder.eval()
    generator = np.random.default_rng(config.seed)
    encode = torch_encode(encoder, bfloat16=True)
    taught = [lesson for supply in supplies for lesson in lessons(supply, encode, generator)]
    teach_head(head, taught, Schedule(config.head_epochs, config.head_rate, ema_decay=0.995), generator)
    checkpoint.save(kept, head.state_dict())


@contextmanager
def mixed(encoder: JointEncoder, started: dict[str, torch.Tensor], share: float) -> Iterator[None]:
    """The encoder with `share` of what it started from; as it was, afterwards."""
    own = {name: value.clone() for name, value in encoder.state_dict().items()}
    if share > 0:
        floats = {name: value for name, value in started.items() if value.is_floating_point()}
        encoder.load_state_dict(own | {name: torch.lerp(own[name], value, share) for name, value in floats.items()})
    yield
    encoder.load_state_dict(own)


@dataclass
class Totals:
    """Running sums of one epoch."""

    steps: int = 0
    related: int = 0
    tokens: int = 0
    tagging: float = 0.0
    relating: float = 0.0

    def add(self, batch: Batch, tagging: float, relating: float) -> None:
        self.steps += 1
        self.related += relating > 0
        self.tokens += int(batch.attention_mask.sum())
        self.tagging += tagging
        self.relating += relating

    def losses(self) -> dict[str, float]:
        return {"tagLoss": round(self.tagging / self.steps, 4), "relationLoss": round(self.relating / max(1, self.related), 4)}
