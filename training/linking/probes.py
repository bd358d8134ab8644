"""Lists near misses among a terminology's concepts, from which the probes of test/probes are written by hand.
From training/: python -m linking.probes --family receptor

A near miss is two concepts of one category whose names are the same but for one small change that alters the meaning. Output,
tab-separated, the best known concepts first: family, name, id, the other's name, its id.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

LONGEST_NAME = 60
# What is replaced, and by what; tried on small letters wherever it occurs.
SWAPS: dict[str, list[tuple[str, str]]] = {
    "number": [
        (r"\btype i\b", "type ii"), (r"\btype 1\b", "type 2"), (r"\btype 2\b", "type 3"), (r"\btype ii\b", "type iii"),
        (r"\b1\b", "2"), (r"\b2\b", "3"), (r"\b3\b", "4"), (r"\bi\b", "ii"), (r"\bii\b", "iii"), (r"\bv\b", "vii"),
        (r"\bviii\b", "ix"), (r"\bx\b", "xi"), (r"1\b", "2"), (r"2\b", "3"),
    ],
    "greek": [("alpha", "beta"), ("beta", "gamma"), ("gamma", "delta"), ("delta", "kappa"), ("alpha", "gamma"), ("alpha", "delta")],
    "hypo-hyper": [("hypo", "hyper")],
    "level": [(r"emia\b", "uria"), (r"philia\b", "penia"), ("cytosis", "penia"), ("tachy", "brady"), ("cythemia", "cytopenia")],
    "locant": [(r"\b(\d),(\d)\b", r"*"), (r"\b(\d)-", r"*")],
    "primary": [("primary", "secondary"), ("congenital", "acquired"), ("idiopathic", "secondary")],
    "course": [("acute", "chronic"), ("benign", "malignant"), ("relapsing", "progressive"), ("early", "late"), ("juvenile", "adult")],
    "stereo": [(r"\bd-", "l-"), (r"\(r\)", "(s)"), (r"\bcis\b", "trans"), (r"\(\+\)", "(-)"), (r"\be\b", "z"), ("dextro", "levo")],
    "salt": [(" sodium", " potassium"), ("hydrochloride", "sulfate"), ("chloride", "bromide"), ("sulfate", "nitrate"),
             ("chloride", "sulfate"), ("acetate", "citrate"), (" calcium", " sodium"), ("oxide", "chloride")],
    "suffix": [(r"ol\b", "one"), (r"ane\b", "ene"), (r"ene\b", "yne"), (r"ate\b", "ite"), (r"ol\b", "al"), (r"ine\b", "ide"),
               (r"ose\b", "itol"), (r"ane\b", "anol"), (r"ic acid\b", "ol"), (r"ide\b", "ate"), (r"one\b", "ane"), (r"yl\b", "ene")],
    "receptor": [(r" receptors?\b", ""), (r" receptors?\b", "s"), (r"s\b", " receptor"), (r" receptor 1", " 1"), (r"\bantagonists?", "agonists"),
                 (r" inhibitors?\b", ""), (r" antibod(?:y|ies)\b", "")],
    "inheritance": [("x-linked", "autosomal dominant"), ("x-linked", "autosomal recessive"), ("autosomal dominant", "autosomal recessive"),
                    ("dominant", "recessive"), ("x-linked ", "")],
    "site": [("upper", "lower"), ("left", "right"), ("anterior", "posterior"), ("proximal", "distal"), ("superior", "inferior"),
             ("central", "peripheral"), ("internal", "external"), ("small", "large"), ("medial", "lateral"), ("systolic", "diastolic"),
             ("arterial", "venous"), ("sensory", "motor"), ("intra", "extra"), ("mono", "poly"), ("uni", "multi")],
}  # fmt: skip


def concepts(folder: Path) -> Iterator[dict]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def renown(concept: dict) -> tuple[int, int]:
    """MeSH descriptors and human genes before OMIM's diseases, those with most names first. Others are left out."""
    known = concept["id"].startswith("MESH:D") or concept.get("taxon") == "NCBITaxon:9606"
    return int(known), len(concept.get("synonyms", ()))


def changes(name: str, swaps: list[tuple[str, str]]) -> Iterator[str]:
    for pattern, other in swaps:
        for match in re.finditer(pattern, name):
            if other != "*":
                yield name[: match.start()] + match.expand(other) + name[match.end() :]
                continue
            numbers = [int(number) for number in re.findall(r"\d", match[0])]
            for place, number in enumerate(numbers):
                for instead in range(1, 9):
                    changed = iter(numbers[:place] + [instead] + numbers[place + 1 :])
                    if instead != number:
                        locants = re.sub(r"\d", lambda _, rest=changed: str(next(rest)), match[0])
                        yield name[: match.start()] + locants + name[match.end() :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--family", choices=SWAPS, action="append", help="all without it")
    parser.add_argument("--most", type=int, default=100, help="pairs of each family")
    options = parser.parse_args()
    owners: dict[tuple[str, str], dict] = {}
    known = [concept for concept in concepts(options.terminology) if renown(concept)[0] or concept["id"].startswith("OMIM:")]
    for concept in sorted(known, key=renown):
        for name in (*concept.get("synonyms", ()), concept["name"]):
            if len(name) <= LONGEST_NAME:
                owners[concept["category"], name.lower()] = concept
    for family in options.family or SWAPS:
        pairs: dict[tuple[str, str], tuple[tuple[int, int], str]] = {}
        for (category, name), concept in owners.items():
            for other in changes(name, SWAPS[family]):
                rival = owners.get((category, other))
                if rival is None or rival["id"] == concept["id"]:
                    continue
                key = (concept["id"], rival["id"])
                line = "\t".join((family, name, concept["id"], other, rival["id"]))
                worth = min(renown(concept), renown(rival))
                if key not in pairs or len(line) < len(pairs[key][1]):
                    pairs[key] = worth, line
        for _, line in sorted(pairs.values(), key=lambda pair: pair[0], reverse=True)[: options.most]:
            print(line)


if __name__ == "__main__":
    main()
