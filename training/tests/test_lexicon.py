"""The lexicon: keys, matching, and the file that TypeScript reads too."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from litweave_training.lexicon import build, features, key_of, key_of_name, matches, read, write
from litweave_training.tokens import continues_word, load_tokenizer, tokenise

TYPES = ("Disease", "Gene")
NAMES = [
    ("diabetes", "Disease"), ("type 2 diabetes mellitus", "Disease"), ("Alzheimer's disease", "Disease"),
    ("IL-6", "Gene"), ("IL-6 receptor", "Gene"), ("asthma attack", "Disease"), ("mellitus", "Gene"),
]  # fmt: skip


def found(bert: Path, text: str) -> list[tuple[str, str]]:
    tokens = tokenise(load_tokenizer(bert), text)
    hits = matches(build(NAMES, TYPES), tokens, text, continues_word(tokens, text))
    return [(TYPES[hit.type], text[tokens.starts[hit.first] : tokens.ends[hit.last - 1]]) for hit in hits]


def test_the_longest_run_wins_and_each_type_is_on_its_own(bert: Path) -> None:
    assert found(bert, "Type-2 diabetes mellitus and diabetes.") == [
        ("Disease", "Type-2 diabetes mellitus"), ("Gene", "mellitus"), ("Disease", "diabetes")
    ]
    assert found(bert, "IL 6 receptor, IL-6; il6") == [("Gene", "IL 6 receptor"), ("Gene", "IL-6")]


def test_plurals_and_apostrophes(bert: Path) -> None:
    assert found(bert, "asthma attacks") == [("Disease", "asthma attacks")]
    assert found(bert, "ALZHEIMER’S DISEASE") == [("Disease", "ALZHEIMER’S DISEASE")]
    assert [key_of([word]) for word in ("genes", "class", "virus", "sepsis", "mice", "aids")] == [
        "gene", "class", "virus", "sepsis", "mice", "aids"
    ]
    assert key_of_name("D-glucose (β)") == ["d", "glucose", "β"]


def test_features_mark_the_first_token_and_the_others(bert: Path) -> None:
    text = "No asthma attacks."
    tokens = tokenise(load_tokenizer(bert), text)
    hits = matches(build(NAMES, TYPES), tokens, text, continues_word(tokens, text))
    marked = features(hits, len(tokens), 2)
    assert marked[:, 2:].sum() == 0
    (begin,) = np.flatnonzero(marked[:, 0])
    assert tokens.starts[begin] == 3 and not marked[begin, 1]
    assert marked[begin + 1 : -1, 1].all() and not marked[-1].any()


def test_the_file_gives_the_same_lexicon(tmp_path: Path) -> None:
    own = build([*NAMES, ("one two three four five six seven", "Gene")], TYPES)
    write(own, tmp_path / "lexicon.bin")
    assert read(tmp_path / "lexicon.bin", TYPES) == own and len(own.entries) == len(NAMES)
