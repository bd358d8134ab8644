"""Offsets, windows and BIO labels on Unicode."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from litweave_training.corpora.document import ENTITY_TYPES, Mention
from litweave_training.labels import decode, runs, tags, token_span
from litweave_training.parity_texts import TEXTS
from litweave_training.tokens import continues_word, load_tokenizer, tokenise
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
    for continues in (None, continues_word(tokens, text)):
        found = {(p.start, p.end, p.type) for p in decode(logits, tokens, continues, ENTITY_TYPES)}
        assert found == {(m.start, m.end, m.type) for m in mentions}


def test_types_may_overlap_and_nested_spans_of_one_type_keep_the_longest(bert: Path) -> None:
    text = "Aspirin induced asthma"
    tokens = tokenise(load_tokenizer(bert), text)
    mentions = (Mention(0, 7, "Disease"), Mention(0, 22, "Disease"), Mention(0, 7, "Chemical"))
    marked = tags(tokens, mentions, ENTITY_TYPES)
    assert runs(marked[:, 0]) == [(0, len(tokens))]
    assert len(runs(marked[:, 1])) == 1


def test_a_span_starts_at_inside_after_outside() -> None:
    assert runs(np.array([0, 2, 2, 1, 2, 0, 1, 1])) == [(1, 3), (3, 5), (6, 7), (7, 8)]


def test_continuing_tokens_inherit_their_words_tag(bert: Path) -> None:
    text = "xylophonic"
    tokens = tokenise(load_tokenizer(bert), text)
    assert len(tokens) > 2 and continues_word(tokens, text).tolist() == [False] + [True] * (len(tokens) - 1)
    logits = np.zeros((len(tokens), 6, 3), dtype=np.float32)
    logits[:, :, 0] = 5
    logits[0, 2] = [0, 5, 0]
    (found,) = decode(logits, tokens, continues_word(tokens, text), ENTITY_TYPES)
    assert (found.type, found.start, found.end) == ("Gene", 0, len(text))
    (cut,) = decode(logits, tokens, None, ENTITY_TYPES)
    assert cut.end < len(text)


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
