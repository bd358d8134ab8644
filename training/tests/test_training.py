"""Batches, masks, losses, pooled dropout, and a run that stops and resumes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from litweave_training import train as training
from litweave_training.attention import use_training_attention
from litweave_training.config import Config, Mixture, load_config
from litweave_training.corpora.catalogue import Corpus
from litweave_training.corpora.document import ENTITY_TYPES, Document, Mention, Relation
from litweave_training.dropout import PooledDropout
from litweave_training.examples import Supply, batches, example
from litweave_training.heads import HEADS, SHIPPED, Head, columns, guideline_columns, taught
from litweave_training.lexicon import build as build_lexicon
from litweave_training.loss import IGNORED, collate, document_hidden, mask_tokens, tag_loss
from litweave_training.parity_texts import TEXTS
from litweave_training.tokens import load_tokenizer


def corpus(types: tuple[str, ...], sentences: bool = False) -> Corpus:
    documents = tuple(
        Document(name, text, (Mention(0, len(text.split()[0]), types[0], ("X1",)),)) for name, text in TEXTS.items()
    )
    return Corpus("own", documents, types, None, sentences)


def test_a_corpus_teaches_only_its_heads(bert: Path) -> None:
    tokenizer = load_tokenizer(bert)
    genes, diseases = corpus(("Gene",)), corpus(("Disease", "Chemical"))
    ones = [example(tokenizer, genes.documents[0], genes), example(tokenizer, diseases.documents[1], diseases)]
    batch = collate([one for one in ones if one], tokenizer.specials)
    taught = (batch.tags != IGNORED).any(1)
    general = {"Gene": 0, "Disease": 1, "Chemical": 1}
    for row in (0, 1):
        assert [head for head, on in zip(HEADS, taught[row], strict=True) if on] == [
            Head(name) for name in ENTITY_TYPES if general.get(name) == row
        ]
    special = (batch.input_ids == tokenizer.specials.cls) | (batch.input_ids == tokenizer.specials.sep) | (batch.attention_mask == 0)
    assert (batch.tags[special] == IGNORED).all()
    logits = torch.zeros((*batch.tags.shape, 3), requires_grad=True)
    tag_loss(logits, batch.tags, 0.0).backward()
    assert (logits.grad[0, :, ENTITY_TYPES.index("Disease")] == 0).all() and logits.grad[0, :, ENTITY_TYPES.index("Gene")].any()


def test_a_corpus_teaches_its_guideline_and_the_general_heads_it_fits() -> None:
    def names(guideline: str, types: tuple[str, ...], general: bool) -> list[Head]:
        return [head for head, on in zip(HEADS, taught(guideline, types, general), strict=True) if on]

    assert names("bc5cdr", ("Disease", "Chemical"), True) == [
        Head("Disease"), Head("Chemical"), Head("Disease", "bc5cdr"), Head("Chemical", "bc5cdr")
    ]
    assert names("jnlpba", ("Gene",), False) == [Head("Gene", "jnlpba")]
    assert [SHIPPED[column] for column in columns("ncbi-disease")][:2] == [Head("Disease", "ncbi-disease"), Head("Chemical")]
    for guideline, heads in guideline_columns().items():
        assert all(SHIPPED[column] == Head(name, guideline) for name, column in heads.items())


def test_the_encoder_is_told_of_listed_names_at_their_tokens(bert: Path) -> None:
    tokenizer = load_tokenizer(bert)
    lexicon = build_lexicon([("metformin", "Chemical"), ("diabetes", "Disease")], ("Disease", "Chemical"))
    source = replace(corpus(("Gene",)), documents=(Document("1", "Metformin for diabetes.", ()),))
    one = example(tokenizer, source.documents[0], source, lexicon)
    assert one is not None
    batch = collate([one], tokenizer.specials, 2, 0.0, np.random.default_rng(0))
    assert batch.lexicon is not None and not batch.lexicon[0, 0].any() and not batch.lexicon[0, -1].any()
    starts = batch.lexicon[0, 1:-1, [0, 2]].argmax(0).tolist()
    assert [one.tokens.starts[at] for at in starts] == [14, 0]
    none = collate([one], tokenizer.specials, 2, 1.0, np.random.default_rng(0))
    assert none.lexicon is not None and not none.lexicon.any()


def test_stitched_hidden_states_are_the_documents_tokens(bert: Path) -> None:
    tokenizer = load_tokenizer(bert)
    source = corpus(("Gene",))
    ones = [one for document in source.documents if (one := example(tokenizer, document, source))]
    batch = collate(ones, tokenizer.specials)
    assert max(len(one.windows) for one in ones) > 1
    for one, states in zip(ones, document_hidden(batch.input_ids[..., None], ones), strict=True):
        assert states.squeeze(-1).tolist() == one.tokens.ids.tolist()


def test_batches_hold_every_example_within_the_budget(bert: Path) -> None:
    tokenizer = load_tokenizer(bert)
    supply = Supply(tokenizer, corpus(("Gene",), sentences=True), Mixture("own", ("train",), pack=2, repeat=3), {})
    examples = supply.epoch(np.random.default_rng(0))
    made = list(batches(examples, 700, np.random.default_rng(1)))
    assert sorted(map(id, examples)) == sorted(id(one) for batch in made for one in batch)
    for batch in made:
        assert len(batch) == 1 or sum(len(o.windows) for o in batch) * max(o.length for o in batch) <= 700


def test_masking_spares_special_tokens(bert: Path) -> None:
    tokenizer = load_tokenizer(bert)
    source = corpus(("Gene",))
    one = example(tokenizer, source.documents[0], source)
    assert one is not None
    batch = collate([one], tokenizer.specials)
    masked = mask_tokens(batch, tokenizer.specials, 1.0, np.random.default_rng(0))
    assert masked[0, 0] == tokenizer.specials.cls and masked[0, -1] == tokenizer.specials.sep
    assert (masked[0, 1:-1] == tokenizer.specials.mask).all()


def test_pooled_dropout_keeps_the_mean_and_is_off_outside_training() -> None:
    layer = PooledDropout(0.1, seed=5)
    x = torch.ones(300, 1000)
    dropped = layer(x)
    assert abs(float((dropped == 0).float().mean()) - 26 / 256) < 0.01 and abs(float(dropped.mean()) - 1) < 0.01
    assert layer.eval()(x) is x


def test_training_attention_equals_eager(bert: Path) -> None:
    encoder, _ = training.build(bert, Config("tiny", ()))
    encoder.eval()
    ids = torch.randint(5, 100, (2, 20))
    mask = torch.ones_like(ids)
    mask[1, 12:] = 0
    eager, _ = encoder(ids, mask)
    use_training_attention(encoder.base)
    ours, _ = encoder(ids, mask)
    torch.testing.assert_close(ours[mask == 1], eager[mask == 1], atol=1e-5, rtol=1e-4)


def test_a_stopped_run_resumes_to_the_same_weights(bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = corpus(("Gene", "Disease"))
    monkeypatch.setattr(training, "split", lambda config, data: ([source], [replace(source, documents=source.documents[:3])]))
    config = Config("tiny", (Mixture("own", ("train",)),), epochs=2, batch_tokens=900, threads=1, dropout=0.0)
    training.train(config, bert, tmp_path, tmp_path / "whole", tmp_path)

    saves: list[Path] = []
    save = training.checkpoint.save

    def stop_after_first_epoch(path: Path, state: dict) -> None:
        save(path, state)
        saves.append(path)
        if len(saves) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(training.checkpoint, "save", stop_after_first_epoch)
    with pytest.raises(KeyboardInterrupt):
        training.train(config, bert, tmp_path, tmp_path / "parts", tmp_path)
    monkeypatch.setattr(training.checkpoint, "save", save)
    training.train(config, bert, tmp_path, tmp_path / "parts", tmp_path)

    whole, parts = (torch.load(tmp_path / name / "model.pt") for name in ("whole", "parts"))
    for name, weight in whole["encoder"].items():
        torch.testing.assert_close(parts["encoder"][name], weight, atol=1e-6, rtol=1e-4)


def test_the_head_is_taught_alone_first_and_only_once(bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Cisplatin caused deafness in mice. Aspirin was given for gout."
    mentions = tuple(
        Mention(text.index(word), text.index(word) + len(word), kind, (word,))
        for word, kind in (("Cisplatin", "Chemical"), ("deafness", "Disease"), ("Aspirin", "Chemical"), ("gout", "Disease"))
    )
    documents = tuple(Document(str(n), text, mentions, (Relation("CID", "Cisplatin", "deafness"),)) for n in range(4))
    source = Corpus("own", documents, ("Disease", "Chemical"), "cid")
    monkeypatch.setattr(training, "split", lambda config, data: ([source], [source]))
    config = Config("tiny", (Mixture("own", ("train",), repeat=2),), epochs=1, batch_tokens=900, threads=1, head_epochs=2)
    _, untaught = training.build(bert, config)

    taught: list[int] = []
    teach = training.teach_head
    monkeypatch.setattr(training, "teach_head", lambda head, lessons, *rest: (taught.append(len(lessons)), teach(head, lessons, *rest)))
    training.train(config, bert, tmp_path, tmp_path / "run", tmp_path)
    assert taught == [8]
    first = torch.load(tmp_path / "run" / "head.pt")
    assert any((value != untaught.state_dict()[name]).any() for name, value in first.items())

    for name in ("checkpoint.pt", "model.pt"):
        (tmp_path / "run" / name).unlink()
    training.train(config, bert, tmp_path, tmp_path / "run", tmp_path)
    assert taught == [8] and (tmp_path / "run" / "model.pt").exists()


def test_what_is_written_keeps_a_share_of_the_start_and_training_goes_on_without(bert: Path) -> None:
    encoder, _ = training.build(bert, Config("own", ()))
    own = {name: value.clone() for name, value in encoder.state_dict().items()}
    started = {name: torch.zeros_like(value) for name, value in own.items() if name != "mixture"}
    with training.mixed(encoder, started, 0.25):
        torch.testing.assert_close(encoder.tagger.weight, 0.75 * own["tagger.weight"])
        torch.testing.assert_close(encoder.mixture, own["mixture"])
    for name, value in encoder.state_dict().items():
        torch.testing.assert_close(value, own[name])


def test_unknown_settings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text('name = "x"\nlearningrate = 1\n', encoding="utf-8")
    with pytest.raises(ValueError, match="learningrate"):
        load_config(path)
