"""Writes test/fixtures/tiny-models: whole models, small enough to lie in the repository, with what Python makes of hard texts.

    python training/tests/make_tiny_models.py        # from the project's root

`roberta` and `bert-cased` have random weights; their tokenizers stay once they are there, since training one breaks ties
by chance. `edge` has no weights at all: it marks words of x, and is blind near the ends of what it sees.
"""

from __future__ import annotations

import base64
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from tiny_bases import BERT_NAMES, bert_folder, byte_level_bpe, roberta_folder, word_piece
from torch import nn

from litweave_training.corpora.document import ENTITY_TYPES, Document
from litweave_training.export import export_encoder, export_relations, save_tokenizer, write_json
from litweave_training.manifest import Origin, manifest
from litweave_training.model import JointEncoder, load_base
from litweave_training.parity import utf16_offsets
from litweave_training.parity_texts import TEXTS
from litweave_training.predict import Encoded, encode_documents, onnx_encode
from litweave_training.relation_groups import GROUPS
from litweave_training.relation_head import RelationHead
from litweave_training.tokens import Specials, load_exported, load_tokenizer

OUT = Path("test/fixtures/tiny-models")
POSITIONS = 128
SCALE = 1000
"""Logits and hidden states are written as thousandths, int16."""

HARD = {
    "leading space": "   Aspirin  and\tulcer \n",
    "accents": "naïve Sjögren, Sjo\u0308gren; Ménière’s, Behc\u0327et, İstanbul",
    "emoji": "👩‍🔬 gave 💊💊 to 👍🏽 and 🏳️‍🌈",
    "CJK": "糖尿病と高血圧。𠀋 당뇨병",
    "controls": "a\u0000b\u0001c\u00add\u200be\ufefff\ufffdg\u0085h\u001ci",
    "special tokens spelt out": "x <mask> y</s> [SEP][MASK] z  <mask>",
    "apostrophes": "it's the patients' 5'-UTR, we'll",
    "nothing": "",
    "space": " \n\t ",
    "one long word": "x" * 300,
}
PLAIN = ("plain", "variants", "greek and signs", "surrogate pairs", "full width and ligatures", "spaces and controls", "scripts")


def texts() -> dict[str, str]:
    long = ". ".join(TEXTS["long"].split(". ")[:16])
    return {name: TEXTS[name] for name in PLAIN} | {"long": long} | HARD


def slim(path: Path) -> None:
    """Without the exporter's notes, which outweigh weights as small as these."""
    model = onnx.load(str(path))
    del model.metadata_props[:], model.graph.metadata_props[:]
    for part in (*model.graph.node, *model.graph.value_info, *model.graph.initializer, *model.graph.input, *model.graph.output):
        part.doc_string = ""
        del part.metadata_props[:]
    del model.graph.value_info[:]
    onnx.save(model, str(path))


def describe(folder: Path, width: int, specials: Specials, window: int, **changes: object) -> None:
    """One head per type: no guidelines, no lexicon."""
    described = manifest(folder, width, specials, {}, window, Origin(()))
    plain = {name: value for name, value in described.items() if name not in ("heads", "guidelines", "lexicon")}
    write_json(folder / "manifest.json", plain | {"encoder": {"cpu": "encoder.onnx"}} | changes)


def random_model(name: str, base: Path, seed: int) -> None:
    folder = OUT / name
    encoder = JointEncoder(load_base(base), len(ENTITY_TYPES))
    torch.manual_seed(seed)
    # Larger than initial weights, so that some tokens are tagged.
    nn.init.normal_(encoder.tagger.weight, std=0.5)
    nn.init.zeros_(encoder.tagger.bias)
    width = encoder.base.config.hidden_size
    head = RelationHead(width, len(ENTITY_TYPES), GROUPS, size=32, heads=2, block=8, patterns=16)
    export_encoder(encoder.eval(), folder / "encoder.onnx")
    export_relations(head.eval(), width, folder / "relations.onnx")
    for file in ("encoder.onnx", "relations.onnx"):
        slim(folder / file)
    tokenizer = load_tokenizer(base)
    save_tokenizer(base, folder / "tokenizer.json")
    describe(folder, width, tokenizer.specials, tokenizer.window)
    written = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    exported = load_exported(folder, written["specialTokenIds"], written["decoding"]["windowTokens"])
    documents = [Document(key, text, ()) for key, text in texts().items()]
    encoded = encode_documents(onnx_encode(folder / "encoder.onnx"), exported, documents, alone=True)
    cases = [case(one, written["decoding"]["beginCost"]) for one in encoded]
    (folder / "parity.json").write_text(json.dumps(cases, separators=(",", ":"), ensure_ascii=True) + "\n", encoding="utf-8")


