"""Scores on the official test splits: the figures of the model card.

BioRED's test split was not at hand; its development split is reported and was never trained on. JNLPBA is far from
the six types' own heads: only its guideline's figure means something.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path


from .corpora.catalogue import read, testable
from .corpora.document import Document
from .export import load_model
from .lexicon import Lexicon
from .lexicon import read as read_lexicon
from .predict import Encode, Encoded, Relate, encode_documents, onnx_encode, onnx_relate, torch_encode, torch_relate
from .relation_groups import GROUPS, group_named
from .relation_scores import Platt
from .scores import Score, ask, calibrated, ner, relations
from .tokens import Tokenizer, load_exported, load_tokenizer


@dataclass(frozen=True)
class Runner:
    """A model ready to answer, whatever runs it."""

    tokenizer: Tokenizer
    encode: Encode
    relate: Relate
    lexicon: Lexicon | None = None

    def documents(self, documents: list[Document], alone: bool = False) -> list[Encoded]:
        return encode_documents(self.encode, self.tokenizer, documents, alone=alone, lexicon=self.lexicon)


def torch_runner(checkpoint: Path, base: Path, model: Path, manifest: dict) -> Runner:
    """A run's weights, with the lexicon of its exported `model`."""
    encoder, head, _ = load_model(checkpoint, base)
    return Runner(load_tokenizer(base), torch_encode(encoder), torch_relate(head), lexicon_of(model, manifest))


def lexicon_of(model: Path, manifest: dict) -> Lexicon | None:
    described = manifest.get("lexicon")
    return read_lexicon(model / described["file"], tuple(described["types"])) if described else None


def onnx_runner(model: Path, manifest: dict, encoder: str) -> Runner:
    tokenizer = load_exported(model, manifest["specialTokenIds"], manifest["decoding"]["windowTokens"])
    relate = onnx_relate(model / "relations.onnx")
    return Runner(tokenizer, onnx_encode(model / encoder), relate, lexicon_of(model, manifest))


def evaluate(runner: Runner, manifest: dict, data: Path) -> dict[str, dict[str, float]]:
    """Corpus and view → precision, recall, F1 and counts; `corpus Type*` by the corpus's own guideline."""
    figures: dict[str, dict[str, float]] = {}
    begin_cost = manifest["decoding"]["beginCost"]
    for name in testable(data):
        corpus = read(data, name, "test")
        documents = list(corpus.documents)
        encoded = runner.documents(documents)
        for guideline in (None, *([name] if name in manifest.get("guidelines", {}) else [])):
            for type_name, result in ner(encoded, corpus.types, begin_cost, guideline).items():
                figures[f"{name} {type_name}{'*' if guideline else ''}"] = rounded(result)
        group = group_named(corpus.group)
        if group in GROUPS:
            described = manifest["relations"]
            fit = described.get("calibration", {}).get(group.name, {}).get("any", {"scale": 1.0, "bias": 0.0})
            answers = calibrated(ask(encoded, runner.relate, group), Platt(**fit))
            threshold = described["threshold"][group.name]
            for view, result in relations(documents, answers, group, threshold).items():
                figures[f"{name} relations {view}"] = rounded(result)
    return figures


def rounded(result: Score) -> dict[str, float]:
    return {name: round(value, 2) for name, value in asdict(result).items()}
