"""How a pair is shown in its sentence, as token ids.

- `anonymise`: each mention gives way to one token, `@CHEMICAL$`, `@GENE$` (Lee et al., 2020, doi:10.1093/bioinformatics/btz682);
  mentions that overlap share one, `@CHEMICAL-GENE$` (as in BLUE, Peng et al., 2019).
- `markers`: each mention stays and stands between typed tokens, `[E1:Chemical]` … `[/E1:Chemical]` (Zhong and Chen, 2021, PURE).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from litweave_training.tokens import Tokenizer, tokenise

from .instances import Instance

FORMS = ("anonymise", "markers")
LONGEST = 256
"""Content tokens of a sentence; of a longer one the part around the pair is kept."""


@dataclass(frozen=True)
class Marks:
    """The tokens that a form adds to the vocabulary, and the word whose embedding each starts with."""

    form: str
    ids: dict[str, int]
    words: dict[str, str]


def marks(form: str, types: tuple[str, str], vocabulary: int) -> Marks:
    """`vocabulary`: how many ids the encoder knows; new ones follow."""
    first, second = types
    if form == "anonymise":
        names = {placeholder((first,)): first, placeholder((second,)): second, placeholder(types): first}
    else:
        names = {f"[{close}E{at}:{name}]": name for at, name in enumerate(types, start=1) for close in ("", "/")}
    return Marks(form, {name: vocabulary + at for at, name in enumerate(names)}, names)


def placeholder(types: tuple[str, ...]) -> str:
    return f"@{'-'.join(types).upper()}$"


@dataclass(frozen=True)
class Marked:
    """Token ids int64 [tokens] with special tokens; `places`: where the tokens of the first and second mention stand."""

    ids: np.ndarray
    places: tuple[int, int]

    @property
    def length(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Edit:
    """Characters [start, end) give way to a token; `owners`: the mentions (0, 1) whose state is read there."""

    start: int
    end: int
    token: str
    owners: tuple[int, ...] = ()


def mark(instance: Instance, added: Marks, tokenizer: Tokenizer) -> Marked:
    ids: list[int] = []
    places = [0, 0]
    at = 0
    for edit in edits(instance, added.form):
        ids += tokenise(tokenizer, instance.text[at : edit.start]).ids.tolist()
        for owner in edit.owners:
            places[owner] = len(ids)
        ids.append(added.ids[edit.token])
        at = edit.end
    ids += tokenise(tokenizer, instance.text[at:]).ids.tolist()
    start = cut(len(ids), places, min(LONGEST, tokenizer.window))
    kept = ids[start : start + min(LONGEST, tokenizer.window)]
    whole = np.array([tokenizer.specials.cls, *kept, tokenizer.specials.sep], dtype=np.int64)
    return Marked(whole, tuple(min(max(place - start, 0), len(kept) - 1) + 1 for place in places))


def cut(length: int, places: list[int], longest: int) -> int:
    """First token to keep, so that the pair stands in the middle."""
    middle = (places[0] + places[1]) // 2
    return max(0, min(middle - longest // 2, length - longest))


def edits(instance: Instance, form: str) -> list[Edit]:
    """In reading order."""
    spans = (instance.first, instance.second)
    if form == "anonymise":
        (a, b), (c, d) = spans
        if a < d and c < b:
            return [Edit(min(a, c), max(b, d), placeholder(instance.types), (0, 1))]
        found = [Edit(*span, placeholder((name,)), (at,)) for at, (span, name) in enumerate(zip(spans, instance.types, strict=True))]
        return sorted(found, key=lambda edit: edit.start)
    # At one place the inner mention closes first, then others close before any opens, and the outer one opens first.
    keyed: list[tuple[tuple[int, int, int], Edit]] = []
    for at, ((start, end), name) in enumerate(zip(spans, instance.types, strict=True)):
        keyed.append(((start, 1, -end), Edit(start, start, f"[E{at + 1}:{name}]", (at,))))
        keyed.append(((end, 0, -start), Edit(end, end, f"[/E{at + 1}:{name}]")))
    return [edit for _, edit in sorted(keyed, key=lambda pair: pair[0])]
