"""The joint loss of one batch: tagging, masked to the heads a corpus annotates, and relations per document."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from .examples import Example, told
from .model import JointEncoder
from .relation_groups import columns
from .relation_head import RelationHead
from .tokens import Specials

IGNORED = -100


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
    return total / taught.any(-1).sum()


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


def relation_loss(head: RelationHead, hidden: torch.Tensor, examples: list[Example]) -> torch.Tensor | None:
    """Cross-entropy over all pairs of the batch, each in its corpus' group, plus novelty; None without a pair."""
    losses: list[torch.Tensor] = []
    novelty: list[torch.Tensor] = []
    for one, states in zip(examples, document_hidden(hidden, examples), strict=True):
        if one.pairs is None or one.group is None:
            continue
        task = one.pairs
        logits, novel, _ = head(states.float(), *(torch.from_numpy(array) for array in task.inputs))
        losses.append(F.cross_entropy(logits[:, columns(one.group)], torch.from_numpy(task.labels), reduction="none"))
        known = torch.from_numpy(task.novel)
        if (known >= 0).any():
            novelty.append(F.binary_cross_entropy_with_logits(novel[known >= 0], known[known >= 0].float(), reduction="none"))
    if not losses:
        return None
    total = torch.cat(losses).mean()
    return total + 0.3 * torch.cat(novelty).mean() if novelty else total


def joint_loss(
    encoder: JointEncoder, head: RelationHead, batch: Batch, input_ids: torch.Tensor, smoothing: float, weight: float
) -> tuple[torch.Tensor, float, float]:
    """Loss to minimise, and its two parts as numbers (relations 0 when the batch has none)."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, hidden = encoder(input_ids, batch.attention_mask, batch.lexicon)
    tagging = tag_loss(logits, batch.tags, smoothing)
    relations = relation_loss(head, hidden, batch.examples)
    if relations is None:
        return tagging, tagging.item(), 0.0
    return tagging + weight * relations, tagging.item(), relations.item()
