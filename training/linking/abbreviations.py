"""Abbreviations defined in a document, and their expansion in mentions; the twin of `src/link/abbreviations.ts`.

After Sohn et al. 2008 (Ab3P): of the rules that find a long form the one with the best precision on short forms of that kind
is believed. The precisions are made by `scripts/abbreviation-precision.ts` for both.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from .abbreviation_brackets import Pairing, Span, brackets_of, pairings_of
from .abbreviation_rules import RULES, candidate_of, start_by

PRECISION: dict[str, list[tuple[str, float]]] = json.loads(
    Path(__file__).with_name("abbreviation_precision.json").read_text(encoding="utf-8")
)
LEAST_PRECISION = 0.8
MOST_LETTERS = 12
NEVER = set(
    "and or see e.g i.e eg ie cf viz fig figs ref refs table letter comment review abstract no vs data years".split()
)


@dataclass(frozen=True)
class ShortForm:
    kind: str
    letters: str
    singular: str | None


def alphanumeric(char: str) -> bool:
    return char.isalpha() or char.isnumeric()


def read_short_form(text: str) -> ShortForm | None:
    letters = "".join(char for char in text if alphanumeric(char))
    length = len(letters)
    if length == 0 or length > MOST_LETTERS or len(text) > MOST_LETTERS + 6:
        return None
    if not (alphanumeric(text[0]) or text[0] in "([") or not any(map(str.isalpha, letters)):
        return None
    words = len(re.split(r"\s+", text))
    capitalised = len(text) > 1 and text[0].isupper() and text[1].islower()
    plain = (text[0].lower() + text[1:] if capitalised else text).removesuffix(".")
    if re.search(r"[=<>≤≥±%:]", text) or words > 2 or plain in NEVER:
        return None
    if words == 2 and re.search(r"^[0-9.,]+\s|\s[0-9]{4}$", text):
        return None
    capitals = any(char.isupper() or char.isnumeric() for char in text)
    if not capitals and (words > 1 or length == 1 or length > 5 or "." in text):
        return None
    small = letters.lower()
    if (length == 1 and len(text) > 1) or len(small) != length:
        return None
    marks = not all(map(alphanumeric, text))
    made = "marks" if marks else "digits" if any(map(str.isnumeric, text)) else "letters"
    plural = length > 2 and text[-1] == "s" and (text[-2].isupper() or text[-2].isnumeric())
    return ShortForm(f"{made}{min(length, 5)}", small, small[:-1] if plural else None)


def most_words(surface: str) -> int:
    return min(len(surface) + 5, len(surface) * 2)


def likely(surface: str, long: str) -> bool:
    """A long form is longer than the short one, does not hold it, has a word or several, and is not absurdly wordy."""
    if len(long) <= len(surface) or not re.search(r"[^\W\d_]{3}|\s", long):
        return False
    if len(re.split(r"\s+", long)) > most_words(surface):
        return False
    at = long.find(surface)
    around = long[at - 1 : at] if at > 0 else "", long[at + len(surface) : at + len(surface) + 1]
    return at < 0 or any(map(alphanumeric, filter(None, around)))


def find_long_form(short: ShortForm, surface: str, stretch: str) -> tuple[int, float] | None:
    """Where the long form begins in `stretch`, at whose end it ends, and the precision of the rule that found it."""
    starts = [match.start() for match in re.finditer(r"\S+", stretch)]
    before = stretch[starts[-min(most_words(surface), len(starts))] if starts else 0 :]
    candidate = candidate_of(before)
    if candidate is None:
        return None
    letters = short.singular if short.singular is not None and before.endswith("s") else short.letters
    for name, precision in PRECISION[short.kind]:
        start = start_by(RULES[name], letters, candidate)
        if start >= 0 and likely(surface, before[start:]):
            return len(stretch) - len(before) + start, precision
    return None


def defined(text: str, pairing: Pairing) -> tuple[str, str, float] | None:
    surface = text[slice(*pairing.short)]
    short = read_short_form(surface)
    if short is None or (pairing.whole and not any(map(str.isupper, surface))):
        return None
    found = find_long_form(short, surface, text[slice(*pairing.long)])
    if found is None or found[1] < LEAST_PRECISION or (pairing.whole and found[0] > 0):
        return None
    return surface, text[pairing.long[0] + found[0] : pairing.long[1]], found[1]


def numbers(text: str, inside: Span, following: Span | None) -> bool:
    """ "(A) … (B)": letters that number what follows."""
    if following is None or inside[1] - inside[0] != 1 or following[1] - following[0] != 1:
        return False
    return ord(text[following[0]]) == ord(text[inside[0]]) + 1


def pairs(text: str) -> list[tuple[str, str]]:
    """Short and long forms that a text defines with brackets, in order."""
    found: list[tuple[str, str]] = []
    brackets = brackets_of(text)
    for index, bracket in enumerate(brackets):
        last = brackets[index - 1].inside if index > 0 else None
        following = brackets[index + 1].inside if index + 1 < len(brackets) else None
        if numbers(text, bracket.inside, following) or (last and numbers(text, last, bracket.inside)):
            continue
        best: tuple[str, str, float] | None = None
        for pairing in pairings_of(text, bracket):
            pair = defined(text, pairing)
            if pair and pair[2] > (best[2] if best else 0):
                best = pair
        if best:
            found.append(best[:2])
    return found


def find_abbreviations(text: str) -> dict[str, str]:
    """Long form of each short form; the first definition stands."""
    found: dict[str, str] = {}
    for short, long in pairs(text):
        found.setdefault(short, long)
    return found


def expand(mention: str, abbreviations: dict[str, str]) -> str:
    """The mention with its abbreviations written out; one that already holds the long form loses the short one."""
    whole = abbreviations.get(mention) or (abbreviations.get(mention[:-1]) if mention.endswith("s") else None)
    if whole:
        return whole
    text = mention
    for short, long in sorted(abbreviations.items(), key=lambda pair: -len(pair[0])):
        if len(short) < 2 or short not in text:
            continue
        pattern = re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])")
        text = pattern.sub("" if long.lower() in text.lower() else long.replace("\\", r"\\"), text)
    return re.sub(r"\s+", " ", re.sub(r"[(\[]\s*[)\]]", "", text)).strip() or mention
