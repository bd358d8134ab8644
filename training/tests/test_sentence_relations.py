"""The sentence-level relation model: what it is asked, how pairs are shown, and that it learns and resumes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from litweave_training.config import Config
from litweave_training.corpora.document import Document, Mention, Relation
from litweave_training.tokens import load_tokenizer
from sentence_relations.classifier import STATES, build
from sentence_relations.corpus import Form, trial
from sentence_relations.fit import batches, fit, probabilities
from sentence_relations.folds import folds, summary
from sentence_relations.instances import Instance, instances, labels_of
from sentence_relations.marking import FORMS, LONGEST, Marked, mark, marks
from sentence_relations.scores import gold_labels, score, write_predictions

TYPES = ("Chemical", "Gene")
CONFIG = Config("tiny", (), threads=1, epochs=30, batch_tokens=64, learning_rate=2e-3, head_learning_rate=5e-3, warmup=0.1, dropout=0.0)


def pair(text: str, first: str, second: str, labels: frozenset[str] = frozenset()) -> Instance:
    spans = [(text.index(name), text.index(name) + len(name)) for name in (first, second)]
    return Instance("1", "T1", "T2", text, *spans, TYPES, labels)


def document(identifier: str, verb: str, label: str | None) -> Document:
    text = f"Aspirin {verb} COX-2. Later we saw IL-6."
    mentions = (Mention(0, 7, "Chemical", ("T1",)), *(
        Mention(text.index(name), text.index(name) + len(name), "Gene", (own,)) for name, own in (("COX-2", "T2"), ("IL-6", "T3"))
    ))
    return Document(identifier, text, mentions, (Relation(label, "T1", "T2"),) if label else ())


DOCUMENTS = [document(str(n), *told) for n, told in enumerate([("inhibits", "CPR:4"), ("activates", "CPR:3"), ("and", None)] * 8)]


def test_pairs_are_of_one_sentence_and_of_the_groups_types() -> None:
    one = document("9", "inhibits", "CPR:4")
    (asked,) = instances(one, "chemprot")
    assert (asked.first_id, asked.second_id, asked.labels) == ("T1", "T2", {"CPR:4"})
    assert asked.text == "Aspirin inhibits COX-2." and asked.text[slice(*asked.second)] == "COX-2"
    assert instances(one, "gad") == [] and labels_of(DOCUMENTS) == ("None", "CPR:3", "CPR:4")
    turned = replace(one, mentions=one.mentions[::-1])
    assert instances(turned, "chemprot") == [asked]


def test_a_document_of_one_sentence_is_not_cut() -> None:
    text = "Of @GENE$? Of @DISEASE$!"
    mentions = (Mention(3, 9, "Gene", ("@GENE$",)), Mention(14, 23, "Disease", ("@DISEASE$",)))
    (asked,) = instances(Document("gad-1-test:1", text, mentions), "gad")
    assert asked.text == text and asked.first_id == "@GENE$"


def shown(instance: Instance, form: str, bert: Path) -> tuple[list[str], Marked]:
    tokenizer = load_tokenizer(bert)
    added = marks(form, TYPES, tokenizer.backend.get_vocab_size())
    names = {index: name for name, index in added.ids.items()}
    marked = mark(instance, added, tokenizer)
    return [names.get(index) or tokenizer.backend.id_to_token(index) for index in marked.ids.tolist()], marked


def test_anonymised(bert: Path) -> None:
    tokens, marked = shown(pair("of COX-2 by aspirin", "aspirin", "COX-2"), "anonymise", bert)
    assert [tokens[place] for place in marked.places] == ["@CHEMICAL$", "@GENE$"]
    assert tokens[0] == "[CLS]" and tokens[-1] == "[SEP]" and tokens.index("@GENE$") < tokens.index("@CHEMICAL$")
    tokens, marked = shown(pair("the insulin receptor", "insulin", "insulin receptor"), "anonymise", bert)
    assert tokens[-2] == "@CHEMICAL-GENE$" and marked.places == (len(tokens) - 2,) * 2


def test_typed_markers_nest(bert: Path) -> None:
    tokens, marked = shown(pair("insulin receptor", "insulin", "insulin receptor"), "markers", bert)
    kept = [token for token in tokens if token.startswith(("[E", "[/E"))]
    assert kept == ["[E2:Gene]", "[E1:Chemical]", "[/E1:Chemical]", "[/E2:Gene]"]
    assert [tokens[place] for place in marked.places] == ["[E1:Chemical]", "[E2:Gene]"]
    tokens, _ = shown(pair("aspirinCOX", "aspirin", "COX"), "markers", bert)
    assert [t for t in tokens if t.startswith(("[E", "[/E"))] == ["[E1:Chemical]", "[/E1:Chemical]", "[E2:Gene]", "[/E2:Gene]"]


def test_of_a_long_sentence_the_part_around_the_pair_is_kept(bert: Path) -> None:
    long = "a " * 300 + "aspirin and COX" + " b" * 300
    tokens, marked = shown(pair(long, "aspirin", "COX"), "anonymise", bert)
    assert len(tokens) == LONGEST + 2 and [tokens[place] for place in marked.places] == ["@CHEMICAL$", "@GENE$"]


def test_batches_hold_every_pair_once_within_the_budget() -> None:
    marked = [Marked(np.zeros(1 + n % 30, dtype=np.int64), (0, 0)) for n in range(200)]
    for generator in (None, np.random.default_rng(1)):
        parts = list(batches(marked, 90, generator))
        assert sorted(np.concatenate(parts).tolist()) == list(range(200))
        assert all(len(part) * max(marked[index].length for index in part) <= 90 for part in parts)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("form", FORMS)
def test_it_learns_which_word_means_a_relation(bert: Path, form: str, state: str) -> None:
    taught = [one for one in DOCUMENTS if all(relation.label == "CPR:4" for relation in one.relations)]
    done = trial("chemprot", taught, taught[:2], bert, Form(form, state), CONFIG)
    assert done.curve[0]["loss"] < 0.5 and done.figures()["f1"] == 100


def test_a_run_that_stopped_goes_on_where_it_was(bert: Path, tmp_path: Path) -> None:
    tokenizer = load_tokenizer(bert)
    added = marks("anonymise", TYPES, tokenizer.backend.get_vocab_size())
    asked = [one for told in DOCUMENTS for one in instances(told, "chemprot")]
    labels = labels_of(DOCUMENTS)
    marked = [mark(one, added, tokenizer) for one in asked]

    def run(out: Path | None, stop: int = 0) -> tuple[np.ndarray, list[dict[str, float]]]:
        model = build(bert, tokenizer, added, len(labels), "marks", 0.0, 1)

        def stopping() -> dict[str, float]:
            count.append(1)
            if len(count) == stop:
                raise KeyboardInterrupt
            return {}

        count: list[int] = []
        curve = fit(model, marked, gold_labels(asked, labels), tokenizer.specials, CONFIG, out, 2, stopping)
        return probabilities(model, marked, tokenizer.specials), curve

    whole, curve = run(None)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, stop=3)
    halved, again = run(tmp_path)
    assert [point["steps"] for point in again] == [point["steps"] for point in curve]
    assert np.allclose(whole, halved, atol=1e-5)
    assert torch.load(tmp_path / "checkpoint.pt", weights_only=False)["done"] == curve[-1]["steps"]


def test_scores_count_relations_of_pairs_never_asked_about(tmp_path: Path) -> None:
    asked = [pair("a b", "a", "b", frozenset({"X"})), pair("a b", "a", "b"), pair("a b", "a", "b", frozenset({"X", "Y"}))]
    labels = ("None", "X", "Y")
    answers = np.array([[0.1, 0.8, 0.1], [0.3, 0.6, 0.1], [0.1, 0.2, 0.7]], dtype=np.float32)
    told = score(asked, answers, labels, gold=5)
    assert (told["right"], told["found"], told["precision"], told["recall"]) == (2, 3, 66.67, 40.0)
    assert gold_labels(asked, labels).tolist() == [1, 0, 1]
    write_predictions(tmp_path / "p.jsonl", asked[:2], np.array([[0.1, 0.8, 0.1], [0.7, 0.2, 0.1]]), labels)
    first, second = map(json.loads, (tmp_path / "p.jsonl").read_text().splitlines())
    assert first == {"document": "1", "subject": "T1", "object": "T2", "label": "X", "score": 0.8, "any": 0.9}
    assert (second["label"], second["score"], second["any"]) == ("None", 0.3, 0.3)


def test_finished_folds_are_kept(bert: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for fold in (1, 2):
        folder = data / "relations" / "euadr" / str(fold)
        folder.mkdir(parents=True)
        rows = ["@GENE$ causes @DISEASE$.\t1", "@GENE$ and @DISEASE$ differ.\t0"]
        (folder / "train.tsv").write_text("\n".join(rows * 6), encoding="utf-8")
        test = ["index\tsentence\tlabel", *(f"{n}\t{row}" for n, row in enumerate(rows))]
        (folder / "test.tsv").write_text("\n".join(test), encoding="utf-8")
    out = tmp_path / "out"
    form = Form("anonymise", "marks")
    assert folds("euadr", data, bert, form, replace(CONFIG, epochs=2), out, [1])["folds"] == [1]
    before = (out / "fold-1.json").read_bytes()
    assert folds("euadr", data, bert, form, CONFIG, out, [1, 2])["folds"] == [1, 2]
    assert (out / "fold-1.json").read_bytes() == before
    assert summary(out)["f1"]["mean"] >= 50
    told = [json.loads(line) for line in (out / "fold-2.predictions.jsonl").read_text().splitlines()]
    assert [(one["document"], one["subject"], one["object"]) for one in told] == [
        (f"sentence:{n}", "@GENE$", "@DISEASE$") for n in (1, 2)
    ]
