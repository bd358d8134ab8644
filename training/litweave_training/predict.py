"""Running a model over documents, from PyTorch or from the exported ONNX files, with one and the same rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from .corpora.document import ENTITY_TYPES, Document
from .heads import SHIPPED, columns
from .labels import Calibration, Prediction, decode
from .lexicon import Lexicon, features, matches
from .model import JointEncoder
from .relation_head import RelationHead
from .tokens import Tokenizer, Tokens, continues_word, tokenise
from .windows import stitch, windows

Encode = Callable[[np.ndarray, np.ndarray, np.ndarray | None], tuple[np.ndarray, np.ndarray]]
"""input_ids, attention_mask int64 [batch, tokens], lexicon float32 [batch, tokens, 2 · types] or None
→ tag_logits, hidden float32."""

Relate = Callable[..., tuple[np.ndarray, np.ndarray, np.ndarray]]
"""hidden float32 [tokens, width], sentences, mention_spans, mention_entity, entity_types, pairs (int64, see RelationHead)
→ logits [pairs, labels], novelty [pairs], attention [pairs, tokens]."""


def torch_encode(encoder: JointEncoder, bfloat16: bool = False) -> Encode:
    def run(ids: np.ndarray, mask: np.ndarray, lexicon: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        names = None if lexicon is None else torch.from_numpy(lexicon)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            logits, hidden = encoder(torch.from_numpy(ids), torch.from_numpy(mask), names)
        return logits.float().numpy(), hidden.float().numpy()

    return run


def torch_relate(head: RelationHead) -> Relate:
    def run(*inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        with torch.inference_mode():
            answer = head(*(torch.from_numpy(array) for array in inputs))
        return tuple(part.numpy() for part in answer)

    return run


def session(path: Path, threads: int = 2) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def onnx_encode(path: Path) -> Encode:
    loaded = session(path)

    def run(ids: np.ndarray, mask: np.ndarray, lexicon: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        feeds = {"input_ids": ids, "attention_mask": mask} | ({} if lexicon is None else {"lexicon": lexicon})
        return tuple(loaded.run(["tag_logits", "hidden"], feeds))

    return run


def onnx_relate(path: Path) -> Relate:
    loaded = session(path)
    names = ("hidden", "sentences", "mention_spans", "mention_entity", "entity_types", "pairs")

    def run(*inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return tuple(loaded.run(["logits", "novelty", "attention"], dict(zip(names, inputs, strict=True))))

    return run


class Encoded:
    """One document's tokens with the encoder's answers: logits [tokens, heads, 3], hidden [tokens, width]."""

    def __init__(self, document: Document, tokens: Tokens, logits: np.ndarray, hidden: np.ndarray) -> None:
        self.document, self.tokens, self.logits, self.hidden = document, tokens, logits, hidden

    def mentions(
        self, begin_cost: float, guideline: str | None = None, calibration: Calibration | None = None
    ) -> list[Prediction]:
        """By the types' own heads, or by a guideline's where it has one."""
        continues = continues_word(self.tokens, self.document.text)
        return decode(self.logits[:, columns(guideline)], self.tokens, continues, ENTITY_TYPES, begin_cost, calibration)


def encode_documents(
    encode: Encode,
    tokenizer: Tokenizer,
    documents: list[Document],
    budget: int = 2048,
    alone: bool = False,
    lexicon: Lexicon | None = None,
) -> list[Encoded]:
    """Encodes in length-sorted batches of `budget` padded tokens, or each window `alone`, unpadded, in a batch of one.

    Dynamic int8 scales activations per batch, so figures for the int8 file depend (in the third decimal) on batching.
    """
    specials = tokenizer.specials
    tokenised = [tokenise(tokenizer, document.text) for document in documents]
    hints = [hint(lexicon, tokens, document.text) for tokens, document in zip(tokenised, documents, strict=True)]
    plans = [windows(len(tokens), tokenizer.window) for tokens in tokenised]
    rows = [(d, w) for d, plan in enumerate(plans) for w in plan]
    rows.sort(key=lambda row: row[1].end - row[1].start)
    parts: dict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = {}
    at = 0
    while at < len(rows):
        count = 1
        while not alone and at + count < len(rows) and (count + 1) * (width(rows[at + count]) + 2) <= budget:
            count += 1
        group = rows[at : at + count]
        length = max(map(width, group)) + 2
        ids = np.full((count, length), specials.pad, dtype=np.int64)
        mask = np.zeros_like(ids)
        known = np.zeros((count, length, 2 * len(lexicon.types)), dtype=np.float32) if lexicon else None
        for row, (d, w) in enumerate(group):
            ids[row, : w.end - w.start + 2] = [specials.cls, *tokenised[d].ids[w.start : w.end], specials.sep]
            mask[row, : w.end - w.start + 2] = 1
            if known is not None:
                known[row, 1 : w.end - w.start + 1] = hints[d][w.start : w.end]
        logits, hidden = encode(ids, mask, known)
        for row, (d, w) in enumerate(group):
            size = w.end - w.start
            parts[d, w.start] = (logits[row, 1 : size + 1], hidden[row, 1 : size + 1])
        at += count
    return [
        Encoded(
            document,
            tokens,
            stitch([parts[d, w.start][0] for w in plan], plan) if plan else np.zeros((0, len(SHIPPED), 3), np.float32),
            stitch([parts[d, w.start][1] for w in plan], plan) if plan else np.zeros((0, 0), np.float32),
        )
        for d, (document, tokens, plan) in enumerate(zip(documents, tokenised, plans, strict=True))
    ]


def width(row: tuple[int, object]) -> int:
    return row[1].end - row[1].start


def hint(lexicon: Lexicon | None, tokens: Tokens, text: str) -> np.ndarray:
    """Lexicon features float32 [tokens, 2 · types] of a whole document."""
    if lexicon is None:
        return np.zeros((len(tokens), 0), dtype=np.float32)
    found = matches(lexicon, tokens, text, continues_word(tokens, text))
    return features(found, len(tokens), len(lexicon.types))
