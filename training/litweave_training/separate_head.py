"""A relation head of its own over the hidden states of an exported encoder, which stays as it is.

For relations that the joint model must not learn, because of their corpus's licence, or that come later: minutes of
training, a file of a few megabytes, and at run time no second pass of the encoder.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .corpora.catalogue import Corpus, read, test_grams, test_ids, without, without_copies
from .corpora.document import ENTITY_TYPES, Document
from .examples import MOST_PAIRS, NAMED
from .loss import pair_losses
from .optimise import Average, set_rate
from .predict import Encoded, torch_relate
from .relation_groups import Group, PairTask, pair_task, thinned
from .relation_head import RelationHead
from .relation_scores import GroupScores, group_scores
from .scores import ask, best_threshold, calibrated, relations


@dataclass(frozen=True)
class HeadRecipe:
    epochs: int = 14
    rate: float = 5e-4
    batch: int = 16
    """Documents of one step."""
    holdout: int = 70
    layers: int = 3
    dropout: float = 0.2
    warmup: float = 0.06
    weight_decay: float = 0.02
    ema_decay: float = 0.99
    seed: int = 13


@dataclass(frozen=True)
class Taught:
    head: RelationHead
    threshold: float
    scores: GroupScores
    figures: dict[str, float]
    """F1 on the held-out documents."""


def training_documents(data: Path, name: str, splits: tuple[str, ...]) -> Corpus:
    """Those of the splits that stand in no test split of any corpus."""
    parts = [read(data, name, split) for split in splits]
    documents = tuple(document for part in parts for document in part.documents)
    joined = Corpus(name, documents, parts[0].types, parts[0].group)
    return without_copies(without(joined, test_ids(data)), test_grams(data))


def teach(encoded: list[Encoded], group: Group, recipe: HeadRecipe, report: bool = True) -> Taught:
    """`encoded`: the corpus, with hidden states by the encoder as it will run."""
    torch.manual_seed(recipe.seed)
    generator = np.random.default_rng(recipe.seed)
    order = generator.permutation(len(encoded))
    held, taught = ([encoded[i] for i in part] for part in (order[: recipe.holdout], order[recipe.holdout :]))
    questions = [question for one in taught if (question := questions_of(one, group))]
    head = RelationHead(encoded[0].hidden.shape[1], len(ENTITY_TYPES), (group,), layers=recipe.layers, dropout=recipe.dropout)
    optimizer = torch.optim.AdamW(head.parameters(), lr=recipe.rate, weight_decay=recipe.weight_decay, betas=(0.9, 0.98))
    average = Average([head], recipe.ema_decay)
    steps = recipe.epochs * -(-len(questions) // recipe.batch)
    step = 0
    for epoch in range(recipe.epochs):
        began, total = time.monotonic(), 0.0
        shuffled = generator.permutation(len(questions))
        for at in range(0, len(shuffled), recipe.batch):
            set_rate(optimizer, step / steps, recipe.warmup)
            asked = [
                (hidden, group, thinned(tasks[int(generator.random() < NAMED) % len(tasks)], MOST_PAIRS, generator))
                for hidden, tasks in (questions[i] for i in shuffled[at : at + recipe.batch])
            ]
            loss = pair_losses(head, asked)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            average.update()
            step, total = step + 1, total + loss.item()
        if report:
            mean = total * recipe.batch / len(questions)
            print(json.dumps({"epoch": epoch + 1, "loss": round(mean, 4), "seconds": round(time.monotonic() - began)}), flush=True)
    average.swap()
    head.eval()
    answers = ask(held, torch_relate(head), group, head.groups)
    scores = group_scores(answers, group)
    answers = calibrated(answers, scores.any)
    documents: list[Document] = [one.document for one in held]
    threshold = best_threshold(documents, answers, group)
    found = relations(documents, answers, group, threshold)
    return Taught(head, threshold, scores, {view: round(result.f1, 2) for view, result in found.items()})


def questions_of(one: Encoded, group: Group) -> tuple[torch.Tensor, list[PairTask]] | None:
    """Hidden states of a text and what to ask of it: by mention and, where the corpus relates mentions, by name."""
    asked = [pair_task(one.document, one.tokens, group, named) for named in ((False, True) if group.mentions else (False,))]
    tasks = [task for task in asked if task is not None]
    return (torch.from_numpy(one.hidden).half(), tasks) if tasks else None

