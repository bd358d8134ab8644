"""The network: an encoder pass over one marked sentence, and a linear layer over the states of the two marks."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from litweave_training.attention import use_training_attention
from litweave_training.dropout import replace_dropout
from litweave_training.model import load_base
from litweave_training.tokens import Tokenizer, tokenise

from .marking import Marks

STATES = ("marks", "cls")


class PairClassifier(nn.Module):
    """input_ids, attention_mask int64 [pairs, tokens], places int64 [pairs, 2] → logits [pairs, labels].

    `state` "marks" reads the two marks (PURE), "cls" the first token (BioBERT).
    """

    def __init__(self, base: nn.Module, labels: int, state: str, dropout: float, seed: int) -> None:
        super().__init__()
        self.base, self.state = base, state
        self.dropout = nn.Dropout(dropout)
        width = base.config.hidden_size * (2 if state == "marks" else 1)
        self.classifier = nn.Linear(width, labels)
        nn.init.normal_(self.classifier.weight, std=0.02)
        nn.init.zeros_(self.classifier.bias)
        replace_dropout(self, seed)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        hidden = self.base(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        rows = torch.arange(len(hidden))[:, None]
        read = hidden[rows, places].flatten(1) if self.state == "marks" else hidden[:, 0]
        return self.classifier(self.dropout(read))


def build(folder: Path, tokenizer: Tokenizer, added: Marks, labels: int, state: str, dropout: float, seed: int) -> PairClassifier:
    """From a Hugging Face folder. A new token starts with the mean embedding of its type's word."""
    torch.manual_seed(seed)
    base = load_base(folder, dropout)
    base.resize_token_embeddings(base.config.vocab_size + len(added.ids), mean_resizing=False)
    table = base.get_input_embeddings().weight
    with torch.no_grad():
        for name, index in added.ids.items():
            pieces = tokenise(tokenizer, added.words[name].lower()).ids
            table[index] = table[torch.from_numpy(pieces)].mean(0)
    use_training_attention(base)
    return PairClassifier(base, labels, state, dropout, seed)
