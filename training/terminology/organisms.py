"""Organisms (MeSH headings with their NCBI taxa) and cell lines (EFO terms with Cellosaurus ids)."""

import re

from .concept import Concept, tidy, words
from .packages import Tables

BINOMIAL = re.compile(r"^([A-Z])[a-z]+ ([a-z]{3,}(?: [a-z]{3,})?)$")
# Words by which papers name a species without naming it.
IN_TEXT = {
    "NCBITaxon:9606": (
        "patient patients person persons people participant participants subject subjects man men woman women child "
        "children infant infants boy boys girl girls volunteer volunteers individual individuals adult adults"
    ).split(),
    "NCBITaxon:10090": ["murine", "mice", "mouse"],
    "NCBITaxon:10116": ["rat", "rats", "Rattus norvegicus"],
    "NCBITaxon:7955": ["zebrafish", "Danio rerio"],
    "NCBITaxon:4932": ["yeast", "budding yeast"],
    "NCBITaxon:9913": ["bovine", "cow", "cows"],
    "NCBITaxon:9986": ["rabbit", "rabbits"],
    "NCBITaxon:9823": ["porcine", "pig", "pigs"],
}


def short_binomials(names: list[str]) -> list[str]:
    """"Escherichia coli" is also written "E. coli"."""
    matches = (BINOMIAL.match(name) for name in names)
    return [f"{match[1]}. {match[2]}" for match in matches if match]


def strain_of(heading: Concept, headings: dict[str, Concept], taxa: dict[str, list[str]]) -> str:
    """Bare id of the species heading whose strain or pathovar this is ("Rats, Wistar" → Rats), or ""."""
    for parent in (parent.removeprefix("MESH:") for parent in heading.parents):
        shared = set(words(headings[parent].name)) & set(words(heading.name))
        if parent in taxa and shared:
            return parent
        if shared and (above := strain_of(headings[parent], headings, taxa)):
            return above
    return ""


def organisms(headings: dict[str, Concept], taxa: dict[str, list[str]]) -> list[Concept]:
    """Organism headings. The lowest of several taxa, the oldest, is the id; the rest are cross-references.

    A heading without a taxon joins the species whose strain it is, else keeps its MeSH id. Headings of one taxon become
    one concept, named by the first that has the taxon itself.
    """
    concepts: dict[str, Concept] = {}
    uids: dict[str, str] = {}
    for uid, heading in headings.items():
        if heading.category == "OrganismTaxon":
            species = uid if uid in taxa else strain_of(heading, headings, taxa)
            uids[uid] = f"NCBITaxon:{taxa[species][0]}" if species else f"MESH:{uid}"
    for uid, curie in sorted(uids.items(), key=lambda item: (item[0] not in taxa, item[0])):
        heading = headings[uid]
        names = [heading.name, *heading.synonyms]
        concept = concepts.setdefault(curie, Concept(curie, heading.name, "OrganismTaxon"))
        concept.synonyms += [*names, *short_binomials(names)]
        if uid in taxa or curie.startswith("MESH:"):
            concept.tree_numbers += heading.tree_numbers
        above = (uids.get(parent.removeprefix("MESH:")) for parent in heading.parents)
        concept.parents += [parent for parent in above if parent and parent != curie]
        concept.xrefs += [f"NCBITaxon:{taxon}" for taxon in taxa.get(uid, [])[1:]]
        if curie != f"MESH:{uid}":
            concept.xrefs.append(f"MESH:{uid}")
    for curie, concept in concepts.items():
        concept.synonyms = tidy(concept.name, [*concept.synonyms, *IN_TEXT.get(curie, [])])
    return list(concepts.values())


def cell_lines(tables: Tables) -> list[Concept]:
    concepts: dict[str, Concept] = {}
    for term in tables.json("efo.json"):
        accessions = [xref["id"] for xref in term.get("xrefs", []) if xref["namespace"] == "RRID"]
        for accession in accessions[:1]:
            curie = f"cellosaurus:{accession}"
            names = [term["name"], *term.get("synonyms", [])]
            concept = concepts.setdefault(curie, Concept(curie, term["name"], "CellLine"))
            concept.add_synonyms([*names, *(name.replace("-", "") for name in names)])
            concept.xrefs.append(f"EFO:{term['id']}")
    return list(concepts.values())
