"""The parity fixture: what Python says of texts of our own, for TypeScript to say again."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from .corpora.document import ENTITY_TYPES, Document
from .evaluate import Runner, onnx_runner
from .labels import Calibration, Prediction, token_span
from .parity_texts import TEXTS
from .predict import Encoded
from .relation_groups import GROUPS, pairs_of, token_sentences


def parity(model: Path) -> dict:
    """One entry per text. Every window runs in a batch of one: dynamic int8 scales depend on what shares a batch."""
    described = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    encoder = described["encoder"]["cpu"]
    runner = onnx_runner(model, described, encoder)
    documents = [Document(name, text, ()) for name, text in TEXTS.items()]
    encoded = runner.documents(documents, alone=True)
    decoding = described["decoding"]
    calibration = Calibration(**decoding["calibration"]) if "calibration" in decoding else None
    return {
        "model": {name: described["files"][name]["sha256"] for name in (encoder, "relations.onnx")},
        "tolerances": described["tolerances"],
        "texts": [entry(runner, one, decoding["beginCost"], calibration) for one in encoded],
    }


def entry(runner: Runner, one: Encoded, begin_cost: float, calibration: Calibration | None) -> dict:
    """Token offsets and mentions in UTF-16 units, scores to three decimals, the relation head over the mentions found."""
    units = utf16_offsets(one.document.text)
    mentions = one.mentions(begin_cost, None, calibration)
    return {
        "name": one.document.id,
        "text": one.document.text,
        "tokenIds": one.tokens.ids.tolist(),
        "tokenOffsets": [[units[s], units[e]] for s, e in zip(one.tokens.starts, one.tokens.ends, strict=True)],
        "mentions": [
            {"type": m.type, "start": units[m.start], "end": units[m.end], "score": round(m.score, 3)} for m in mentions
        ],
        "relations": relations(runner, one, mentions),
    }


def relations(runner: Runner, one: Encoded, mentions: list[Prediction]) -> dict | None:
    """Inputs and outputs of relations.onnx; mentions of one type with the same lower-cased text are one entity."""
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, ENTITY_TYPES.index(m.type)))
    entities: dict[tuple[str, str], int] = {}
    owners = [entities.setdefault((m.type, one.document.text[m.start : m.end].lower()), len(entities)) for m in ordered]
    types = [name for name, _ in entities]
    pairs = pairs_of(types, GROUPS)
    if not pairs:
        return None
    spans = [list(token_span(one.tokens, m.start, m.end)) for m in ordered]
    inputs = {
        "sentences": token_sentences(one.document, one.tokens).tolist(),
        "mentionSpans": spans,
        "mentionEntity": owners,
        "entityTypes": [ENTITY_TYPES.index(name) for name in types],
        "pairs": [list(pair) for pair in pairs],
    }
    logits, novelty, attention = runner.relate(one.hidden, *(np.array(value, dtype=np.int64) for value in inputs.values()))
    return {
        **inputs,
        "logits": np.round(logits.astype(float), 3).tolist(),
        "novelty": np.round(novelty.astype(float), 3).tolist(),
        "strongestToken": attention.argmax(1).tolist(),
    }


def utf16_offsets(text: str) -> list[int]:
    """UTF-16 position of every code point, and of the end."""
    positions = [0]
    for character in text:
        positions.append(positions[-1] + (2 if ord(character) > 0xFFFF else 1))
    return positions
