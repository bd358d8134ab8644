"""The support vector machine over n-grams: what it sees of a pair, and where it draws the line."""

import numpy as np
import pytest
from baselines.pairs import NONE, pair_types, pairs
from baselines.svm import best_margin, document_name, fit, predictions
from litweave_training.corpora.document import Document, Mention, Relation


def document(text: str, *names: tuple[str, str, str], related: bool = False, identifier: str = "1") -> Document:
    """`names`: wording, type and id; each wording's first place."""
    mentions = tuple(Mention(text.index(word), text.index(word) + len(word), kind, (own,)) for word, kind, own in names)
    relations = (Relation("CID", names[0][2], names[1][2]),) if related else ()
    return Document(identifier, text, mentions, relations)


ENDS = (("zinc", "Chemical", "C1"), ("rash", "Disease", "D1"))
WANTED = frozenset({("Chemical", "Disease")})


def test_sees_masked_words_around_and_between() -> None:
    text = "Given twice, zinc (not iron) caused a rash in mice. Then it ended."
    (pair,) = pairs(document(text, *ENDS, ("iron", "Chemical", "C2")), WANTED, lines=False)[:1]
    assert (pair.subject, pair.object, pair.label) == ("C1", "D1", NONE)
    assert {"=@AChemical not @Chemical", "=caused a @BDisease", "<given twice", ">in mice", "Chemical Disease"} <= set(pair.features)
    assert not any("zinc" in feature or "then" in feature for feature in pair.features)


def test_asks_about_pairs_of_one_sentence_with_types_that_the_corpus_relates() -> None:
    apart = document("Some zinc.\nA rash.", *ENDS)
    assert pairs(apart, WANTED, lines=True) == []
    assert pair_types([document("zinc rash", *ENDS, related=True)] * 9) == frozenset()
    assert pair_types([document("zinc rash", *ENDS, related=True)] * 10) == WANTED


def test_joins_the_sentences_of_a_pair_of_concepts() -> None:
    text = "The zinc gave rash.\nHere zinc cured rash."
    spans = [(text.index("zinc"), "Chemical", "C1"), (text.index("rash"), "Disease", "D1")]
    spans += [(text.rindex("zinc"), "Chemical", "C1"), (text.rindex("rash"), "Disease", "D1")]
    mentions = tuple(Mention(at, at + 4, kind, (own,)) for at, kind, own in spans)
    (pair,) = pairs(Document("1", text, mentions), WANTED, lines=True)
    assert {"=gave", "=cured"} <= set(pair.features)


def test_takes_the_margin_of_the_best_f1() -> None:
    asked = [pair for at in range(4) for pair in pairs(document("zinc rash", *ENDS, related=at < 2), WANTED, lines=True)]
    least, score = best_margin(np.array([[0.9], [0.4], [0.1], [-1.0]]), ["CID"], asked)
    assert (least, score) == (pytest.approx(0.25), 1.0)


@pytest.mark.parametrize("labels", [("CID",), ("CID", "Bind")])
def test_learns_and_says_what_the_program_reads(labels: tuple[str, ...]) -> None:
    words = {"CID": "caused", "Bind": "bound", NONE: "or"}
    told = [
        pair
        for label in (*labels, NONE)
        for at in range(5)
        for pair in pairs(
            Document(
                f"gad-1-test:{at}",
                f"The zinc {words[label]} rash.",
                (Mention(4, 8, "Chemical", ("C1",)), Mention(10 + len(words[label]), 14 + len(words[label]), "Disease", ("D1",))),
                () if label == NONE else (Relation(label, "C1", "D1"),),
            ),
            WANTED,
            lines=True,
        )
    ]
    lines = list(predictions(fit(told, 1.0), told, 0.0))
    assert [line["label"] for line in lines] == [pair.label for pair in told]
    assert all((line["label"] == NONE) == (line["score"] < 0.5) for line in lines)
    assert lines[0] | {"score": 0} == {"document": "sentence:0", "subject": "C1", "object": "D1", "label": "CID", "score": 0}
    assert document_name("DDI-DrugBank.d1") == "DDI-DrugBank.d1"
