"""What brackets put beside each other as short and long form; the twin of `src/link/abbreviation-brackets.ts`."""

import re
from dataclasses import dataclass

Span = tuple[int, int]
REACH = 400
QUOTES = "\"“”'‘’"
BOUNDARY = re.compile(r"[;:]\s|[.!?]\s+(?![^\W\d_A-ZÀ-ÖØ-Þ])|\n")
LEAD_IN = re.compile(
    r"(?:(?:or|and|abbreviated(?: as| to)?|also (?:known|called|termed|referred to) as|also (?:called|termed)"
    r"|(?:here(?:after|in)|henceforth) (?:referred to as|called|termed)?|known as|termed|called|denoted|designated(?: as)?"
    r"|referred to as|so-called|the so-called|i\.e\.,?|formerly|previously)\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pairing:
    short: Span
    long: Span
    whole: bool


@dataclass(frozen=True)
class Bracket:
    before: Span
    inside: Span
    before_last: Span | None = None


def trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in QUOTES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in QUOTES or text[end - 1] == ","):
        end -= 1
    return start, end


def closing(text: str, opened: int) -> int:
    depth = 0
    for at in range(opened, min(len(text), opened + REACH)):
        if text[at] in "([":
            depth += 1
        elif text[at] in ")]":
            depth -= 1
        if depth == 0:
            return at
    return -1


def stands_alone(text: str, opened: int, close: int) -> bool:
    after = text[close + 1 : close + 2]
    if after.isalpha() or after.isnumeric() or (after == "-" and close - opened <= 2):
        return False
    if opened == 0 or text[opened - 1].isspace() or text[opened - 1] in "\"“'‘([":
        return True
    run = re.match(r"[^\W_]([^\W_]|-)*", text[opened + 1 : close])
    capitals = run is not None and run[0][0].isupper() and any(char.isupper() for char in run[0][1:])
    return text[opened - 1].islower() and capitals


def stretch(text: str, start: int, opened: int) -> Span:
    least = max(start, opened - REACH)
    for match in BOUNDARY.finditer(text[least:opened]):
        start = max(start, least + match.start() + 1)
    return trimmed(text, max(start, least), opened)


def brackets_of(text: str) -> list[Bracket]:
    """The brackets of a text that stand by themselves, in the order in which they open."""
    found: list[Bracket] = []
    start = 0
    last = (0, -1)
    closes: list[int] = []
    for match in re.finditer(r"[(\[]", text):
        opened = match.start()
        close = closing(text, opened)
        if close < 0 or not stands_alone(text, opened, close):
            continue
        while closes and closes[-1] < opened:
            start = max(start, closes.pop() + 1)
        before = stretch(text, start, opened)
        inside = trimmed(text, opened + 1, close)
        follows = before[0] >= before[1] and last[1] >= 0 and not text[start:opened].strip()
        if inside[0] < inside[1]:
            found.append(Bracket(before, inside, stretch(text, *last) if follows else None))
        if not follows:
            last = (start, opened)
        closes.append(close)
        start = max(start, opened + 1)
    return found


def after_lead_in(text: str, span: Span) -> Span:
    match = LEAD_IN.match(text[span[0] : span[1]])
    return trimmed(text, span[0] + (match.end() if match else 0), span[1])


def last_word(text: str, span: Span) -> Span:
    start = span[1]
    while start > span[0] and not (text[start - 1].isspace() or text[start - 1] in "\"“'‘"):
        start -= 1
    return start, span[1]


def pairings_of(text: str, bracket: Bracket) -> list[Pairing]:
    """ "long form (SF; more)", "SF (long form; more)", "(long form, SF)" and "(SF, long form)"."""
    inside = bracket.inside
    cuts = [inside[0] + match.start() for match in re.finditer(r"[;,]\s| or ", text[inside[0] : inside[1]])]
    first = after_lead_in(text, trimmed(text, inside[0], cuts[0] if cuts else inside[1]))
    found: list[Pairing] = []
    for long in (bracket.before, bracket.before_last):
        if long is None or long[0] >= long[1]:
            continue
        found.append(Pairing(first, long, False))
        short = last_word(text, long)
        for end in (*cuts, inside[1]):
            found.append(Pairing(short, after_lead_in(text, trimmed(text, inside[0], end)), True))
    if cuts:
        for end in (*cuts[1:], inside[1]):
            found.append(Pairing(first, trimmed(text, cuts[0] + 1, end), True))
    for cut, end in zip(cuts, (*cuts[1:], inside[1]), strict=False):
        short = trimmed(text, cut + (4 if text.startswith(" or ", cut) else 1), end)
        found.append(Pairing(after_lead_in(text, short), trimmed(text, inside[0], cut), False))
    return [pair for pair in found if pair.short[0] < pair.short[1] and pair.long[0] < pair.long[1]]
