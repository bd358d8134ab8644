"""Abstracts whose printed labels say what each sentence is: `BACKGROUND: … METHODS: …`. The labels themselves are cut off."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from litweave_training.corpora.sentences import sentence_spans

ROLES = ("background", "objective", "methods", "results", "conclusions")

BY_LABEL = (
    (re.compile(r"result|finding|outcome|observation", re.I), "results"),
    (re.compile(r"conclusion|discussion|interpretation|implication|significance|lesson|summary", re.I), "conclusions"),
    (re.compile(r"method|design|setting|patient|participant|subject|material|intervention|measure|procedure|population", re.I), "methods"),
    (re.compile(r"objective|aim|purpose|goal|hypothes", re.I), "objective"),
    (re.compile(r"background|introduction|context|rationale|importance", re.I), "background"),
)
"""As in `src/domain/section-role.ts`."""

LABEL = re.compile(r"(?:^|(?<=[.?!)\]\"”] )|(?<=\n))([A-Z][A-Z ,/&()-]{2,60}): ?")


@dataclass(frozen=True)
class Abstract:
    id: str
    sentences: tuple[str, ...]
    roles: tuple[str, ...]


def roles_of(label: str) -> list[str]:
    return [role for pattern, role in BY_LABEL if pattern.search(label)]


def labelled(identifier: str, text: str) -> Abstract | None:
    """None unless labels cover the text from its first word on and tell at least three roles apart. Sections with a label of no role
    (`FUNDING`) are left out; an abstract with one of two roles (`METHODS AND RESULTS`) teaches nothing certain and is left out whole."""
    labels = list(LABEL.finditer(text))
    if not labels or labels[0].start() > 0:
        return None
    ends = [label.start() for label in labels[1:]] + [len(text)]
    sections = [(roles_of(label.group(1)), text[label.end() : end].strip()) for label, end in zip(labels, ends, strict=True)]
    if any(len(roles) > 1 for roles, _ in sections):
        return None
    told = [(section[start:end], roles[0]) for roles, section in sections if roles for start, end in sentence_spans(section)]
    if len({role for _, role in told}) < 3:
        return None
    return Abstract(identifier, tuple(text for text, _ in told), tuple(role for _, role in told))


def labelled_abstracts(data: Path) -> Iterator[Abstract]:
    with lzma.open(data / "text" / "abstracts.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            found = labelled(str(record["id"]), record["text"])
            if found:
                yield found


def labelled_of_corpora(data: Path) -> dict[str, list[Abstract]]:
    """Labelled abstracts of test splits, which no training text holds."""
    pubtator = re.findall(r"^(\d+)\|a\|(.*)$", (data / "ner/bc5cdr/CDR_TestSet.PubTator.txt").read_text(encoding="utf-8"), re.M)
    lines = (data / "relations/chemprot/test/chemprot_test_abstracts_gs.tsv").read_text(encoding="utf-8").splitlines()
    chemprot = [(columns[0], columns[2]) for columns in (line.split("\t") for line in lines)]
    corpora = {"bc5cdrTest": pubtator, "chemprotTest": chemprot}
    return {
        name: [found for identifier, text in records if (found := labelled(identifier, text))] for name, records in corpora.items()
    }
