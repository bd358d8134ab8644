"""Cues that BioScope's abstracts lack and that mean nothing else: other spellings, other forms, contractions."""

SPECULATION = """
conceivable conceivably plausible plausibly maybe presumable presumed supposed supposedly seemingly hypothesise hypothesises
hypothesised hypothesising hypothesizes hypothesizing postulate postulates speculates speculated speculation unproven
unresolved undetermined inconclusive equivocal uncertainty unlikely
cannot be excluded|cannot be ruled out|can not be excluded|can not be ruled out|could not be excluded|could not be ruled out
cannot be excluded|not be excluded|not be ruled out|cannot exclude|cannot rule out|tends to|tend to|remains to be determined
remains to be established|remains to be seen|remains to be shown|remain to be determined|remain to be established
remain to be elucidated|may or may not|not certain|not established|not yet known|not yet clear|not fully understood
not well understood|poorly understood|not been established|not been determined|not been elucidated
""".strip()
NEGATION = """
inability non-existent
negative for|devoid of|not any more
""".strip()
AUXILIARIES = "did do does is are was were has have had could would should ca wo must need".split()


def phrases() -> list[tuple[str, str]]:
    """(phrase, kind)"""
    found = [(phrase, "speculation") for phrase in split(SPECULATION)]
    found += [(phrase, "negation") for phrase in split(NEGATION)]
    for auxiliary in AUXILIARIES:
        found += [(f"{auxiliary}n{apostrophe}t", "negation") for apostrophe in "'’"]
    return list(dict.fromkeys(found))


def split(lines: str) -> list[str]:
    return [phrase for line in lines.splitlines() for phrase in (line.split("|") if "|" in line else line.split())]
