"""The training recipe: one TOML file, parsed once into frozen values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Mixture:
    """How one corpus enters an epoch."""

    name: str
    splits: tuple[str, ...]
    repeat: int = 1
    holdout: int = 0
    """Documents of its last split kept out of training altogether, to draw the learning curve and set thresholds."""
    empty: int = -1
    """Sentences without a mention kept per epoch; -1 keeps all."""
    share: float = 1.0
    """Of the corpus's texts, drawn anew in each epoch."""
    pack: int = 1
    """Sentence corpora: one to `pack` sentences make one text."""
    substitute: float = 0.0
    """Share of the distinct names of a document that are replaced by others of their type, anew in each epoch."""
    beside: str = ""
    """A corpus of the mixture before this one: relations in texts of it are learnt along with it, in one pass."""


@dataclass(frozen=True)
class Config:
    name: str
    mixture: tuple[Mixture, ...]
    seed: int = 13
    threads: int = 2
    epochs: int = 10
    minutes: float = 0
    """Wall-clock budget; 0 is none. On a slower machine the rate then falls with time instead of steps, and training
    ends with the budget: nothing is wasted, but only a run without a budget repeats exactly."""
    batch_tokens: int = 3072
    """Padded tokens of one step."""
    learning_rate: float = 2e-4
    """Of the encoder's last layer; layer k below it gets `layer_decay ** k` of it."""
    head_learning_rate: float = 1e-3
    """Of the tagger."""
    relation_learning_rate: float = 2e-4
    """Of the relation head: its wide bilinear layer diverges at the tagger's rate."""
    head_epochs: int = 0
    """Before the first epoch, of the relation head alone, over an encoder that stays as it is. Not of `minutes`."""
    head_rate: float = 7e-4
    """Of the relation head in those epochs."""
    layer_decay: float = 0.9
    warmup: float = 0.06
    """Share of the run."""
    weight_decay: float = 0.01
    dropout: float = 0.1
    label_smoothing: float = 0.0
    token_mask: float = 0.0
    """Probability that an input token is replaced by the mask token."""
    lexicon_drop: float = 0.2
    """Probability that a name found in the lexicon is not told to the encoder; half of it, that none of a document is."""
    ema_decay: float = 0.999
    start_share: float = 0.0
    """Of the encoder that the run started from, in the averaged weights that are measured and written: what fine-tuning for
    something else unlearnt comes back (Wortsman et al., 2022, "Robust fine-tuning of zero-shot models")."""
    relation_weight: float = 0.3
    """Of the relation loss against the tag loss: at 1.0 its gradient drowns the tagger's."""
    clip_norm: float = 1.0
    """Of the encoder's gradient and of the relation head's, each on its own."""


def load_config(path: Path) -> Config:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {field.name for field in fields(Config)}
    unknown = set(table) - known
    if unknown:
        raise ValueError(f"{path}: unknown settings {sorted(unknown)}; known are {sorted(known)}")
    mixture = tuple(Mixture(**{**entry, "splits": tuple(entry["splits"])}) for entry in table.pop("mixture"))
    return Config(mixture=mixture, **table)
