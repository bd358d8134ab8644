"""What stands behind the weights of sections: of the pairs of concepts that one sentence names, how many a curator took for related, and how
many of these for new, by the role of the sentence. Pairs that sentences of two roles name are left out.
From training/: python -m sections.weigh
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from litweave_training.corpora.sentences import sentence_spans

from .abstracts import LABEL, roles_of

CORPORA = {
    "bc5cdr": ("ner/bc5cdr/CDR_TrainingSet.PubTator.txt", "ner/bc5cdr/CDR_DevelopmentSet.PubTator.txt"),
    "biored": ("relations/biored/Train.PubTator",),
}
KIND = {
    "Chemical": "c",
    "ChemicalEntity": "c",
    "Disease": "d",
    "DiseaseOrPhenotypicFeature": "d",
    "GeneOrGeneProduct": "g",
    "SequenceVariant": "v",
}
ASKED = {"bc5cdr": {"cd"}, "biored": {"dg", "gg", "cg", "cd", "cc", "cv", "dv", "vv"}}
"""Pairs of types that the corpus annotates."""

Pair = frozenset[str]


def sections(title: str, abstract: str) -> list[tuple[int, int, str]]:
    """Sentences with their roles: places in title + line feed + abstract. Empty unless labels cover the abstract."""
    labels = list(LABEL.finditer(abstract))
    if not labels or labels[0].start() > 0:
        return []
    found = [(0, len(title), "title")]
    for label, end in zip(labels, [*(after.start() for after in labels[1:]), len(abstract)], strict=True):
        roles = roles_of(label.group(1))
        offset = len(title) + 1 + label.end()
        for start, stop in sentence_spans(abstract[label.end() : end]):
            found.append((offset + start, offset + stop, roles[0] if len(roles) == 1 else "other"))
    return found


def documents(path: Path, asked: set[str]) -> Iterator[tuple[dict[Pair, set[str]], dict[Pair, str]]]:
    """Of each labelled document the roles in which a sentence names a pair, and the pairs that are related, with BioRED's `Novel` or `No`."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        if len(lines) < 2:
            continue
        title, abstract = (line.split("|", 2)[2] for line in lines[:2])
        rows = [line.split("\t") for line in lines[2:]]
        mentions = [(int(row[1]), KIND[row[4]], id) for row in rows if len(row) > 5 and row[4] in KIND for id in re.split("[|,]", row[5])]
        related = {frozenset(row[2:4]): "".join(row[4:5]) for row in rows if not row[1].isdigit()}
        roles: dict[Pair, set[str]] = defaultdict(set)
        for start, stop, role in sections(title, abstract):
            inside = [mention for mention in mentions if start <= mention[0] < stop]
            for _, a, first in inside:
                for _, b, second in inside:
                    if first < second and "".join(sorted(a + b)) in asked:
                        roles[frozenset((first, second))].add(role)
        yield roles, related


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sections.weigh")
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    data = parser.parse_args().data
    report: dict[str, object] = {}
    for corpus, files in CORPORA.items():
        named, told, new = Counter(), Counter(), Counter()
        for file in files:
            for roles, related in documents(data / file, ASKED[corpus]):
                for pair, where in roles.items():
                    if len(where) > 1:
                        continue
                    (role,) = where
                    named[role] += 1
                    told[role] += pair in related
                    new[role] += related.get(pair) == "Novel"
        report[corpus] = {
            role: {
                "pairs": named[role],
                "related": round(told[role] / named[role], 3),
                **({"novelOfRelated": round(new[role] / told[role], 2)} if corpus == "biored" and told[role] else {}),
            }
            for role in sorted(named)
        }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
