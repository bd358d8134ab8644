"""What speaks for a cue's scope to begin or end at a word; the twin of `src/extract/assertion/scope-features.ts`."""

from collections.abc import Iterator

from .cue_features import Feature, at
from .words import Word

MOST_LEFT = 40
MOST_RIGHT = 60

# Words at which a clause or a phrase may begin or end.
JOINTS = set(
    "and or but that which who whether because while although though whereas if when where since as however , ; : ( ) - "
    "suggesting indicating to by in of for with from than".split()
)
AUXILIARIES = set(
    "is are was were be been being has have had do does did may might can could will would should".split()
)
CROSSED = ("that", "which", "and", "but", "whereas", "or", "whether")


class Cumulated:
    """How often something stands among the first n words, so that a range costs two look-ups."""

    def __init__(self, words: list[Word]) -> None:
        texts = [word.text for word in words]
        self.commas = running(text == "," for text in texts)
        self.brackets = running((text == "(") - (text == ")") for text in texts)
        self.auxiliaries = running(text in AUXILIARIES for text in texts)
        self.crossed = {name: running(text == name for text in texts) for name in CROSSED}


def running(values) -> list[int]:
    sums = [0]
    for value in values:
        sums.append(sums[-1] + int(value))
    return sums


def right_features(
    words: list[Word], sums: Cumulated, cue: str, kind: str, start: int, end: int, edge: int
) -> Iterator[Feature]:
    """Of a scope that ends before words[edge], edge ≥ end."""
    following, then, last = at(words, edge), at(words, edge + 1), at(words, edge - 1)
    closing = edge == len(words) or (edge == len(words) - 1 and following in ".?!")
    joint = "end" if closing else following if following in JOINTS or following in AUXILIARIES else "word"
    far = distance(edge - end)
    commas = str(min(sums.commas[edge] - sums.commas[end], 2))
    brackets = sums.brackets[edge] - sums.brackets[end]
    verb = "verb" if sums.auxiliaries[edge] > sums.auxiliaries[end] else "no verb"
    yield "R far", kind, far
    yield "R far", cue, far
    yield "R joint", joint, ""
    yield "R joint", cue, joint
    yield "R commas", kind + " " + joint, commas
    yield "R commas", cue, commas
    yield "R then", joint, then
    yield "R then", joint, "~" + then[-3:]
    yield "R last", "", last
    yield "R last", joint, "~" + last[-2:]
    if joint == "word":
        yield "R following", "", following
        yield "R following", "", "~" + following[-3:]
    if brackets != 0:
        yield "R brackets", "open" if brackets > 0 else "closed", ""
    yield "R verb", joint, verb
    yield "R verb", cue + " " + verb, joint
    yield "R far joint", kind + " " + joint, far
    for name in CROSSED[:-1]:
        if sums.crossed[name][edge] > sums.crossed[name][end]:
            yield "R crossed", name, ""


def left_features(
    words: list[Word], sums: Cumulated, cue: str, kind: str, start: int, end: int, edge: int
) -> Iterator[Feature]:
    """Of a scope that begins with words[edge], edge ≤ start."""
    before, first = at(words, edge - 1), at(words, edge)
    joint = (
        "cue"
        if edge == start
        else "begin"
        if edge == 0
        else before
        if before in JOINTS or before in AUXILIARIES
        else "word"
    )
    far = distance(start - edge)
    yield "L joint", cue, joint
    yield "L joint", kind, joint
    yield "L far", cue, far
    if edge == start:
        following = at(words, end)
        after = sums.auxiliaries[start] > sums.auxiliaries[max(0, start - 2)]
        participle = any(at(words, place).endswith(("ed", "en")) for place in range(end, end + 3))
        passive = ("after verb" if after else "no verb") + (" participle" if participle else "")
        yield "L before", cue, before
        yield "L before", "", before
        yield "L after", cue, following
        yield "L after", "", following
        yield "L after", cue, "~" + following[-2:]
        yield "L after", "", "~" + following[-2:]
        yield "L passive", cue, passive
        yield "L passive", kind, passive
        return
    commas = str(min(sums.commas[start] - sums.commas[edge], 2))
    brackets = sums.brackets[start] - sums.brackets[edge]
    verbs = str(min(sums.auxiliaries[start] - sums.auxiliaries[edge], 2))
    yield "L first", joint, first
    yield "L first", joint, "~" + first[-3:]
    yield "L commas", joint, commas
    yield "L earlier", joint, at(words, edge - 2)
    yield "L far joint", kind + " " + joint, far
    yield "L verbs", joint, verbs
    if brackets != 0:
        yield "L brackets", "open" if brackets > 0 else "closed", ""
    for name in CROSSED:
        if name != "or" and sums.crossed[name][start] > sums.crossed[name][edge]:
            yield "L crossed", name, ""


def distance(words: int) -> str:
    if words < 4:
        return str(words)
    return "4" if words < 7 else "7" if words < 12 else "12" if words < 20 else "20"
