"""The joint loss of one batch: tagging, masked to the heads a corpus annotates, and relations per document."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from .examples import Example, told
from .model import JointEncoder
from .relation_groups import Group, PairTask, columns
from .relation_head import RelationHead
from .tokens import Specials

IGNORED = -100
NOVELTY_WEIGHT = 0.3
EVIDENCE_WEIGHT = 0.1
"""Against the loss of the labels."""


@dataclass(frozen=True)
class Batch:
    """input_ids, attention_mask int64 [rows, tokens]; tags int64 [rows, tokens, heads], IGNORED where nothing is taught;
    lexicon float32 [rows, tokens, 2 · types], None for a model without."""

    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    tags: torch.Tensor
    lexicon: torch.Tensor | None
    examples: list[Example]


def collate(
    examples: list[Example], specials: Specials, types: int = 0, drop: float = 0.0, generator: np.random.Generator | None = None
) -> Batch:
    """`types` of the lexicon, 0 without one; `drop` and `generator` as `told` takes them."""
    rows = [(one, window) for one in examples for window in one.windows]
    length = max(one.length for one in examples)
    ids = np.full((len(rows), length), specials.pad, dtype=np.int64)
    mask = np.zeros((len(rows), length), dtype=np.int64)
    tags = np.full((len(rows), length, len(examples[0].taught)), IGNORED, dtype=np.int64)
    known = np.zeros((len(rows), length, 2 * types), dtype=np.float32)
    hints = {id(one): told(one, types, drop, generator) for one in examples} if types else {}
    for row, (one, window) in enumerate(rows):
        size = window.end - window.start
        if types:
            known[row, 1 : size + 1] = hints[id(one)][window.start : window.end]
        ids[row, : size + 2] = [specials.cls, *one.tokens.ids[window.start : window.end], specials.sep]
        mask[row, : size + 2] = 1
        tags[row, 1 : size + 1] = np.where(one.taught, one.tags[window.start : window.end], IGNORED)
    lexicon = torch.from_numpy(known) if types else None
    return Batch(torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(tags), lexicon, examples)


def mask_tokens(batch: Batch, specials: Specials, share: float, generator: np.random.Generator) -> torch.Tensor:
    """input_ids with a random `share` of content tokens hidden, so that context has to carry them."""
    hidden = torch.from_numpy(generator.random(tuple(batch.input_ids.shape), dtype=np.float32) < share)
    content = (batch.input_ids != specials.cls) & (batch.input_ids != specials.sep) & (batch.attention_mask == 1)
    return torch.where(hidden & content, specials.mask, batch.input_ids)


def tag_loss(logits: torch.Tensor, tags: torch.Tensor, smoothing: float) -> torch.Tensor:
    """Summed over the taught heads of a token, mean over taught tokens. logits [rows, tokens, heads, 3], tags [rows, tokens, heads]."""
    taught = tags != IGNORED
    total = F.cross_entropy(logits[taught].float(), tags[taught], label_smoothing=smoothing, reduction="sum")
    return total / taught.any(-1).sum().clamp(min=1)


def document_hidden(hidden: torch.Tensor, examples: list[Example]) -> list[torch.Tensor]:
    """Hidden states [rows, tokens, width] → one [tokens, width] per document, windows stitched, specials dropped."""
    documents: list[torch.Tensor] = []
    row = 0
    for one in examples:
        parts = []
        for window in one.windows:
            parts.append(hidden[row, 1 + window.own_start - window.start : 1 + window.own_end - window.start])
            row += 1
        documents.append(torch.cat(parts) if len(parts) > 1 else parts[0])
    return documents


Asked = tuple[torch.Tensor, Group, PairTask]
"""Hidden states [tokens, width] of a text, and a group's question about it."""


def relation_loss(head: RelationHead, hidden: torch.Tensor, examples: list[Example]) -> torch.Tensor | None:
    """Of all pairs of the batch, each in its corpus' group; None without a pair."""
    texts = zip(examples, document_hidden(hidden, examples), strict=True)
    asked = [(states, group, task) for one, states in texts for group, task in one.tasks]
    return pair_losses(head, asked) if asked else None


def pair_losses(head: RelationHead, asked: list[Asked]) -> torch.Tensor:
    """Mean over all pairs: of their labels, their novelty where it is known, and where to look for what is known to be stated."""
    labels: list[torch.Tensor] = []
    novelty: list[torch.Tensor] = []
    evidence: list[torch.Tensor] = []
    for states, tasks in shared(asked):
        logits, novel, attention = head(states.float(), *(torch.from_numpy(array) for array in tasks[0][1].inputs))
        for group, task in tasks:
            holds = torch.from_numpy(task.holds)
            labels.append(threshold_loss(logits[:, columns(group, head.groups)], holds))
            known = torch.from_numpy(task.novel)
            if (known >= 0).any():
                novelty.append(F.binary_cross_entropy_with_logits(novel[known >= 0], known[known >= 0].float(), reduction="none"))
            if task.evidence is not None and (related := ~holds[:, 0]).any():
                evidence.append(evidence_loss(attention[related], torch.from_numpy(task.evidence)[related]))
    total = torch.cat(labels).mean()
    if novelty:
        total = total + NOVELTY_WEIGHT * torch.cat(novelty).mean()
    return total + EVIDENCE_WEIGHT * torch.cat(evidence).mean() if evidence else total


def shared(asked: list[Asked]) -> list[tuple[torch.Tensor, list[tuple[Group, PairTask]]]]:
    """Groups that ask about the same pairs of the same text: one run of the head answers them all."""
    together: dict[tuple, tuple[torch.Tensor, list[tuple[Group, PairTask]]]] = {}
    for states, group, task in asked:
        key = (id(states), *(array.tobytes() for array in task.inputs))
        together.setdefault(key, (states, []))[1].append((group, task))
    return list(together.values())


def threshold_loss(logits: torch.Tensor, holds: torch.Tensor) -> torch.Tensor:
    """Adaptive-threshold loss of each pair [pairs] (Zhou et al., 2021, eq. 8): what holds is to pass "None", and "None" all the
    rest. logits [pairs, labels], holds bool [pairs, labels] with "None" first, true where nothing else is."""
    positive = holds.clone()
    positive[:, 0] = False
    none = torch.zeros_like(holds)
    none[:, 0] = True
    above = logits.masked_fill(~(positive | none), -torch.inf).log_softmax(-1)
    below = logits.masked_fill(positive, -torch.inf).log_softmax(-1)
    return -above.masked_fill(~positive, 0.0).sum(-1) - below[:, 0]


def evidence_loss(attention: torch.Tensor, evidence: torch.Tensor) -> torch.Tensor:
    """How far the attention of each pair is from lying within its evidence [pairs] (the idea of DREEAM: Ma et al., 2023).
    attention [pairs, tokens], evidence bool [pairs, tokens]."""
    return -(attention * evidence).sum(-1).clamp(min=1e-6).log()


def joint_loss(
    encoder: JointEncoder, head: RelationHead, batch: Batch, input_ids: torch.Tensor, smoothing: float, weight: float
) -> tuple[torch.Tensor, float, float]:
    """Loss to minimise, and its two parts as numbers (0 where the batch has no tags or no pairs)."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, hidden = encoder(input_ids, batch.attention_mask, batch.lexicon)
    tagging = tag_loss(logits, batch.tags, smoothing)
    relations = relation_loss(head, hidden, batch.examples)
    if relations is None:
        return tagging, tagging.item(), 0.0
    return tagging + weight * relations, tagging.item(), relations.item()
