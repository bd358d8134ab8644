"""What a run's corpora taught: a head or a relation that none of them did must not speak in the exported model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from .config import Mixture
from .corpora.catalogue import sources
from .heads import GUIDELINES, HEADS, taught
from .labels import TAGS
from .model import JointEncoder


def taught_heads(mixture: tuple[Mixture, ...], data: Path) -> np.ndarray:
    """bool [heads]."""
    known = [(entry.name, sources(data)[entry.name]) for entry in mixture]
    return np.any([taught(one.guideline or name, one.types, one.general) for name, one in known], axis=0)


def taught_groups(mixture: tuple[Mixture, ...], data: Path) -> set[str]:
    """Relation groups."""
    return {group for entry in mixture if (group := sources(data)[entry.name].group)}


def taught_guidelines(heads: np.ndarray) -> set[str]:
    """Guidelines of which every head was taught."""
    return {name for name in GUIDELINES if all(heads[i] for i, head in enumerate(HEADS) if head.guideline == name)}


def silence(encoder: JointEncoder, heads: np.ndarray) -> None:
    """Sets the heads that are false in bool [heads] to O for every token: at random weights they tag now and then."""
    untaught = torch.from_numpy(~heads[: encoder.heads])
    with torch.no_grad():
        encoder.tagger.weight.view(encoder.heads, len(TAGS), -1)[untaught] = 0.0
        encoder.tagger.bias.view(encoder.heads, len(TAGS))[untaught] = torch.tensor([9.0, -9.0, -9.0])
