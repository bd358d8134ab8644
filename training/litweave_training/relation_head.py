"""The document-level relation head: entity pairs of one document → relation logits, novelty, evidence attention.

Begun as ATLOP (Zhou et al., 2021, "Document-Level Relation Extraction with Adaptive Thresholding and Localized Context
Pooling"), whose log-sum-exp pooling of mentions, grouped bilinear layer and threshold label it keeps. Its localised
context is read otherwise. The encoder exports hidden states only, so that its attention may be fused and quantised, and
knows of no pair; so the tokens are marked with the types of the mentions that cover them, and each pair, a state that
begins with its two entities, reads them in a few layers of attention of its own, each token's score shifted by where it
stands to the mentions of both sides, by whether its sentence names both and by whether it stands between them. Keys and
values are made once a document: a pair costs little.

Attention averages, and "inhibited by" is told by three words whatever stands beside them. So detectors of trigrams run over
the tokens, as in a piecewise convolutional network (Zeng et al., 2015, "Distant Supervision for Relation Extraction via
Piecewise Convolutional Neural Networks"), and each pair takes their strongest answers between its mentions, one order of
them apart from the other, and in the sentences that name both. The strongest is taken by log-sum-exp, for all pairs in one
matrix product.

Shapes: T tokens, M mentions, E entities, P pairs, W width, S size, H heads.
"""

from __future__ import annotations

import torch
from torch import nn

from .relation_groups import Group, label_count

FAR = 1e4
"""Token distance that stands for "no mention"; log1p of it ends the feature's range."""

REACHES = (2.0, 8.0, 32.0)
"""Tokens over which a place's nearness to a mention falls to 1/e."""
PLACE = 2 * len(REACHES) + 1
"""Features of where a token stands to an entity: nearness before and after a mention, and within one."""
FEATURES = 11
"""Of a pair: distances, counts and first places, and the sentences that its entities share."""
REGIONS = 3
"""Of a pair's sentences: all of them, between its first entity and its second, between its second and its first."""


