"""The document-level relation head: entity pairs of one document → relation logits, novelty, evidence attention.

After ATLOP (Zhou et al., 2021, "Document-Level Relation Extraction with Adaptive Thresholding and Localized Context
Pooling"), with two changes. The localised context comes from attention of the head's own instead of the encoder's
last layer, so the encoder exports hidden states only and its attention may be fused and quantised. And the product of
the two entities' attentions is taken before the softmax (a sum of their scores), which is the same product normalised,
without underflow.

Shapes: T tokens, M mentions, E entities, P pairs, W width, H heads.
"""

from __future__ import annotations

import torch
from torch import nn

FAR = 1e4
"""Token distance that stands for "no mention"; log1p of it ends the feature's range."""


class RelationHead(nn.Module):
    def __init__(self, width: int, types: int, labels: int, size: int = 256, heads: int = 4, block: int = 32, dropout: float = 0.15) -> None:
        super().__init__()
        self.heads, self.block = heads, block
        self.type_embedding = nn.Embedding(types, width)
        self.query = nn.Linear(width, size)
        self.key = nn.Linear(width, size)
        self.nearness = nn.Parameter(torch.full((heads,), 0.3))
        self.features = nn.Sequential(nn.Linear(6, 32), nn.GELU())
        self.subject = nn.Linear(2 * width + 32, size)
        self.object = nn.Linear(2 * width + 32, size)
        self.dropout = nn.Dropout(dropout)
        self.relation = nn.Linear(size * block, labels)
        self.novelty = nn.Linear(size * block, 1)
        nn.init.normal_(self.type_embedding.weight, std=0.02)

    def forward(
        self,
        hidden: torch.Tensor,
        mention_spans: torch.Tensor,
        mention_entity: torch.Tensor,
        entity_types: torch.Tensor,
        pairs: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """hidden float [T, W], mention_spans int64 [M, 2] half-open, mention_entity int64 [M], entity_types int64 [E],
        pairs int64 [P, 2] → logits float [P, labels], novelty float [P], attention float [P, T] (rows sum to 1)."""
        position = torch.arange(hidden.shape[0])
        begin, end = mention_spans[:, :1], mention_spans[:, 1:]
        covers = ((position >= begin) & (position < end)).to(hidden.dtype)  # [M, T]
        mention = (covers @ hidden) / covers.sum(1, keepdim=True).clamp(min=1)  # [M, W]
        membership = (mention_entity == torch.arange(entity_types.shape[0])[:, None]).to(hidden.dtype)  # [E, M]
        entity = pool(mention, membership) + self.type_embedding(entity_types)  # [E, W]

        # Token distance to the nearest mention of each entity, 0 inside it. [M, T] → [E, T]
        away = torch.maximum(begin - position, position - end + 1).clamp(min=0).to(hidden.dtype)
        distance = nearest(away, mention_entity, entity_types.shape[0])
        scores = self.score(entity, hidden, distance)  # [E, H, T]
        first, second = pairs[:, 0], pairs[:, 1]
        attention = (scores[first] + scores[second]).softmax(-1).mean(1)  # [P, T]
        context = attention @ hidden  # [P, W]

        features = self.features(self.measure(begin, end, mention_entity, membership, first, second))
        left = torch.tanh(self.subject(self.dropout(torch.cat([entity[first], context, features], -1))))
        right = torch.tanh(self.object(self.dropout(torch.cat([entity[second], context, features], -1))))
        # Grouped bilinear: outer products inside blocks of `block` values.
        blocks = (left.unflatten(1, (-1, self.block, 1)) * right.unflatten(1, (-1, 1, self.block))).flatten(1)
        blocks = self.dropout(blocks)
        return self.relation(blocks), self.novelty(blocks).squeeze(-1), attention

    def score(self, entity: torch.Tensor, hidden: torch.Tensor, distance: torch.Tensor) -> torch.Tensor:
        """Attention scores [E, H, T] before the softmax; a learned slope per head prefers tokens near the mentions."""
        query = self.query(entity).unflatten(1, (self.heads, -1)).transpose(0, 1)  # [H, E, d]
        key = self.key(hidden).unflatten(1, (self.heads, -1)).transpose(0, 1)  # [H, T, d]
        scores = (query @ key.transpose(1, 2)) / query.shape[-1] ** 0.5
        return scores.transpose(0, 1) - self.nearness[:, None] * torch.log1p(distance)[:, None, :]

    def measure(
        self,
        begin: torch.Tensor,
        end: torch.Tensor,
        mention_entity: torch.Tensor,
        membership: torch.Tensor,
        first: torch.Tensor,
        second: torch.Tensor,
    ) -> torch.Tensor:
        """Log features of a pair [P, 6]: least and mean-of-nearest token distance, mention counts, first positions."""
        entities = membership.shape[0]
        apart = torch.maximum(begin - end.T, begin.T - end).clamp(min=0).to(membership.dtype)  # [M, M]
        to_mention = nearest(apart, mention_entity, entities)  # [E, M]: from the entity to every mention
        least = nearest(to_mention.T, mention_entity, entities)  # [E, E]
        count = membership.sum(1)  # [E]
        mean = (to_mention @ membership.T) / count.clamp(min=1)  # [E, E]: over the second's mentions
        start = nearest(begin.to(membership.dtype), mention_entity, entities).squeeze(1)  # [E]
        columns = [least[first, second], mean[first, second], count[first], count[second], start[first], start[second]]
        return torch.log1p(torch.stack(columns, -1))


def pool(mention: torch.Tensor, membership: torch.Tensor) -> torch.Tensor:
    """Log-sum-exp of an entity's mentions: [M, W], [E, M] → [E, W]. Shifted by the largest value of each column."""
    top = mention.amax(0, keepdim=True)
    return torch.log((membership @ torch.exp(mention - top)).clamp(min=1e-20)) + top


def nearest(values: torch.Tensor, owner: torch.Tensor, owners: int) -> torch.Tensor:
    """Minimum over the rows of each owner: [M, N], [M] → [owners, N]; FAR where an owner has no row."""
    start = torch.full((owners, values.shape[1]), FAR, dtype=values.dtype)
    index = owner[:, None].expand(-1, values.shape[1])
    return start.scatter_reduce(0, index, values, reduce="amin")
