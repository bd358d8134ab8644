"""Teaching a relation head alone, over hidden states that are made once: an epoch costs a fifth of one that moves the
encoder too. A head that begins beside an encoder which moves pulls it about by what it does not know yet (Kumar et al., 2022,
"Fine-Tuning can Distort Pretrained Features and Underperform Out-of-Distribution").
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from .examples import MOST_PAIRS, NAMED, Supply
from .loss import pair_losses
from .optimise import Average, set_rate
from .predict import Encode, encode_documents
from .relation_groups import Group, PairTask, group_named, pair_task, thinned
from .relation_head import RelationHead

Questions = tuple[tuple[Group, PairTask], ...]


@dataclass(frozen=True)
class Lesson:
    """A text's hidden states float16 [tokens, width], and the ways to ask about it, of which each epoch takes one: by
    mention and, where a corpus relates mentions, by name."""

    hidden: torch.Tensor
    ways: tuple[Questions, ...]


@dataclass(frozen=True)
class Schedule:
    epochs: int = 14
    rate: float = 5e-4
    batch: int = 16
    """Texts of one step."""
    warmup: float = 0.06
    weight_decay: float = 0.02
    ema_decay: float = 0.99


def lessons(supply: Supply, encode: Encode, generator: np.random.Generator) -> Iterator[Lesson]:
    """Of each text of a corpus that relates something, as it stands: no name is substituted."""
    group = group_named(supply.corpus.group)
    if group is None:
        return
    documents = list(supply.corpus.documents)
    drawn = generator.permutation(len(documents))[: round(len(documents) * supply.mixture.share)]
    chosen = [documents[index] for index in drawn]
    for one in encode_documents(encode, supply.tokenizer, chosen, budget=4096, lexicon=supply.lexicon):
        asked = ((group, one.document), *supply.beside.get(one.document.text, ()))
        ways = []
        for named in (False, True) if group.mentions else (False,):
            tasks = ((by, pair_task(document, one.tokens, by, named)) for by, document in asked)
            if questions := tuple((by, task) for by, task in tasks if task is not None):
                ways.append(questions)
        if ways:
            lesson = Lesson(torch.from_numpy(one.hidden).half(), tuple(ways))
            yield from [lesson] * supply.mixture.repeat


def teach_head(
    head: RelationHead, taught: list[Lesson], schedule: Schedule, generator: np.random.Generator, report: bool = True
) -> None:
    """Leaves the averaged weights in `head`, in evaluation mode."""
    head.train()
    optimizer = torch.optim.AdamW(head.parameters(), lr=schedule.rate, weight_decay=schedule.weight_decay, betas=(0.9, 0.98))
    average = Average([head], schedule.ema_decay)
    steps = schedule.epochs * -(-len(taught) // schedule.batch)
    step = 0
    for epoch in range(schedule.epochs):
        began, total = time.monotonic(), 0.0
        shuffled = generator.permutation(len(taught))
        for at in range(0, len(shuffled), schedule.batch):
            set_rate(optimizer, step / steps, schedule.warmup)
            asked = []
            for lesson in (taught[index] for index in shuffled[at : at + schedule.batch]):
                way = lesson.ways[int(generator.random() < NAMED) % len(lesson.ways)]
                asked += [(lesson.hidden, group, thinned(task, MOST_PAIRS, generator)) for group, task in way]
            loss = pair_losses(head, asked)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            average.update()
            step, total = step + 1, total + loss.item()
        if report:
            mean = total * schedule.batch / len(taught)
            print(json.dumps({"headEpoch": epoch + 1, "loss": round(mean, 4), "seconds": round(time.monotonic() - began)}), flush=True)
    average.swap()
    head.eval()