class RelationHead(nn.Module):
    def __init__(
        self,
        width: int,
        types: int,
        groups: tuple[Group, ...],
        size: int = 256,
        heads: int = 4,
        layers: int = 1,
        block: int = 16,
        patterns: int = 128,
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        self.block, self.groups = block, groups
        labels = label_count(groups)
        self.mark = nn.Embedding(types, width)
        self.marked = nn.LayerNorm(width)
        self.type_embedding = nn.Embedding(types, width)
        self.features = nn.Sequential(nn.Linear(FEATURES, 32), nn.GELU())
        self.begin = nn.Linear(2 * width + 32, size)
        self.between = nn.Linear(3 * width, patterns)
        self.around = nn.Linear(3 * width, patterns)
        self.heard = nn.Linear(REGIONS * patterns, size)
        self.readers = nn.ModuleList(PairReader(width, size, heads, dropout) for _ in range(layers))
        self.read = nn.LayerNorm(size)
        self.subject = nn.Linear(width + size + 32, size)
        self.object = nn.Linear(width + size + 32, size)
        self.dropout = nn.Dropout(dropout)
        told = size * block + size + REGIONS * patterns
        self.relation = nn.Linear(told, labels)
        self.novelty = nn.Linear(told, 1)
        nn.init.normal_(self.type_embedding.weight, std=0.02)
        nn.init.normal_(self.mark.weight, std=0.1)

    def forward(
        self,
        hidden: torch.Tensor,
        sentences: torch.Tensor,
        mention_spans: torch.Tensor,
        mention_entity: torch.Tensor,
        entity_types: torch.Tensor,
        pairs: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """hidden float [T, W], sentences int64 [T] (each token's, counted up from the first's), mention_spans int64 [M, 2]
        half-open, mention_entity int64 [M], entity_types int64 [E], pairs int64 [P, 2] → logits float [P, labels], novelty float [P], attention float [P, T] (rows sum to 1)."""
        position = torch.arange(hidden.shape[0])
        begin, end = mention_spans[:, :1], mention_spans[:, 1:]
        ahead = (begin - position).to(hidden.dtype)  # [M, T], above 0 before the mention
        behind = (position - end + 1).to(hidden.dtype)
        covers = ((ahead <= 0) & (behind <= 0)).to(hidden.dtype)
        kinds = nn.functional.one_hot(entity_types, self.mark.num_embeddings).to(hidden.dtype)[mention_entity]  # [M, types]
        tokens = self.marked(hidden + (covers.T @ kinds).clamp(max=1) @ self.mark.weight)  # [T, W]
        mention = (covers @ tokens) / covers.sum(1, keepdim=True).clamp(min=1)  # [M, W]
        membership = (mention_entity == torch.arange(entity_types.shape[0])[:, None]).to(hidden.dtype)  # [E, M]
        entity = pool(mention, membership) + self.type_embedding(entity_types)  # [E, W]

        first, second = pairs[:, 0], pairs[:, 1]
        of_mention = sentences[mention_spans[:, 0]][:, None]  # [M, 1]
        inside = of_mention == sentences  # [M, T]
        named = (membership @ inside.to(hidden.dtype)).clamp(max=1)  # [E, T]
        both = named[first] * named[second]  # [P, T]: within a sentence that names both
        onward, back = self.order(ahead, behind, inside, mention_entity, membership.shape[0], first, second)
        regions = torch.stack([both, onward, back], -1)  # [P, T, REGIONS]
        measured = [
            self.measure(begin, end, mention_entity, membership, first, second),
            self.share(both, sentences, of_mention, mention_entity, membership.shape[0], first, second),
        ]
        features = self.features(torch.cat(measured, -1))
        heard = self.hear(tokens, both, onward, back)  # [P, REGIONS · patterns]
        place = self.places(ahead, behind, mention_entity, membership.shape[0])  # [E, T, PLACE]
        state = self.begin(torch.cat([entity[first], entity[second], features], -1)) + self.heard(heard)  # [P, S]
        for reader in self.readers:
            state, attention = reader(state, tokens, place, regions, first, second)

        seen = self.dropout(self.read(state))
        left = torch.tanh(self.subject(torch.cat([self.dropout(entity[first]), seen, features], -1)))
        right = torch.tanh(self.object(torch.cat([self.dropout(entity[second]), seen, features], -1)))
        # Grouped bilinear: outer products inside blocks of `block` values.
        blocks = (left.unflatten(1, (-1, self.block, 1)) * right.unflatten(1, (-1, 1, self.block))).flatten(1)
        last = torch.cat([self.dropout(blocks), seen, heard], -1)
        return self.relation(last), self.novelty(last).squeeze(-1), attention

    def order(
        self,
        ahead: torch.Tensor,
        behind: torch.Tensor,
        inside: torch.Tensor,
        owner: torch.Tensor,
        entities: int,
        first: torch.Tensor,
        second: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Tokens between neighbouring mentions of a pair in one sentence, [P, T] each: the first entity's before the
        second's, and the other way round."""
        far = torch.full_like(ahead, FAR)
        before = nearest(torch.where((ahead > 0) & inside, ahead, far), owner, entities)  # [E, T]
        after = nearest(torch.where((behind > 0) & inside, behind, far), owner, entities)

        def between(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
            # Behind a mention of the left one and not since then of the right one; the same looking ahead.
            return ((after[left] < after[right]) & (before[right] < before[left])).to(ahead.dtype)

        return between(first, second), between(second, first)

    def hear(self, tokens: torch.Tensor, both: torch.Tensor, onward: torch.Tensor, back: torch.Tensor) -> torch.Tensor:
        """The strongest trigrams of each pair's regions [P, REGIONS · patterns], 0 where none is heard."""
        tokens = self.dropout(tokens)
        edge = torch.zeros_like(tokens[:1])
        trigrams = torch.cat([torch.cat([edge, tokens[:-1]]), tokens, torch.cat([tokens[1:], edge])], -1)  # [T, 3 W]
        between = self.between(trigrams)
        found = [pool(between, onward), pool(between, back), pool(self.around(trigrams), both)]
        return self.dropout(torch.cat(found, -1).relu())

    def places(self, ahead: torch.Tensor, behind: torch.Tensor, owner: torch.Tensor, entities: int) -> torch.Tensor:
        """Where each token stands to each entity [E, T, PLACE]: exp(−d / reach) of its distance d to the nearest mention
        that begins after it and to the nearest that ends before it, and 1 within one."""
        far = torch.full_like(ahead, FAR)
        before = nearest(torch.where(ahead > 0, ahead, far), owner, entities)  # [E, T]
        after = nearest(torch.where(behind > 0, behind, far), owner, entities)
        within = nearest(torch.maximum(ahead, behind).clamp(min=0), owner, entities) == 0
        near = [torch.exp(-distance / reach) for distance in (before, after) for reach in REACHES]
        return torch.stack([*near, within.to(ahead.dtype)], -1)

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


    def share(
        self,
        both: torch.Tensor,
        sentences: torch.Tensor,
        of_mention: torch.Tensor,
        owner: torch.Tensor,
        entities: int,
        first: torch.Tensor,
        second: torch.Tensor,
    ) -> torch.Tensor:
        """What sentences a pair shares [P, 5]: any, how many (log), the first (a title), the last; and how many sentences its
        mentions are apart at least (log)."""
        opens = torch.cat([torch.ones_like(sentences[:1]), (sentences[1:] != sentences[:-1]).to(sentences.dtype)])
        count = both @ opens.to(both.dtype)  # [P]
        away = nearest((of_mention - of_mention.T).abs().to(both.dtype), owner, entities)  # [E, M]
        least = nearest(away.T, owner, entities)  # [E, E]
        columns = [count.clamp(max=1), torch.log1p(count), both[:, 0], both[:, -1], torch.log1p(least[first, second])]
        return torch.stack(columns, -1)


class PairReader(nn.Module):
    """One layer in which pairs read the tokens: attention, then a feed-forward step, each added to the state."""

    def __init__(self, width: int, size: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.asks = nn.LayerNorm(size)
        self.query = nn.Linear(size, size)
        self.key = nn.Linear(width, size)
        self.value = nn.Linear(width, size)
        self.first_place = nn.Linear(PLACE, heads, bias=False)
        self.second_place = nn.Linear(PLACE, heads, bias=False)
        self.region = nn.Linear(REGIONS, heads, bias=False)
        self.out = nn.Linear(size + 2 * heads * PLACE, size)
        self.thinks = nn.Sequential(nn.LayerNorm(size), nn.Linear(size, 2 * size), nn.GELU(), nn.Linear(2 * size, size))
        self.dropout = nn.Dropout(dropout)

    def forward(
        self,
        state: torch.Tensor,
        tokens: torch.Tensor,
        place: torch.Tensor,
        regions: torch.Tensor,
        first: torch.Tensor,
        second: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """state [P, S], tokens [T, W], place [E, T, PLACE], regions [P, T, REGIONS], first and second int64 [P] → state, attention [P, T]."""
        query = self.query(self.asks(state)).unflatten(1, (self.heads, -1)).transpose(0, 1)  # [H, P, d]
        key = self.key(tokens).unflatten(1, (self.heads, -1)).transpose(0, 1)  # [H, T, d]
        value = self.value(tokens).unflatten(1, (self.heads, -1)).transpose(0, 1)
        scores = (query @ key.transpose(1, 2)) / query.shape[-1] ** 0.5  # [H, P, T]
        shift = self.first_place(place)[first] + self.second_place(place)[second]  # [P, T, H]
        shift = shift + self.region(regions)
        attention = (scores + shift.permute(2, 0, 1)).softmax(-1)
        context = (attention @ value).transpose(0, 1).flatten(1)  # [P, S]
        by_pair = attention.transpose(0, 1)  # [P, H, T]
        stands = [(by_pair @ place[side]).flatten(1) for side in (first, second)]  # [P, H · PLACE]
        state = state + self.dropout(self.out(torch.cat([context, *stands], -1)))
        return state + self.dropout(self.thinks(state)), attention.mean(0)


def pool(values: torch.Tensor, membership: torch.Tensor) -> torch.Tensor:
    """Log-sum-exp of each owner's rows: [M, W], 0 or 1 [E, M] → [E, W]. Shifted by the largest value of each column."""
    top = values.amax(0, keepdim=True)
    return torch.log((membership @ torch.exp(values - top)).clamp(min=1e-20)) + top


def nearest(values: torch.Tensor, owner: torch.Tensor, owners: int) -> torch.Tensor:
    """Minimum over the rows of each owner: [M, N], [M] → [owners, N]; FAR where an owner has no row."""
    start = torch.full((owners, values.shape[1]), FAR, dtype=values.dtype)
    index = owner[:, None].expand(-1, values.shape[1])
    return start.scatter_reduce(0, index, values, reduce="amin")
