"""Training examples: a document's windows with tag labels and, where it teaches relations, its pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from .config import Mixture
from .corpora.conll import join
from .corpora.catalogue import Corpus
from .corpora.document import ENTITY_TYPES, Document
from .heads import TYPE_OF_HEAD, taught
from .labels import tags
from .lexicon import Lexicon, Match, features, matches
from .relation_groups import Group, PairTask, group_named, pair_task, thinned
from .substitution import Names, substitute
from .tokens import Tokenizer, Tokens, continues_word, tokenise
from .windows import Window, windows


NAMED = 0.5
"""Share of the texts of mention-level relations in which mentions of one name are one entity."""


MOST_PAIRS = 128
"""Of one text and group in a step; with more, memory grows and little is learnt."""


@dataclass(frozen=True)
class Example:
    tokens: Tokens
    windows: list[Window]
    tags: np.ndarray
    """int64 [tokens, heads]."""
    taught: np.ndarray
    """bool [heads]: those that this corpus teaches."""
    names: list[Match]
    """What the lexicon knows of the text."""
    tasks: tuple[tuple[Group, PairTask], ...]
    """What each corpus that relates this text asks."""

    @property
    def length(self) -> int:
        return max(window.end - window.start for window in self.windows) + 2


def example(
    tokenizer: Tokenizer,
    document: Document,
    corpus: Corpus,
    lexicon: Lexicon | None = None,
    beside: tuple[tuple[Group, Document], ...] = (),
    named: bool = False,
) -> Example | None:
    """`beside`: what other corpora relate in the same text; `named` as `pair_task` takes it."""
    tokens = tokenise(tokenizer, document.text)
    if len(tokens) == 0:
        return None
    group = group_named(corpus.group)
    asked = (*([(group, document)] if group else []), *beside)
    tasks = ((group, pair_task(one, tokens, group, named and group.mentions)) for group, one in asked)
    return Example(
        tokens,
        windows(len(tokens), tokenizer.window),
        tags(tokens, document.mentions, ENTITY_TYPES)[:, TYPE_OF_HEAD],
        taught(corpus.guideline, corpus.types, corpus.general),
        matches(lexicon, tokens, document.text, continues_word(tokens, document.text)) if lexicon else [],
        tuple((group, task) for group, task in tasks if task is not None),
    )


def thin(one: Example, generator: np.random.Generator) -> Example:
    return replace(one, tasks=tuple((group, thinned(task, MOST_PAIRS, generator)) for group, task in one.tasks))


def told(one: Example, types: int, drop: float, generator: np.random.Generator) -> np.ndarray:
    """Lexicon features [tokens, 2 · types] with names left out at random, so that the encoder learns to do without."""
    if generator.random() < drop / 2:
        return np.zeros((len(one.tokens), 2 * types), dtype=np.float32)
    kept = generator.random(len(one.names)) >= drop
    return features([name for name, keep in zip(one.names, kept, strict=True) if keep], len(one.tokens), types)


class Supply:
    """One corpus' examples for each epoch: names are substituted, sentences packed and thinned anew."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        corpus: Corpus,
        mixture: Mixture,
        names: Names,
        lexicon: Lexicon | None = None,
        beside: Corpus | None = None,
    ) -> None:
        """`beside` relates the same texts; its documents must have the same ids and texts."""
        self.tokenizer, self.corpus, self.mixture, self.names, self.lexicon = tokenizer, corpus, mixture, names, lexicon
        group = group_named(beside.group) if beside else None
        self.beside = {document.text: ((group, document),) for document in beside.documents} if beside and group else {}
        constant = not corpus.sentences and mixture.substitute == 0 and mixture.share == 1
        self.fixed = self.build(list(corpus.documents)) if constant else []
        own = group_named(corpus.group)
        # In every other epoch or so, a text's mentions are taken by name.
        self.by_name = self.build(list(corpus.documents), named=True) if self.fixed and own and own.mentions else self.fixed

    def build(self, documents: list[Document], named: bool = False) -> list[Example]:
        built = (
            example(self.tokenizer, document, self.corpus, self.lexicon, self.beside.get(document.text, ()), named)
            for document in documents
        )
        return [one for one in built if one is not None]

    def epoch(self, generator: np.random.Generator) -> list[Example]:
        repeats = range(self.mixture.repeat)
        if self.fixed:
            drawn = [pair for _ in repeats for pair in zip(self.fixed, self.by_name, strict=True)]
            chosen = [by_name if generator.random() < NAMED else one for one, by_name in drawn]
        else:
            chosen = [one for _ in repeats for one in self.build(self.texts(generator))]
        return [thin(one, generator) for one in chosen]

    def texts(self, generator: np.random.Generator) -> list[Document]:
        documents = self.packed(generator) if self.corpus.sentences else list(self.corpus.documents)
        if self.mixture.share < 1:
            chosen = generator.permutation(len(documents))[: round(len(documents) * self.mixture.share)]
            documents = [documents[index] for index in sorted(chosen)]
        if self.mixture.substitute == 0:
            return documents
        return [substitute(document, self.names, self.mixture.substitute, generator) for document in documents]

    def packed(self, generator: np.random.Generator) -> list[Document]:
        """Neighbouring sentences stay neighbours: in a full-text corpus they belong together."""
        documents = list(self.corpus.documents)
        if self.mixture.empty >= 0:
            empty = [index for index, document in enumerate(documents) if not document.mentions]
            keep = set(generator.permutation(empty)[: self.mixture.empty].tolist())
            documents = [d for index, d in enumerate(documents) if d.mentions or index in keep]
        texts: list[Document] = []
        at = 0
        while at < len(documents):
            count = int(generator.integers(1, self.mixture.pack + 1))
            texts.append(join(documents[at : at + count]))
            at += count
        return texts


def batches(examples: list[Example], budget: int, generator: np.random.Generator) -> Iterator[list[Example]]:
    """Batches of at most `budget` padded tokens from length-sorted pools, in random order."""
    order = generator.permutation(len(examples)).tolist()
    ready: list[list[Example]] = []
    for start in range(0, len(order), 2048):
        pool = sorted((examples[index] for index in order[start : start + 2048]), key=lambda e: e.length)
        batch: list[Example] = []
        rows = 0
        for one in pool:
            if batch and (rows + len(one.windows)) * one.length > budget:
                ready.append(batch)
                batch, rows = [], 0
            batch.append(one)
            rows += len(one.windows)
        ready.append(batch)
    for index in generator.permutation(len(ready)):
        yield ready[index]
