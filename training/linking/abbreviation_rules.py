"""How the letters of a short form may lie in its long form; the twin of `src/link/abbreviation-{places,rules}.ts`.

The strategies are those of Sohn et al. 2008 (Ab3P), the last that of Schwartz and Hearst 2003.
"""

import re
from dataclasses import dataclass
from functools import cache

NONE, INSIDE, PART, WORD = range(4)

EMPTY_WORDS = set(
    "a an and as at by during due for from in into its of on or per the their to under using via versus vs with within without".split()
)
NUMERALS = dict(
    i="1", ii="2", iii="3", iv="4", v="5", vi="6",
    one="1", two="2", three="3", four="4", five="5", first="1", second="2", third="3",
)  # fmt: skip
GREEK = dict(
    α="alpha", β="beta", γ="gamma", δ="delta", ε="epsilon", ζ="zeta", η="eta", θ="theta",
    κ="kappa", λ="lambda", μ="mu", σ="sigma", τ="tau", ω="omega",
)  # fmt: skip
GREEK_BY_NAME = {name: letter for letter, name in GREEK.items()}


@dataclass(frozen=True)
class Candidate:
    """The words before a short form, in small letters; one place, alias and word number for each character."""

    text: str
    places: list[int]
    also: list[str]
    word_at: list[int]
    words: list[tuple[int, bool]]


def kind_of(char: str) -> str:
    return "letter" if char.isalpha() else "digit" if char.isnumeric() else "other"


def alias(word: str, at: int) -> str:
    if word[at] in GREEK:
        return GREEK[word[at]][0]
    end = at
    while end < len(word) and word[end].isalpha():
        end += 1
    part = word[at:end]
    return NUMERALS.get(part) or GREEK_BY_NAME.get(part) or ""


def candidate_of(surface: str) -> Candidate | None:
    text = surface.lower()
    if len(text) != len(surface):
        return None
    places, also, word_at = [NONE] * len(text), [""] * len(text), [0] * len(text)
    words: list[tuple[int, bool]] = []
    for match in re.finditer(r"\S+", text):
        word = match[0]
        words.append((match.start(), word in EMPTY_WORDS))
        before, begun = "other", False
        for at, char in enumerate(word):
            kind = kind_of(char)
            position = match.start() + at
            word_at[position] = len(words) - 1
            if kind != "other":
                places[position] = WORD if not begun else PART if kind != before else INSIDE
                begun = True
                if kind != before and before == "other":
                    also[position] = alias(word, at)
                elif char in GREEK:
                    also[position] = GREEK[char][0]
            before = kind
    return Candidate(text, places, also, word_at, words)


@dataclass(frozen=True)
class Rule:
    """See `src/link/abbreviation-rules.ts`."""

    start: str
    inside: str
    skip: float = 0
    empty_only: bool = False


SKIPS = {"": (0, False), "empty": (1, True), "empty-2": (2, True), "word": (1, False)}
RULES = {
    "initials": Rule("words", "none"),
    "initials-empty": Rule("words", "none", 1, True),
    **{
        f"{name}{'-' if skip else ''}{skip}": Rule("parts", inside, *SKIPS[skip])
        for name, inside, skips in (
            ("parts", "none", ("", "empty", "empty-2", "word")),
            ("adjacent", "adjacent", ("", "word")),
            ("begun", "begun", ("", "empty", "word")),
            ("free", "free", ("", "empty", "word")),
        )
        for skip in skips
    },
    "any": Rule("parts", "free", float("inf")),
}


def start_by(rule: Rule, letters: str, candidate: Candidate) -> int:
    """Where the long form begins in the candidate, at whose end it ends, or -1."""
    text, places, also, word_at, words = (
        candidate.text,
        candidate.places,
        candidate.also,
        candidate.word_at,
        candidate.words,
    )
    least = WORD if rule.start == "words" else PART

    def may_pass(first: int, last: int) -> bool:
        passed = words[first:last]
        return len(passed) <= rule.skip and (not rule.empty_only or all(empty for _, empty in passed))

    @cache
    def lay(index: int, following: int) -> int:
        last = following == len(text)
        next_inside = not last and places[following] == INSIDE
        next_word = len(words) if last else word_at[following]
        char = letters[index]
        for at in range(following - 1, -1, -1):
            here = places[at]
            if next_inside and rule.inside == "adjacent" and at < following - 1:
                break
            if next_inside and rule.inside == "begun" and places[at + 1] != INSIDE:
                break
            if here == NONE:
                continue
            word = word_at[at]
            if next_word - word - 1 > rule.skip:
                break
            if char not in (text[at], also[at]):
                continue
            if (rule.inside == "none" or index == 0) if here == INSIDE else here < least:
                continue
            if word < next_word - 1 and not may_pass(word + 1, next_word):
                break
            if index == 0:
                return at if at > 0 and text[at - 1] == "/" else words[word][0]
            start = lay(index - 1, at)
            if start >= 0:
                return start
        return -1

    return lay(len(letters) - 1, len(text))
