"""Composite mentions: "breast and ovarian cancer" names two concepts.

`parts` only proposes; whether a mention is split is decided by scores (see `rank.link`).
"""

import re

JOINTS = re.compile(r"\s*(?:,\s*and/or|,\s*and|,\s*or|\band/or\b|\band\b|\bor\b|,|/)\s*")
OF = re.compile(r"^(.+? (?:of|in) (?:the )?)(.+)$")


def parts(mention: str) -> list[list[str]]:
    """Readings of a mention as several names, most literal first; empty when nothing joins.

    "a X and b X" → [a X, b X]; "a and b X" → [a X, b X]; "X of a and b" → [X of a, X of b]; "a- and b-X" counts too.
    """
    pieces = [piece.strip() for piece in JOINTS.split(mention) if piece.strip()]
    if len(pieces) < 2 or len(pieces) > 6:
        return []
    readings = [pieces]
    tail = pieces[-1].split()
    for words in range(1, min(3, len(tail) - 1) + 1):  # the last piece lends its head to the others
        head = " ".join(tail[-words:])
        readings.append([f"{piece.rstrip('-')} {head}" for piece in pieces[:-1]] + [pieces[-1]])
    stem = OF.match(pieces[0])
    if stem:  # the first piece lends its beginning to the others
        readings.append([pieces[0], *(stem[1] + piece for piece in pieces[1:])])
    first = pieces[0].split()
    for words in range(1, min(2, len(first) - 1) + 1):
        readings.append([pieces[0], *(" ".join(first[:words]) + " " + piece for piece in pieces[1:])])
    return readings
