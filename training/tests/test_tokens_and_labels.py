"""Offsets, windows and BIO labels on Unicode."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from litweave_training.corpora.document import ENTITY_TYPES, Mention
from litweave_training.labels import Calibration, best_path, decode, runs, tags, token_span
from litweave_training.parity_texts import TEXTS
from litweave_training.tokens import Tokens, continues_word, load_tokenizer, tokenise
from litweave_training.windows import stitch, windows

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


@pytest.mark.parametrize("folder", ["bert", "roberta"])
@pytest.mark.parametrize("name", TEXTS)
def test_offsets_are_ordered_and_cover_every_word(folder: str, name: str, request: pytest.FixtureRequest) -> None:
    text = TEXTS[name]
    tokens = tokenise(load_tokenizer(request.getfixturevalue(folder)), text)
    assert (tokens.starts[1:] >= tokens.starts[:-1]).all() and (tokens.ends <= len(text)).all()
    for word in WORD.finditer(text):
        first, last = token_span(tokens, *word.span())
        assert first < last
        assert tokens.starts[first] <= word.start() and tokens.ends[last - 1] >= word.end()


@pytest.mark.parametrize("name", TEXTS)
def test_tags_and_back_give_the_same_spans(name: str, bert: Path) -> None:
    text = TEXTS[name]
    tokens = tokenise(load_tokenizer(bert), text)
    # Every third word, and a run of two words: spans that touch neither each other nor a word's middle.
    words = [match.span() for match in WORD.finditer(text)]
    spans = [words[i] for i in range(0, len(words) - 2, 3)]
    mentions = tuple(Mention(start, end, ENTITY_TYPES[i % 6]) for i, (start, end) in enumerate(spans))
    logits = np.eye(3, dtype=np.float32)[tags(tokens, mentions, ENTITY_TYPES)] * 8
    found = {(p.start, p.end, p.type) for p in decode(logits, tokens, continues_word(tokens, text), ENTITY_TYPES, 1.0)}
    assert found == {(m.start, m.end, m.type) for m in mentions}


def test_a_score_falls_with_a_doubtful_border_where_the_type_is_sure(bert: Path) -> None:
    text = "breast cancer cells"
    tokens = tokenise(load_tokenizer(bert), text)
    continues = continues_word(tokens, text)
    first_words = np.flatnonzero(~continues).tolist()
    sure = np.zeros((len(tokens), 1, 3))
    sure[:, 0] = [-6.0, 0.0, 6.0]
    sure[first_words[2] :, 0] = [6.0, 0.0, -6.0]
    sure[0, 0] = [-6.0, 6.0, 0.0]
    doubtful = sure.copy()
    doubtful[first_words[2] :, 0] = [1.2, 0.0, 1.0]
    fit = Calibration(0.5, 0.5, -1.0)
    (clear,), (vague,) = (decode(logits, tokens, continues, ("Disease",), 1.0, fit) for logits in (sure, doubtful))
    assert (clear.start, clear.end) == (vague.start, vague.end) == (0, 13)
    assert abs(clear.inside - vague.inside) < 1e-9 and clear.span > 0.9 > 0.7 > vague.span
    assert clear.score > vague.score
    assert decode(sure, tokens, continues, ("Disease",), 1.0)[0].score == clear.inside


def test_types_may_overlap_and_nested_spans_of_one_type_keep_the_longest(bert: Path) -> None:
    text = "Aspirin induced asthma"
    tokens = tokenise(load_tokenizer(bert), text)
    mentions = (Mention(0, 7, "Disease"), Mention(0, 22, "Disease"), Mention(0, 7, "Chemical"))
    marked = tags(tokens, mentions, ENTITY_TYPES)
    assert runs(marked[:, 0]) == [(0, len(tokens))]
    assert len(runs(marked[:, 1])) == 1


def decoded(words: list[list[float]], text: str, tokens: Tokens, cost: float = 0.0) -> list[str]:
    """Gene spans of `text` when its tokens have the logits `words`."""
    logits = np.zeros((len(tokens), 6, 3), dtype=np.float32)
    logits[:, :, 0] = 9
    logits[:, 2] = words
    return [text[p.start : p.end] for p in decode(logits, tokens, continues_word(tokens, text), ENTITY_TYPES, cost)]


def test_a_word_is_tagged_as_a_whole(bert: Path) -> None:
    text = "xylophonic"
    tokens = tokenise(load_tokenizer(bert), text)
    assert len(tokens) > 2 and continues_word(tokens, text).tolist() == [False] + [True] * (len(tokens) - 1)
    rest = [[0, -9, 1]] * (len(tokens) - 1)
    assert decoded([[0, 2, -9], *rest], text, tokens) == [text]
    assert decoded([[0, 2, -9], *[[1, -9, -9]] * (len(tokens) - 1)], text, tokens) == []


def test_the_path_is_the_best_as_a_whole(bert: Path) -> None:
    text = "a - b , c"
    tokens = tokenise(load_tokenizer(bert), text)
    assert len(tokens) == 5
    # The third token alone would be I; after an O that is not allowed, and B is worse than joining through the second.
    unsure = [[0, 5, 0], [1, 0, 0.8], [0, 0, 5], [5, 0, 0], [0, 1, 0]]
    assert decoded(unsure, text, tokens) == ["a - b", "c"]
    assert decoded(unsure, text, tokens, cost=2.0) == ["a - b"], "a beginning that barely pays is left out at a cost"
    assert decoded([[0, 0, 5]] * 5, text, tokens) == [text], "a text cannot begin with I"


def test_best_path_equals_trying_all() -> None:
    random = np.random.default_rng(0)
    scores = random.normal(size=(6, 2, 3))
    allowed = [p for p in itertools.product(range(3), repeat=6) if all(b != 2 or a != 0 for a, b in zip((0, *p), p))]
    found = best_path(scores, 0.3)
    for column in range(2):
        best = max(allowed, key=lambda p: sum(scores[w, column, t] - 0.3 * (t == 1) for w, t in enumerate(p)))
        assert tuple(found[:, column]) == best


@pytest.mark.parametrize("size", [1, 509, 510, 511, 574, 956, 957, 2000])
def test_windows_answer_for_every_token_once(size: int) -> None:
    plan = windows(size)
    values = np.arange(size)
    assert stitch([values[w.start : w.end] for w in plan], plan).tolist() == values.tolist()
    assert all(w.end - w.start <= 510 for w in plan)
    for before, after in zip(plan, plan[1:]):
        assert before.end - after.start == 64 and before.own_end == after.own_start == after.start + 32


def test_no_windows_for_nothing() -> None:
    assert windows(0) == []
