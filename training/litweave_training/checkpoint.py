"""A run's state on disk: everything needed to go on as if it had never stopped."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch


def save(path: Path, state: dict[str, Any]) -> None:
    """Written aside and renamed: a crash leaves the former checkpoint."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    torch.save(state, aside)
    os.replace(aside, path)


def load(path: Path) -> dict[str, Any] | None:
    return torch.load(path, weights_only=False) if path.exists() else None
