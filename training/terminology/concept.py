"""What a line of the terminology holds, and the rules by which names are kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

WORDS = re.compile(r"[a-z0-9]+")
# Aliases that, as a lower-cased word, are far more often plain English than a name of the concept.
ENGLISH = frozenset(
    """a all am an and are as at be but by can do for from had has have he her hers him his how i if in into is it
    its me more most my no nor not of off on or our out she so than that the their them then there they this to too
    up us was we were what when which who will with you your other unknown none new old one two""".split()
)

# "T2DM - type 2 diabetes mellitus": two names in one. Of two letters, an abbreviation means too many things.
ABBREVIATED = re.compile(r"^([A-Z0-9]{3,8}) - (.+)$")
WHOLE = re.compile(r"^(.*)$", re.DOTALL)


@dataclass
class Concept:
    """One line. `category` is a Biolink class; `synonyms` never repeat `name`; `formerly` are withdrawn ids."""

    id: str
    name: str
    category: str
    synonyms: list[str] = field(default_factory=list)
    xrefs: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    tree_numbers: list[str] = field(default_factory=list)
    taxon: str = ""
    orthologs: list[str] = field(default_factory=list)
    formerly: list[str] = field(default_factory=list)

    def line(self) -> dict:
        """The JSON object of this concept; empty fields are left out."""
        full = {
            "id": self.id,
            "name": self.name,
            "category": self.category,
            "taxon": self.taxon,
            "synonyms": self.synonyms,
            "xrefs": sorted(set(self.xrefs)),
            "parents": sorted(set(self.parents)),
            "treeNumbers": self.tree_numbers,
            "orthologs": sorted(set(self.orthologs)),
            "formerly": sorted(set(self.formerly)),
        }
        return {key: value for key, value in full.items() if value}

    def add_synonyms(self, names: Iterable[str]) -> None:
        self.synonyms = tidy(self.name, [*self.synonyms, *names])


def words(name: str) -> tuple[str, ...]:
    """The name as a sorted bag of lower-cased words: equal for "Anemia, Sickle Cell" and "Sickle Cell Anemia"."""
    return tuple(sorted(WORDS.findall(name.lower())))


def is_noise(name: str) -> bool:
    """Names no text means: a single character, digits and signs alone, a function word of English."""
    return len(name) < 2 or not re.search(r"[^\W\d_]", name) or name.lower() in ENGLISH


def tidy(preferred: str, names: Iterable[str]) -> list[str]:
    """Synonyms in order of appearance, without noise, repeats (case ignored) and inverted forms; two names in one become two.

    An inverted form ("Diseases, Heart") goes when another name of the concept has the same words without a comma.
    """
    plain = (" ".join(raw.split()).strip('"') for raw in names)
    parted = (part for name in plain for part in (ABBREVIATED.match(name) or WHOLE.match(name)).groups())
    cleaned = [name for name in parted if name and not is_noise(name)]
    natural = {words(name) for name in [preferred, *cleaned] if ", " not in name}
    kept, seen = [], {preferred.lower()}
    for name in cleaned:
        if name.lower() in seen or (", " in name and words(name) in natural):
            continue
        seen.add(name.lower())
        kept.append(name)
    return kept