def case(one: Encoded, begin_cost: float) -> dict:
    """Places in UTF-16 units; logits [tokens, types, 3] and the first four of the hidden states [tokens, 4]."""
    units = utf16_offsets(one.document.text)
    return {
        "name": one.document.id,
        "text": one.document.text,
        "ids": one.tokens.ids.tolist(),
        "offsets": [[units[s], units[e]] for s, e in zip(one.tokens.starts, one.tokens.ends, strict=True)],
        "tagLogits": thousandths(one.logits),
        "hidden": thousandths(one.hidden[:, :4]),
        "mentions": sorted([units[m.start], units[m.end], m.type] for m in one.mentions(begin_cost)),
    }


def thousandths(values: np.ndarray) -> str:
    return base64.b64encode(np.round(values * SCALE).astype("<i2").tobytes()).decode()


class EdgeBlind(nn.Module):
    """Tags words of x by B where the token before is none, else I; nothing within `margin` tokens of a window's ends.

    What a real encoder does near the end of what it sees, at its worst: whoever reads a token from the wrong window
    loses or cuts a mention.
    """

    def __init__(self, marked: list[int], vocabulary: int, margin: int) -> None:
        super().__init__()
        self.margin = margin
        self.register_buffer("marked", torch.zeros(vocabulary).index_fill(0, torch.tensor(marked), 1.0))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        place = torch.arange(input_ids.shape[1])
        length = attention_mask.sum(1, keepdim=True)
        seen = (place > self.margin) & (place < length - 1 - self.margin)
        marked = self.marked[input_ids]
        before = torch.cat([torch.zeros_like(marked[:, :1]), marked[:, :-1]], 1)
        inside = marked * seen
        tags = torch.stack([1 - inside, inside * (1 - before), inside * before], -1)
        return (8 * tags)[:, :, None], torch.stack([marked, before], -1)


def edge_model(margin: int = 8) -> None:
    """Every letter a piece, so that tokens can be counted by eye; windows of 48 tokens that share 16."""
    folder = OUT / "edge"
    folder.mkdir(parents=True, exist_ok=True)
    letters = "abcdefghijklmnopqrstuvwxyz"
    pieces = [*BERT_NAMES.values(), *letters, *(f"##{letter}" for letter in letters), "."]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocab=vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    batch, tokens = torch.export.Dim("batch"), torch.export.Dim("tokens")
    ids = torch.full((2, 30), 5)
    torch.onnx.export(
        EdgeBlind([vocabulary["x"], vocabulary["##x"]], len(vocabulary), margin),
        (ids, torch.ones_like(ids)),
        input_names=["input_ids", "attention_mask"],
        output_names=["tag_logits", "hidden"],
        dynamic_shapes={"input_ids": {0: batch, 1: tokens}, "attention_mask": {0: batch, 1: tokens}},
        dynamo=True,
        opset_version=18,
        verbose=False,
    ).save(str(folder / "encoder.onnx"))
    slim(folder / "encoder.onnx")
    names = ("pad", "cls", "sep", "mask")
    specials = Specials(**{name: vocabulary[BERT_NAMES[f"{name}_token"]] for name in names})
    decoding = {"windowTokens": 48, "windowOverlap": 16, "beginCost": 1.0}
    describe(folder, 2, specials, 48, entityTypes=["Disease"], decoding=decoding)


def main() -> None:
    trained = [*TEXTS.values(), *HARD.values()]
    with tempfile.TemporaryDirectory() as scratch:
        for seed, (name, make, train) in enumerate(
            [
                ("roberta", roberta_folder, lambda: byte_level_bpe(trained)),
                ("bert-cased", bert_folder, lambda: word_piece(trained, lowercase=False)),
            ]
        ):
            (OUT / name).mkdir(parents=True, exist_ok=True)
            kept = OUT / name / "tokenizer.json"
            tokenizer = Tokenizer.from_file(str(kept)) if kept.exists() else train()
            # RoBERTa's positions begin behind the pad token's, at 2.
            positions = POSITIONS + 2 if name == "roberta" else POSITIONS
            random_model(name, make(Path(scratch) / name, tokenizer, positions), seed)
    edge_model()


if __name__ == "__main__":
    main()
