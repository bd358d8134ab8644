"""Optimiser groups, the learning-rate schedule, and the running average of the weights."""

from __future__ import annotations

import re

import torch
from torch import nn

from .config import Config

LAYER = re.compile(r"\.layer\.(\d+)\.")


def optimiser(encoder: nn.Module, head: nn.Module, config: Config) -> torch.optim.AdamW:
    """AdamW; the encoder's learning rate falls by `layer_decay` a layer downwards, embeddings lowest."""
    depth = 1 + max((int(m.group(1)) for name, _ in encoder.named_parameters() if (m := LAYER.search(name))), default=0)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}

    def add(parameter: nn.Parameter, rate: float) -> None:
        decay = config.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)

    for name, parameter in encoder.named_parameters():
        found = LAYER.search(name)
        below = depth - 1 - int(found.group(1)) if found else depth
        in_base = name.startswith("base.")
        add(parameter, config.learning_rate * config.layer_decay**below if in_base else config.head_learning_rate)
    for parameter in head.parameters():
        add(parameter, config.relation_learning_rate)
    return torch.optim.AdamW(
        [{"params": params, "lr": rate, "weight_decay": decay} for (rate, decay), params in groups.items()],
        betas=(0.9, 0.98),
        fused=True,
    )


def set_rate(optimizer: torch.optim.Optimizer, progress: float, warmup: float) -> None:
    """Linear warm-up over the first share of the run, then linear decay to zero. `progress` from 0 to 1."""
    factor = min((progress + 1e-3) / warmup, (1 - progress) / (1 - warmup))
    for group in optimizer.param_groups:
        group["lr"] = group.setdefault("initial_lr", group["lr"]) * max(0.0, factor)


class Average:
    """Exponential moving average of all parameters; the averaged weights are what is evaluated and exported."""

    def __init__(self, modules: list[nn.Module], decay: float) -> None:
        self.decay = decay
        self.live = [parameter for module in modules for parameter in module.parameters()]
        self.shadow = [parameter.detach().clone() for parameter in self.live]
        self.updates = 0

    @torch.no_grad()
    def update(self) -> None:
        self.updates += 1
        decay = min(self.decay, (1 + self.updates) / (10 + self.updates))
        torch._foreach_lerp_(self.shadow, self.live, 1 - decay)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchanges live and averaged weights; a second call undoes it."""
        for live, shadow in zip(self.live, self.shadow, strict=True):
            kept = live.detach().clone()
            live.copy_(shadow)
            shadow.copy_(kept)
