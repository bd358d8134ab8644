"""Abbreviations defined in a document, by the algorithm of Schwartz and Hearst (2003), and their expansion in mentions."""

import re

# "long form (SF)" and, the other way round, "SF (long form)".
PARENTHESIS = re.compile(r"\(([^()]+)\)")


def is_short_form(text: str) -> bool:
    """2 to 10 characters, at most two words, a letter in it, starting with a letter or digit."""
    return (
        2 <= len(text) <= 10
        and len(text.split()) <= 2
        and any(char.isalpha() for char in text)
        and text[0].isalnum()
    )


def best_long_form(short: str, candidate: str) -> str:
    """The shortest suffix of `candidate` whose characters hold those of `short` in order; "" when there is none.

    The first character of the short form must begin a word.
    """
    at = len(candidate) - 1
    for index in range(len(short) - 1, -1, -1):
        char = short[index].lower()
        if not char.isalnum():
            continue
        while at >= 0 and (
            candidate[at].lower() != char or (index == 0 and at > 0 and candidate[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return ""
        at -= 1
    return candidate[at + 1 :]


def find_abbreviations(text: str) -> dict[str, str]:
    """Long form of each short form; the first definition stands."""
    found: dict[str, str] = {}
    for match in PARENTHESIS.finditer(text):
        inner = re.split(r"[;,]", match[1])[0].strip()
        before = re.split(r"[.;:!?]\s|[()]", text[: match.start()])[-1].strip()
        if is_short_form(inner):
            words = before.split()
            window = " ".join(words[-min(len(inner) + 5, len(inner) * 2) :])
            long = best_long_form(inner, window)
            if valid(inner, long):
                found.setdefault(inner, long)
        else:
            last = before.split()[-1] if before.split() else ""
            if is_short_form(last):
                long = best_long_form(last, match[1].strip())
                if long == match[1].strip() and valid(last, long):
                    found.setdefault(last, long)
    return found


def valid(short: str, long: str) -> bool:
    """A long form is longer than its short form, does not contain it as a word, and is not absurdly wordy."""
    if len(long) <= len(short) or short in long.split():
        return False
    return len(long.split()) <= min(len(short) + 5, len(short) * 2)


def expand(mention: str, abbreviations: dict[str, str]) -> str:
    """The mention with its abbreviations written out; one that already holds the long form loses the short one."""
    whole = abbreviations.get(mention) or abbreviations.get(mention.rstrip("s"))
    if whole:
        return whole
    for short, long in sorted(abbreviations.items(), key=lambda pair: -len(pair[0])):
        pattern = re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])")
        if pattern.search(mention):
            mention = pattern.sub("" if long.lower() in mention.lower() else long.replace("\\", r"\\"), mention)
    return re.sub(r"\(\s*\)", "", mention).strip() or mention
