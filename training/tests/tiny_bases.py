"""Tiny randomly initialised Hugging Face folders with real tokenizers, trained on sentences of our own: no download."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast, RobertaConfig, RobertaModel

SIZES = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
BERT_NAMES = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]"}
ROBERTA_NAMES = {"cls_token": "<s>", "pad_token": "<pad>", "sep_token": "</s>", "unk_token": "<unk>", "mask_token": "<mask>"}


def word_piece(texts: Iterable[str], lowercase: bool, size: int = 400) -> Tokenizer:
    """BERT's tokenizer; a cased one keeps capitals and accents."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    names = list(BERT_NAMES.values())
    tokenizer.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=size, special_tokens=names, show_progress=False))
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def byte_level_bpe(texts: Iterable[str], size: int = 400) -> Tokenizer:
    """RoBERTa's tokenizer: GPT-2's byte-level BPE, the space a part of the word that follows."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    names = ["<s>", "<pad>", "</s>", "<unk>", AddedToken("<mask>", lstrip=True, special=True)]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=names, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    return tokenizer


def bert_folder(folder: Path, tokenizer: Tokenizer, positions: int = 512, seed: int = 1) -> Path:
    torch.manual_seed(seed)
    config = BertConfig(vocab_size=tokenizer.get_vocab_size(), max_position_embeddings=positions, **SIZES)
    BertModel(config).save_pretrained(folder)
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **BERT_NAMES).save_pretrained(folder)
    return folder


def roberta_folder(folder: Path, tokenizer: Tokenizer, positions: int = 514, seed: int = 2) -> Path:
    """As RoBERTa's own: the pad token is 1, positions begin behind it, and there is one token type."""
    torch.manual_seed(seed)
    config = RobertaConfig(
        vocab_size=tokenizer.get_vocab_size(), max_position_embeddings=positions, type_vocab_size=1,
        bos_token_id=0, pad_token_id=1, eos_token_id=2, **SIZES,
    )  # fmt: skip
    RobertaModel(config).save_pretrained(folder)
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **ROBERTA_NAMES).save_pretrained(folder)
    return folder


def as_first_biobert(folder: Path, lowercase: bool | None) -> Path:
    """The folder as BioBERT's was published: vocab.txt in the place of tokenizer.json, weights as pytorch_model.bin,
    a configuration that names no model type, and `do_lower_case` stated only if given."""
    described = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = described["model"]["vocab"]
    (folder / "vocab.txt").write_text("\n".join(sorted(vocabulary, key=vocabulary.get)) + "\n", encoding="utf-8")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).unlink()
    if lowercase is not None:
        (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": lowercase}), encoding="utf-8")
    torch.save(BertModel.from_pretrained(folder).state_dict(), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    kept = {name: value for name, value in config.items() if name not in ("model_type", "architectures", "transformers_version")}
    (folder / "config.json").write_text(json.dumps(kept), encoding="utf-8")
    return folder
