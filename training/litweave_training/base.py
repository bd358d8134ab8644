"""A user's own encoder: what a Hugging Face folder must hold, checked before hours are spent on it."""

from __future__ import annotations

import json
from pathlib import Path

from transformers import AutoConfig, AutoTokenizer, BertConfig, PretrainedConfig, PreTrainedTokenizerBase

from .errors import UserError

ARCHITECTURES = ("bert", "roberta", "electra", "distilbert")
"""Model types that the tests train and export. BioBERT, PubMedBERT, SciBERT and BlueBERT are `bert`;
BioMed-RoBERTa and RoBERTa-PM are `roberta`; BioELECTRA is `electra`."""

POOLED = ("bert", "roberta")
"""Types whose classes take `add_pooling_layer`."""

WEIGHTS = ("model.safetensors", "pytorch_model.bin", "model.safetensors.index.json", "pytorch_model.bin.index.json")
VOCABULARIES = ("tokenizer.json", "vocab.txt", "vocab.json")
SMALLEST_WINDOW = 16

SPLITTERS = {"WordPiece": ("BertPreTokenizer", "WhitespaceSplit"), "BPE": ("ByteLevel",)}
NORMALISERS = {"BertNormalizer", "Lowercase", "NFD", "NFKD", "StripAccents"}
"""What the runtime reproduces with offsets: its `split-words.ts` and `normalise.ts`."""


def check_base(folder: Path) -> PretrainedConfig:
    """The folder's configuration, once the folder is one that can be trained.

    :raises UserError: naming the folder and what it lacks
    """
    if not folder.is_dir():
        raise UserError(f"{folder} is no folder", "name a local Hugging Face folder; nothing is downloaded")
    if not (folder / "config.json").is_file():
        found = "it holds a TensorFlow checkpoint" if any(folder.glob("*.ckpt*")) else "there is no config.json"
        raise UserError(f"{folder} is no Hugging Face folder: {found}", "convert it with transformers, then name the result")
    config = read_config(folder)
    if config.model_type not in ARCHITECTURES:
        raise UserError(
            f"{folder} holds a {config.model_type} model; an encoder of the BERT family is needed",
            f"known architectures are {', '.join(ARCHITECTURES)}",
        )
    if not any((folder / name).is_file() for name in WEIGHTS):
        raise UserError(f"{folder} has no weights", f"one of {', '.join(WEIGHTS)} must lie beside config.json")
    if not any((folder / name).is_file() for name in VOCABULARIES):
        raise UserError(f"{folder} has no tokenizer", "copy tokenizer.json (or vocab.txt) of the same model into it")
    if content_tokens(config) < SMALLEST_WINDOW:
        raise UserError(
            f"{folder} sees {usable_positions(config)} tokens at once",
            f"at least {SMALLEST_WINDOW + 2} are needed, for a window and its two special tokens",
        )
    return config


def read_config(folder: Path) -> PretrainedConfig:
    """Old folders (the first BioBERT) name no model type: they are BERT's."""
    try:
        described = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise UserError(f"{folder / 'config.json'} is not JSON: {error}", "restore the folder") from error
    try:
        return AutoConfig.from_pretrained(folder) if "model_type" in described else BertConfig.from_pretrained(folder)
    except (ValueError, KeyError) as error:
        name = described.get("model_type")
        raise UserError(f"{folder} holds a {name} model, unknown to transformers", f"known are {', '.join(ARCHITECTURES)}") from error


def usable_positions(config: PretrainedConfig) -> int:
    """Tokens of one pass. RoBERTa counts positions from `pad_token_id` + 1, so its 514 are good for 512."""
    skipped = config.pad_token_id + 1 if config.model_type == "roberta" else 0
    return config.max_position_embeddings - skipped


def content_tokens(config: PretrainedConfig) -> int:
    """Usable positions less the two special tokens."""
    return usable_positions(config) - 2


def check_weights(folder: Path, missing: list[str]) -> None:
    """Weights of another model load without a word, and what is missing starts at random: refused here."""
    if missing:
        shown = ", ".join(sorted(missing)[:3])
        raise UserError(
            f"the weights of {folder} lack {len(missing)} of the encoder's tensors ({shown}, …)",
            "the weights belong to another architecture or size than config.json says",
        )


def read_tokenizer(folder: Path, config: PretrainedConfig) -> PreTrainedTokenizerBase:
    """The folder's tokenizer, refused when the runtime could not align it or when it would silently spoil the model.

    :raises UserError: naming the folder and the part that does not fit
    """
    try:
        loaded = AutoTokenizer.from_pretrained(folder, config=config, use_fast=True)
    except (ValueError, OSError) as error:
        first = str(error).strip().splitlines()[0]
        raise UserError(f"the tokenizer of {folder} cannot be read: {first}", "it must have a tokenizer.json, or BERT's vocab.txt") from error
    if not loaded.is_fast:
        raise UserError(
            f"{folder} has no fast tokenizer, and character offsets need one",
            "save one: AutoTokenizer.from_pretrained(FOLDER, use_fast=True).save_pretrained(FOLDER)",
        )
    described = json.loads(loaded.backend_tokenizer.to_str())
    model, splitter = described["model"]["type"], (described["pre_tokenizer"] or {}).get("type")
    if splitter not in SPLITTERS.get(model, ()):
        raise UserError(
            f"{folder} has a {model} tokenizer after {splitter}",
            "supported are WordPiece (BERT) and byte-level BPE (RoBERTa); SentencePiece is not",
        )
    if unknown := normalisers(described["normalizer"]) - NORMALISERS:
        raise UserError(
            f"the tokenizer of {folder} normalises with {', '.join(sorted(unknown))}",
            f"the runtime aligns {', '.join(sorted(NORMALISERS))}",
        )
    if lowers_a_cased_vocabulary(described):
        raise UserError(
            f"the tokenizer of {folder} lower-cases the text, but its vocabulary is cased",
            'write {"do_lower_case": false} into its tokenizer_config.json (BioBERT ships without)',
        )
    return loaded


def normalisers(described: dict | None) -> set[str]:
    """Names of the steps, sequences unfolded."""
    if described is None:
        return set()
    if described["type"] == "Sequence":
        return set().union(*map(normalisers, described["normalizers"]))
    return {described["type"]}


def lowers_a_cased_vocabulary(tokenizer: dict) -> bool:
    """More than one piece in a hundred has a capital that the normaliser lets no text reach."""
    if not (tokenizer["normalizer"] or {}).get("lowercase"):
        return False
    added = {token["content"] for token in tokenizer["added_tokens"]}
    pieces = [piece for piece in tokenizer["model"]["vocab"] if piece not in added and not piece.startswith("[")]
    return sum(piece != piece.lower() for piece in pieces) > len(pieces) / 100
