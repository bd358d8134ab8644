"""models/<name>/manifest.json: what the files are, how to run them, what they were made from."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path

from .corpora.document import ENTITY_TYPES
from .labels import BEGIN_COST, TAGS
from .relation_groups import BIORED, GROUPS
from .tokens import Specials
from .windows import WINDOW_OVERLAP, WINDOW_TOKENS

FORMAT_VERSION = 1

TRAINING_DATA = (
    {"name": "BC5CDR train, development", "licence": "public domain (NCBI)", "use": "Disease, Chemical, CID relations"},
    {"name": "NCBI-disease train, development", "licence": "public domain (NCBI)", "use": "Disease"},
    {"name": "BC2GM train, development", "licence": "free for research (BioCreative II)", "use": "Gene"},
    {"name": "LINNAEUS train, development", "licence": "CC BY", "use": "Species"},
    {"name": "BioRED train", "licence": "public domain (NCBI)", "use": "all six types, BioRED relations, novelty"},
    {"name": "all-MiniLM-L6-v2", "licence": "Apache-2.0", "use": "base encoder"},
)

TOLERANCES = {
    "mentionScore": 0.02,
    "relationLogit": 0.05,
}
"""Largest difference between two runtimes on the same file: int8 kernels round differently from processor to processor."""


def entry(path: Path) -> dict[str, object]:
    return {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}


def manifest(folder: Path, width: int, specials: Specials, thresholds: dict[str, float]) -> dict:
    """The manifest of a joint encoder whose other files lie in `folder`. See docs for each key's meaning."""
    files = sorted(path for path in folder.iterdir() if path.suffix == ".onnx" or path.name == "tokenizer.json")
    return {
        "formatVersion": FORMAT_VERSION,
        "name": folder.name,
        "version": "0.1.0",
        "kind": "extractor",
        "files": {path.name: entry(path) for path in files},
        "tokenizer": "tokenizer.json",
        "specialTokenIds": asdict(specials),
        "maxTokens": WINDOW_TOKENS + 2,
        "licence": "Apache-2.0",
        "trainingData": list(TRAINING_DATA),
        "tolerances": TOLERANCES,
        "entityTypes": list(ENTITY_TYPES),
        "tags": list(TAGS),
        "hiddenSize": width,
        "encoder": {"cpu": "encoder.int8.onnx", "gpu": "encoder.fp16.onnx"},
        "decoding": {
            "windowTokens": WINDOW_TOKENS,
            "windowOverlap": WINDOW_OVERLAP,
            "beginCost": BEGIN_COST,
        },
        "relations": {
            "file": "relations.onnx",
            "specialTokens": False,
            "pairTypes": [list(pair) for pair in BIORED.pair_types],
            "groups": [
                {
                    "name": group.name,
                    "labels": list(group.labels),
                    "pairTypes": [list(pair) for pair in group.pair_types],
                    "novelty": group.novelty,
                }
                for group in GROUPS
            ],
            "threshold": thresholds,
        },
    }
