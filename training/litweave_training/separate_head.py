"""A relation head of its own over the hidden states of an exported encoder, which stays as it is.

For relations that the joint model must not learn, because of their corpus's licence, or that come later: minutes of
training, a file of a few megabytes, and at run time no second pass of the encoder.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .corpora.catalogue import Corpus, read, test_grams, test_ids, without, without_copies
from .corpora.document import ENTITY_TYPES, Document
from .head_training import Lesson, Schedule, teach_head
from .predict import Encoded, torch_relate
from .relation_groups import Group, pair_task
from .relation_head import RelationHead
from .relation_scores import GroupScores, group_scores
from .scores import ask, best_threshold, calibrated, relations


@dataclass(frozen=True)
class HeadRecipe:
    schedule: Schedule = Schedule()
    holdout: int = 70
    dropout: float = 0.2
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
    head = RelationHead(encoded[0].hidden.shape[1], len(ENTITY_TYPES), (group,), dropout=recipe.dropout)
    teach_head(head, [lesson for one in taught if (lesson := lesson_of(one, group))], recipe.schedule, generator, report)
    answers = ask(held, torch_relate(head), group, head.groups)
    scores = group_scores(answers, group)
    answers = calibrated(answers, scores.any)
    documents: list[Document] = [one.document for one in held]
    threshold = best_threshold(documents, answers, group)
    found = relations(documents, answers, group, threshold)
    return Taught(head, threshold, scores, {view: round(result.f1, 2) for view, result in found.items()})


def lesson_of(one: Encoded, group: Group) -> Lesson | None:
    asked = [pair_task(one.document, one.tokens, group, named) for named in ((False, True) if group.mentions else (False,))]
    ways = tuple(((group, task),) for task in asked if task is not None)
    return Lesson(torch.from_numpy(one.hidden).half(), ways) if ways else None
