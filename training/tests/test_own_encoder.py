"""A user's own encoder and corpus, by the commands of the README: trained, exported, evaluated, and run."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import tiny_bases
from transformers import DistilBertConfig, DistilBertModel, ElectraConfig, ElectraModel, GPT2Config, GPT2Model

from litweave_training.__main__ import main
from litweave_training.corpora.document import ENTITY_TYPES, Document
from litweave_training.evaluate import onnx_runner, torch_runner
from litweave_training.manifest import NEVER, entry

README = Path(__file__).parents[1] / "README.md"
DRUGS = ("metformin", "aspirin", "Cisplatin", "β-carotene", "IL-2", "naloxone")
DISEASES = ("asthma", "Sjögren syndrome", "gout", "type 2 diabetes", "sepsis")
SENTENCES = ("{drug} was given for {disease}. ", "In {disease}, {drug} did nothing. ", "Who has {disease} takes {drug} daily. ")


def section() -> str:
    return README.read_text(encoding="utf-8").split("## Your own encoder", 1)[1].split("\n## ", 1)[0]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", section(), re.DOTALL)


def pubtator(seed: int, documents: int) -> str:
    """Documents of our own, four sentences each; offsets in code points."""
    chance = np.random.default_rng(seed)
    written = []
    for number in range(documents):
        identifier = str(1000 * seed + number)
        title, text, mentions = "A note.", "A note. ", []
        for _ in range(4):
            names = {"drug": str(chance.choice(DRUGS)), "disease": str(chance.choice(DISEASES))}
            for part in re.split(r"(\{\w+\})", str(chance.choice(SENTENCES))):
                name = names.get(part.strip("{}")) if part.startswith("{") else None
                if name:
                    kind = "Chemical" if part == "{drug}" else "Disease"
                    mentions.append(f"{identifier}\t{len(text)}\t{len(text) + len(name)}\t{name}\t{kind}\tX1")
                text += name or part
        lines = [f"{identifier}|t|{title}", f"{identifier}|a|{text[len(title) + 1 :]}", *mentions]
        written.append("\n".join(lines) + "\n")
    return "\n".join(written) + "\n"


def electra(folder: Path) -> Path:
    """Embeddings narrower than the layers, as in ELECTRA small."""
    tokenizer = tiny_bases.word_piece([pubtator(1, 8)], lowercase=True)
    tiny_bases.bert_folder(folder, tokenizer)
    ElectraModel(ElectraConfig(vocab_size=tokenizer.get_vocab_size(), embedding_size=8, **tiny_bases.SIZES)).save_pretrained(folder)
    return folder


def distilbert(folder: Path) -> Path:
    tokenizer = tiny_bases.word_piece([pubtator(1, 8)], lowercase=True)
    tiny_bases.bert_folder(folder, tokenizer)
    config = DistilBertConfig(vocab_size=tokenizer.get_vocab_size(), dim=16, n_layers=1, n_heads=2, hidden_dim=32)
    DistilBertModel(config).save_pretrained(folder)
    return folder


BASES = {
    "uncased": lambda folder: tiny_bases.bert_folder(folder, tiny_bases.word_piece([pubtator(1, 8)], lowercase=True)),
    "cased": lambda folder: tiny_bases.bert_folder(folder, tiny_bases.word_piece([pubtator(1, 8)], lowercase=False), positions=64),
    "first BioBERT": lambda folder: tiny_bases.as_first_biobert(BASES["cased"](folder), lowercase=False),
    "roberta": lambda folder: tiny_bases.roberta_folder(folder, tiny_bases.byte_level_bpe([pubtator(1, 8)]), positions=514),
    "electra": electra,
    "distilbert": distilbert,
}


@pytest.fixture(scope="module", params=BASES)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the README's files, in which its commands were run."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "my-corpora").mkdir()
    corpora, recipe = blocks("toml")
    (folder / "my-corpora" / "corpora.toml").write_text(corpora, encoding="utf-8")
    # The recipe for a real encoder, with rates at which sixteen numbers wide learn in seconds.
    faster = re.sub(r"epochs = \d+", "epochs = 6\nbatch_tokens = 256\nhead_learning_rate = 0.02\nema_decay = 0.8", recipe)
    (folder / "own.toml").write_text(re.sub(r"\nlearning_rate = .*", "\nlearning_rate = 0.005", faster), encoding="utf-8")
    for seed, (name, documents) in enumerate({"train": 60, "dev": 10, "test": 10}.items()):
        (folder / "my-corpora" / f"{name}.pubtator").write_text(pubtator(seed + 1, documents), encoding="utf-8")
    BASES[request.param](folder / "my-encoder")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in blocks("sh")[0].splitlines():
            command = shlex.split(line, comments=True)
            if command[:1] == ["litweave-train"]:
                patch.setattr(sys, "argv", command)
                main()
    return folder


def test_the_loss_falls_and_mentions_are_found(place: Path) -> None:
    curve = json.loads((place / "runs/own/curve.json").read_text())
    losses = [point["tagLoss"] for point in curve]
    assert len(losses) == 6 and losses[-1] < losses[0] / 2
    assert all(point["relationLoss"] == 0 for point in curve), "the corpus has no relations"
    assert set(curve[-1]["heldOut"]) == {"my-corpus Disease", "my-corpus Chemical"}
    scores = json.loads((place / "runs/own/test.json").read_text())
    assert scores["my-corpus Chemical"]["f1"] > 50


def test_the_export_answers_as_the_run_does(place: Path) -> None:
    model = place / "my-models/joint"
    described = json.loads((model / "manifest.json").read_text())
    text = (place / "my-corpora/test.pubtator").read_text(encoding="utf-8")
    documents = [Document("one", text[:1500], ()), Document("empty", "", ())]
    ours = torch_runner(place / "runs/own/model.pt", place / "my-encoder", model, described).documents(documents)
    for file, tolerance in (("encoder.fp16.onnx", 0.03), ("encoder.int8.onnx", 0.8)):
        theirs = onnx_runner(model, described, file).documents(documents)
        for one, other in zip(ours, theirs, strict=True):
            assert one.tokens.ids.tolist() == other.tokens.ids.tolist()
            np.testing.assert_allclose(other.hidden, one.hidden, atol=tolerance)
    taught = [ENTITY_TYPES.index(name) for name in ("Disease", "Chemical")]
    tags = theirs[0].logits.argmax(-1)
    assert tags[:, taught].any()
    assert not np.delete(tags, taught, axis=1).any(), "a head that nothing taught says O"


def test_the_manifest_says_what_it_was_made_of(place: Path) -> None:
    model = place / "my-models/joint"
    described = json.loads((model / "manifest.json").read_text())
    assert all(entry(model / name) == value for name, value in described["files"].items())
    assert described["trainingData"] == [
        {"name": "my-corpus", "licence": "unstated", "use": "own corpus"},
        {"name": "my-encoder", "licence": "MIT", "use": "base encoder"},
    ]
    assert described["licence"] == "MIT" and described["guidelines"] == {}
    assert set(described["relations"]["threshold"].values()) == {NEVER}


def test_windows_fit_the_encoder(place: Path) -> None:
    """RoBERTa's 514 positions are good for 512 tokens: the pad token's and the one before are never used."""
    described = json.loads((place / "my-models/joint/manifest.json").read_text())
    positions = json.loads((place / "my-encoder/config.json").read_text())["max_position_embeddings"]
    assert described["maxTokens"] == {514: 512, 512: 512, 64: 64}[positions]
    assert described["decoding"]["windowTokens"] == described["maxTokens"] - 2
    assert described["decoding"]["windowOverlap"] == (64 if positions > 64 else 15)
    runner = onnx_runner(place / "my-models/joint", described, "encoder.int8.onnx")
    [long] = runner.documents([Document("long", "metformin was given for gout. " * 200, ())])
    assert len(long.tokens) > 1000 and np.isfinite(long.logits).all()


def unusable(folder: Path, case: str) -> Path:
    if case == "missing":
        return folder / "nowhere"
    base = BASES["roberta" if case == "sentencepiece" else "uncased"](folder / "base")
    config = json.loads((base / "config.json").read_text())
    match case:
        case "no config":
            (base / "config.json").unlink()
        case "no weights":
            (base / "model.safetensors").unlink()
        case "no tokenizer":
            (base / "tokenizer.json").unlink()
        case "gpt2":
            GPT2Model(GPT2Config(vocab_size=100, n_embd=8, n_layer=1, n_head=1)).save_pretrained(base)
        case "other weights":
            (base / "config.json").write_text(json.dumps(config | {"num_hidden_layers": 3}))
        case "few positions":
            (base / "config.json").write_text(json.dumps(config | {"max_position_embeddings": 12}))
        case "lower case":
            tiny_bases.as_first_biobert(BASES["cased"](base), lowercase=None)
        case "sentencepiece":
            described = json.loads((base / "tokenizer.json").read_text())
            described["pre_tokenizer"] = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
            (base / "tokenizer.json").write_text(json.dumps(described))
        case "no pad":
            described = json.loads((base / "tokenizer_config.json").read_text())
            (base / "tokenizer_config.json").write_text(json.dumps(described | {"pad_token": None}))
    return base


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ("missing", r"nowhere is no folder\n  name a local Hugging Face folder"),
        ("no config", r"there is no config\.json"),
        ("no weights", r"has no weights\n  one of model\.safetensors"),
        ("no tokenizer", r"has no tokenizer\n  copy tokenizer\.json"),
        ("gpt2", r"holds a gpt2 model.*\n  known architectures are bert, roberta"),
        ("other weights", r"lack 32 of the encoder's tensors"),
        ("few positions", r"sees 12 tokens at once"),
        ("lower case", r"lower-cases the text, but its vocabulary is cased\n  write \{\"do_lower_case\": false\}"),
        ("sentencepiece", r"has a BPE tokenizer after Metaspace"),
        ("no pad", r"has no pad token"),
    ],
)
def test_a_folder_that_cannot_work_is_refused_at_once(
    case: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "corpora.toml").write_text('[mine]\nformat = "pubtator"\ntypes = ["Disease"]\ntrain = "train.pubtator"\n')
    (tmp_path / "train.pubtator").write_text(pubtator(1, 3), encoding="utf-8")
    (tmp_path / "own.toml").write_text('name = "own"\n[[mixture]]\nname = "mine"\nsplits = ["train"]\n')
    base = unusable(tmp_path, case)
    line = f"litweave-train train --config {tmp_path}/own.toml --data {tmp_path} --base {base} --out {tmp_path}/run"
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit, match=message):
        main()
    assert not (tmp_path / "run/model.pt").exists()


@pytest.mark.parametrize(
    ("described", "message"),
    [
        ('[mine]\nformat = "brat"\n', r"corpus mine has format brat\n  known are pubtator, conll"),
        ('[mine]\nformat = "conll"\ntypes = ["Planet"]\n', r"has types Planet\n  known are Disease"),
        ('[mine]\nformat = "conll"\ntypes = ["Gene"]\n', r"has no train split"),
        ('[mine]\nformat = "conll"\ntypes = ["Gene"]\ntrain = "gone.tsv"\n', r"names gone\.tsv, which is not there"),
        ('[mine]\nformat = "conll"\ntypes = ["Gene"]\nrelations = "ppi"\n', r"has relations ppi\n  known are biored, cid"),
        ("[mine\n", r"is not TOML"),
        ('[other]\nformat = "conll"\ntypes = ["Gene"]\ntrain = "corpora.toml"\n', r"has no corpus mine with a split train\n  it has other"),
    ],
)  # fmt: skip
def test_a_wrong_description_of_corpora_is_refused(
    described: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "corpora.toml").write_text(described, encoding="utf-8")
    (tmp_path / "own.toml").write_text('name = "own"\n[[mixture]]\nname = "mine"\nsplits = ["train"]\n')
    BASES["uncased"](tmp_path / "base")
    line = f"litweave-train train --config {tmp_path}/own.toml --data {tmp_path} --base {tmp_path}/base --out {tmp_path}/run"
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit, match=message):
        main()


def test_a_run_goes_on_with_the_encoder_it_began_with(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    other = BASES["uncased"](place / "another")
    line = f"litweave-train train --config own.toml --data my-corpora --base {other} --out runs/own"
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit, match=r"began with .*my-encoder\n  name another folder with --out"):
        main()
