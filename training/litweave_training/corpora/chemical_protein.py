"""ChemProt and DrugProt: three TSV files a split.

    abstracts   id⇥title⇥abstract
    entities    id⇥T1⇥CHEMICAL⇥start⇥end⇥text       offsets in title + one character + abstract; GENE, GENE-Y, GENE-N
    relations   ChemProt id⇥CPR:3⇥Y ⇥ACTIVATOR⇥Arg1:T1⇥Arg2:T9    the third column: whether the group is evaluated
                DrugProt id⇥ACTIVATOR⇥Arg1:T1⇥Arg2:T9
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from .archive import read_text
from .document import Document, Mention, Relation

SPELLINGS = ("abstracts", "abstracs")
"""DrugProt's development file is spelt the second way."""

TYPES = {"CHEMICAL": "Chemical", "GENE": "Gene", "GENE-Y": "Gene", "GENE-N": "Gene"}


def read_chemical_protein(path: Path) -> list[Document]:
    """`path` holds `{}` for the three names. Only relations of evaluated groups are kept, each once."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    relations: dict[str, dict[Relation, None]] = defaultdict(dict)
    for identifier, own, type_name, start, end, *_ in rows(path, "entities"):
        mentions[identifier].append(Mention(int(start), int(end), TYPES[type_name], (own,)))
    for identifier, label, *middle, subject, target in rows(path, "relations"):
        if not middle or middle[0].strip() == "Y":
            relation = Relation(label, subject.removeprefix("Arg1:"), target.removeprefix("Arg2:"))
            relations[identifier][relation] = None
    abstracts = next((name for name in SPELLINGS if path.with_name(path.name.format(name)).exists()), SPELLINGS[0])
    return [
        Document(identifier, f"{title}\n{abstract}", tuple(mentions[identifier]), tuple(relations[identifier]))
        for identifier, title, abstract in rows(path, abstracts)
    ]


def rows(path: Path, name: str) -> list[list[str]]:
    # Only "\n" ends a line: abstracts hold U+2028 and the like, on which splitlines() would break.
    lines = read_text(path.with_name(path.name.format(name))).split("\n")
    return [line.rstrip("\r").split("\t") for line in lines if line.strip()]
