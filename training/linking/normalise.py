"""The normal form of a name. The program's linker follows these rules to the letter; the parity fixture holds both.

1. NFKD, then drop combining marks (category Mn): "Sjögren" → "Sjogren", "ﬁ" → "fi".
2. Lower case (of the whole string).
3. Greek letters become their English names, words of their own: "IL-1α" → "il 1 alpha".
4. The words are the runs of letters (category L) and those of digits (N): "KF17837" and "KF-17837" are both "kf 17837".
5. In each word, British spelling becomes American (`SPELLING`, in order, every occurrence).
6. Whole words: Roman numerals ii–ix but v become digits anywhere, i, v and x only after a word of `COUNTED`.

The key, for exact lookup, goes on from the normal form:

7. Drop words of `EMPTY` unless nothing would remain; strip plurals: "ies" → "y" in words over 4 letters, else a final
   "s" in words over 3 letters unless the word ends in "ss", "us" or "is".
8. Sort the words and join them with spaces.
"""

import re
import unicodedata
from itertools import groupby

GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon "
        "phi chi psi omega".split(),
        strict=True,
    )
)
SPELLING = [
    ("aem", "em"), ("oedem", "edem"), ("tumour", "tumor"), ("oesoph", "esoph"), ("paed", "ped"), ("rrhoea", "rrhea"),
    ("foet", "fet"), ("anaesth", "anesth"), ("gynaec", "gynec"), ("orthopaed", "orthoped"), ("coeliac", "celiac"),
    ("sulph", "sulf"), ("colour", "color"), ("behaviour", "behavior"), ("fibre", "fiber"), ("caec", "cec"),
    ("faec", "fec"), ("oestr", "estr"), ("leucaem", "leukem"), ("leucem", "leukem"), ("leucocyt", "leukocyt"),
]  # fmt: skip
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
ROMAN_AFTER = {"i": "1", "v": "5", "x": "10"}
COUNTED = frozenset(["type", "types", "factor", "stage", "grade", "class", "group", "phase", "complex", "syndrome"])
EMPTY = frozenset(["a", "an", "and", "by", "due", "for", "in", "of", "on", "or", "s", "the", "to", "with"])


def normal_form(name: str) -> str:
    """Rules 1 to 6."""
    decomposed = unicodedata.normalize("NFKD", name)
    lowered = "".join(char for char in decomposed if unicodedata.category(char) != "Mn").lower()
    spelled = "".join(f" {GREEK[char]} " if char in GREEK else char for char in lowered)
    words: list[str] = []
    for kind, run in groupby(spelled, lambda char: unicodedata.category(char)[0]):
        if kind not in "LN":
            continue
        word = "".join(run)
        for british, american in SPELLING:
            word = word.replace(british, american)
        if word in ROMAN:
            word = ROMAN[word]
        elif word in ROMAN_AFTER and words and words[-1] in COUNTED:
            word = ROMAN_AFTER[word]
        words.append(word)
    return " ".join(words)


def singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not re.search(r"(ss|us|is)$", word):
        return word[:-1]
    return word


def key(name: str) -> str:
    """Rules 1 to 8."""
    words = normal_form(name).split()
    kept = [word for word in words if word not in EMPTY] or words
    return " ".join(sorted(singular(word) for word in kept))
