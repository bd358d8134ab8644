"""The names that go into the lexicon, from tables made here."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from terminology.lexicon import listed, ontologies, taxa
from terminology.packages import TAXA, Tables


def test_names_of_the_terminology_take_the_type_of_their_category(tmp_path: Path) -> None:
    concepts = [
        {"id": "MESH:D001241", "name": "Aspirin", "category": "ChemicalEntity", "synonyms": ["Acetylsalicylic Acid"]},
        {"id": "NCBITaxon:562", "name": "Escherichia coli", "category": "OrganismTaxon"},
    ]
    with gzip.open(tmp_path / "own.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(concept) + "\n" for concept in concepts)
    assert list(listed(tmp_path)) == [
        ("Aspirin", "Chemical"), ("Acetylsalicylic Acid", "Chemical"), ("Escherichia coli", "Species")
    ]


def test_ontologies_give_names_and_synonyms_but_no_roots(tmp_path: Path) -> None:
    path = tmp_path / "own.whl"
    tables = {
        "mondo.json": [{"name": "disease"}, {"name": "asthma", "synonyms": ["bronchial asthma"]}],
        "doid.json": [{"id": "DOID:4"}],
        "chebi.json": [{"name": "caffeine"}],
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, terms in tables.items():
            archive.writestr(f"own/{name}", json.dumps(terms))
        archive.writestr("own/famplex/grounding_map.csv", '"AMPK, any",FPLX,AMPK,,\nwater,CHEBI,15377,,\n')
    assert list(ontologies(Tables(path, "own/"))) == [
        ("asthma", "Disease"), ("bronchial asthma", "Disease"), ("caffeine", "Chemical"), ("AMPK, any", "Gene")
    ]


def test_taxa_with_an_article_are_listed_with_their_short_binomials(tmp_path: Path) -> None:
    marisa_trie = pytest.importorskip("marisa_trie", reason="marisa-trie is needed only to build the lexicon")
    marisa_trie.RecordTrie("I", [("562", (0,))]).save(str(tmp_path / "known"))
    marisa_trie.RecordTrie("I", [("Escherichia coli", (562,)), ("Coleoptera sp. BOLD:1", (9,))]).save(str(tmp_path / "names"))
    with zipfile.ZipFile(tmp_path / "taxa.whl", "w") as archive:
        archive.write(tmp_path / "known", TAXA.prefix + "en_wiki_title.marisa")
        archive.write(tmp_path / "names", TAXA.prefix + "sn2taxid.marisa")
    assert list(taxa(tmp_path / "taxa.whl")) == [("Escherichia coli", "Species"), ("E. coli", "Species")]
