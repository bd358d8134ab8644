"""Attention as one operator of ONNX Runtime, in any model that takes its attention through transformers' interface.

The optimiser of onnxruntime.transformers looks for attention by the shape of a traced graph: it fuses the layer norm and
the GELU of today's exports and no attention at all. Here the operator is named where the model calls for attention, so
nothing has to be recognised afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn
from transformers import AttentionInterface
from transformers.masking_utils import AttentionMaskInterface

NAME = "litweave_onnx"
OPERATOR = "MultiHeadAttention"


def attend(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """query, key, value [batch, heads, tokens, size], attention_mask int32 [batch, tokens] → [batch, tokens, heads, size]."""
    batch, heads, tokens, size = query.shape
    shape = (batch, tokens, heads * size)
    flat = [states.transpose(1, 2).reshape(shape) for states in (query, key, value)]
    attributes = {"num_heads": heads, "scale": float(scaling)}
    inputs = (*flat, None, attention_mask)
    mixed = torch.onnx.ops.symbolic(f"com.microsoft::{OPERATOR}", inputs, attributes, dtype=query.dtype, shape=shape, version=1)
    return mixed.reshape(batch, tokens, heads, size), None


def padding(*_: object, attention_mask: torch.Tensor, **__: object) -> torch.Tensor:
    """The operator takes the mask as it is, one number a token."""
    return attention_mask.to(torch.int32)


@contextmanager
def fused_attention(base: nn.Module) -> Iterator[None]:
    """While open, `base` can be exported, and computes nothing of use."""
    AttentionInterface.register(NAME, attend)
    AttentionMaskInterface.register(NAME, padding)
    before = base.config._attn_implementation
    base.set_attn_implementation(NAME)
    try:
        yield
    finally:
        base.set_attn_implementation(before)
