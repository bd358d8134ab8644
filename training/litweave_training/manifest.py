"""models/<name>/manifest.json: what the files are, how to run them, what they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from .corpora.document import ENTITY_TYPES
from .heads import GUIDELINES, SHIPPED, guideline_columns
from .labels import BEGIN_COST, TAGS, Calibration
from .lexicon import MOST_WORDS
from .relation_groups import GROUPS, Group
from .relation_scores import NEVER, PRECISION, GroupScores
from .tokens import Specials
from .windows import WINDOW_TOKENS, overlap_of

FORMAT_VERSION = 1
VERSION = "0.3.0"

LEXICON_TYPES = ("Disease", "Chemical", "Gene", "Species", "CellLine")
"""In the order of the bits in lexicon.bin."""

LEXICON = {"file": "lexicon.bin", "types": list(LEXICON_TYPES), "maxWords": MOST_WORDS}

PUBLIC = "public domain (NCBI)"
CUT_OFF = "heads that are cut off after training"
TRAINING_DATA = {
    "bc5cdr": {"name": "BC5CDR train, development", "licence": PUBLIC, "use": "Disease, Chemical, CID relations"},
    "ncbi-disease": {"name": "NCBI-disease train, development", "licence": PUBLIC, "use": "Disease"},
    "bc2gm": {"name": "BC2GM train, development", "licence": "free for research (BioCreative II)", "use": "Gene"},
    "linnaeus": {"name": "LINNAEUS train, development", "licence": "CC BY", "use": "Species"},
    "s800": {"name": "Species-800 train, development", "licence": "CC BY", "use": "Species"},
    "jnlpba": {"name": "JNLPBA train, development", "licence": "CC BY 3.0 (GENIA)", "use": "its own gene head"},
    "chemdner": {"name": "CHEMDNER, part of development", "licence": "free for research (BioCreative IV)", "use": "Chemical"},
    "gellus": {"name": "Gellus train, development", "licence": "CC BY-SA 3.0", "use": "CellLine"},
    "cellfinder": {"name": "CellFinder train, development", "licence": "CC BY", "use": "CellLine"},
    "craft": {"name": "CRAFT train, development", "licence": "CC BY 3.0", "use": CUT_OFF},
    "bionlp11id": {"name": "BioNLP 2011 ID train, development", "licence": "CC BY 3.0", "use": CUT_OFF},
    "bionlp13cg": {"name": "BioNLP 2013 CG train, development", "licence": "CC BY-SA 3.0", "use": CUT_OFF},
    "bionlp13pc": {"name": "BioNLP 2013 PC train, development", "licence": "CC BY-SA 3.0", "use": CUT_OFF},
    "chemprot": {"name": "ChemProt train, development", "licence": "free for research (BioCreative VI)", "use": "chemical–gene relations"},
    "drugprot": {"name": "DrugProt train, development", "licence": "CC BY 4.0", "use": "chemical–gene relations"},
    "dimb": {"name": "DiMB-RE train, development", "licence": "CC BY 4.0", "use": "diet, microbe and disease relations"},
    "gad": {"name": "GAD", "licence": "free for research", "use": "gene–disease associations"},
    "euadr": {"name": "EU-ADR", "licence": "free for research", "use": "gene–disease associations"},
    "ddi": {"name": "DDI-2013 train", "licence": "CC BY-NC 4.0", "use": "drug interactions"},
    "biored": {"name": "BioRED train", "licence": PUBLIC, "use": "all six types, BioRED relations, novelty"},
}
"""Corpus of the catalogue → how the manifest names it."""

DEFAULT_BASE = {"name": "all-MiniLM-L6-v2", "licence": "Apache-2.0", "use": "base encoder"}

RAW_TEXT = {"name": "PubMed abstracts", "licence": "no text is kept", "use": "masked language modelling, before any label"}

TOLERANCES = {
    "mentionScore": 0.02,
    "relationLogit": 0.5,
}
"""Largest difference between two runtimes on the same file: int8 kernels round differently from processor to processor."""


def entry(path: Path) -> dict[str, object]:
    return {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}


@dataclass(frozen=True)
class Origin:
    """What a model was made from, and under what terms it may be used."""

    training_data: tuple[dict[str, str], ...] = ()
    licence: str = "Apache-2.0"


def origin(
    corpora: Iterable[str],
    base: str | None,
    base_licence: str,
    licence: str,
    adapted: bool = False,
    earlier: Iterable[dict[str, str]] = (),
) -> Origin:
    """`base` names a user's own encoder; None is the default one. Of a user's own corpus the licence is theirs to state.

    `adapted`: `pretrain` went over the encoder; `earlier`: what the run was begun from had learnt.
    """
    data = [TRAINING_DATA.get(name, {"name": name, "licence": "unstated", "use": "own corpus"}) for name in corpora]
    encoder = DEFAULT_BASE if base is None else {"name": base, "licence": base_licence, "use": "base encoder"}
    every = (*earlier, *data, *([RAW_TEXT] if adapted else []), encoder)
    return Origin(tuple({one["name"]: one for one in every}.values()), licence)


def manifest(
    folder: Path,
    width: int,
    specials: Specials,
    thresholds: dict[str, float],
    window: int = WINDOW_TOKENS,
    made: Origin = Origin(),
    guidelines: Container[str] = GUIDELINES,
    calibration: Calibration | None = None,
    scores: dict[str, GroupScores] | None = None,
) -> dict:
    """The manifest of a joint encoder whose other files lie in `folder`. See docs for each key's meaning.

    `window`: content tokens that the encoder sees at once; `guidelines`: those that the model was taught.
    """
    files = sorted(path for path in folder.iterdir() if path.suffix in (".onnx", ".bin") or path.name == "tokenizer.json")
    return {
        "formatVersion": FORMAT_VERSION,
        "name": folder.name,
        "version": VERSION,
        "kind": "extractor",
        "files": {path.name: entry(path) for path in files},
        "tokenizer": "tokenizer.json",
        "specialTokenIds": asdict(specials),
        "maxTokens": window + 2,
        "licence": made.licence,
        "trainingData": list(made.training_data),
        "tolerances": TOLERANCES,
        "entityTypes": list(ENTITY_TYPES),
        "heads": len(SHIPPED),
        "guidelines": {name: heads for name, heads in guideline_columns().items() if name in guidelines},
        **({"lexicon": LEXICON} if (folder / LEXICON["file"]).exists() else {}),
        "tags": list(TAGS),
        "hiddenSize": width,
        "encoder": {"cpu": "encoder.int8.onnx", "gpu": "encoder.fp16.onnx"},
        "decoding": {
            "windowTokens": window,
            "windowOverlap": overlap_of(window),
            "beginCost": BEGIN_COST,
            **({"calibration": asdict(calibration)} if calibration else {}),
        },
        "relations": {
            "file": "relations.onnx",
            **relation_table(GROUPS, thresholds, scores or {}),
        },
    }


def head_manifest(folder: Path, encoder: dict[str, str], made: Origin, table: dict) -> dict:
    """The manifest of a relation head in `folder` that reads the hidden states of `encoder` (name, file, sha256)."""
    return {
        "formatVersion": FORMAT_VERSION,
        "name": folder.name,
        "version": VERSION,
        "kind": "relations",
        "files": {"relations.onnx": entry(folder / "relations.onnx")},
        "encoder": encoder,
        "licence": made.licence,
        "trainingData": list(made.training_data),
        "tolerances": {"relationLogit": TOLERANCES["relationLogit"]},
        "entityTypes": list(ENTITY_TYPES),
        "relations": {"file": "relations.onnx", **table},
    }


def relation_table(groups: tuple[Group, ...], thresholds: dict[str, float], scores: dict[str, GroupScores]) -> dict:
    """What a head that was taught `groups` answers, how its scores become probabilities, and from which on it speaks.

    `threshold` is on the probability of any relation, for the best F1; `operatingPoint` for a precision.
    """
    return {
        "pairTypes": [list(pair) for pair in dict.fromkeys(pair for group in groups for pair in group.pair_types)],
        "groups": [
            {
                "name": group.name,
                "labels": list(group.labels),
                "pairTypes": [list(pair) for pair in group.pair_types],
                "novelty": group.novelty,
                "mentions": group.mentions,
            }
            for group in groups
        ],
        "threshold": {group.name: thresholds.get(group.name, NEVER) for group in groups},
        "calibration": {name: one.calibration for name, one in scores.items()},
        "operatingPoint": {
            "precision": PRECISION,
            "any": {group.name: scores[group.name].any_point if group.name in scores else NEVER for group in groups},
            "labels": {
                group.name: scores[group.name].label_points if group.name in scores else dict.fromkeys(group.labels[1:], NEVER)
                for group in groups
            },
        },
    }
