"""What speaks for a phrase's being a cue; the twin of `src/extract/assertion/cue-features.ts`.

A feature is (template, a, b), three strings; a table gives its weight.
"""

from collections.abc import Iterator

from .words import Word

Feature = tuple[str, str, str]

# A sentence that holds one of these speculates already.
DOUBT = set(
    "may might suggest suggesting suggests suggested likely possible possibly whether appears appear seems putative could "
    "probably hypothesis hypothesized thought propose potentially presumably unclear unknown perhaps believed".split()
)


def cue_features(words: list[Word], start: int, end: int, kind: str) -> Iterator[Feature]:
    """Of the phrase words[start:end] as a cue of this kind."""
    cue = " ".join(word.text for word in words[start:end]) + "/" + kind
    yield "cue", cue, ""
    near = {name: at(words, place) for name, place in near_places(start, end)}
    for name, word in near.items():
        yield name, cue, word
        yield name, kind, word
        if len(word) > 4:
            yield name, cue, "~" + word[-3:]
    yield "before", cue, near["left 2"] + " " + near["left"]
    yield "after", cue, near["right"] + " " + near["right 2"]
    left = {word.text for word in words[:start]}
    right = {word.text for word in words[end:]}
    if left & DOUBT:
        yield "doubt before", cue, ""
    if (left | right) & DOUBT:
        yield "doubt", cue, ""
    for word in ("either", "whether", "not"):
        if word in left:
            yield "has before", cue, word
    if "or" in right:
        yield "has after", cue, "or"
    if sum(word.text == "(" for word in words[:start]) > sum(word.text == ")" for word in words[:start]):
        yield "brackets", cue, ""
    if start == 0:
        yield "first", kind, ""


def near_places(start: int, end: int) -> tuple[tuple[str, int], ...]:
    return ("left", start - 1), ("left 2", start - 2), ("right", end), ("right 2", end + 1)


def at(words: list[Word], place: int) -> str:
    """The word at a place, or the sentence's edge."""
    return "<" if place < 0 else ">" if place >= len(words) else words[place].text
