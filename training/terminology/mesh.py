"""MeSH descriptors and supplementary concepts: category by tree, parents by tree number or mapped heading."""

import re

from .concept import Concept, tidy
from .packages import Tables

# "sodium channel protein, mouse": gene products, which the gene file names better. Checked on BioRED and BC5CDR: no
# chemical annotated there is one of them.
GENE_PRODUCT = re.compile(r"\b(protein|proteins|gene|antigen|receptor|peptide)\b.*, [\w. -]+$", re.IGNORECASE)


def tree_category(numbers: list[str]) -> str:
    """Biolink class of a heading; the disease trees (C, and F03 for mental disorders) win over the chemical tree D."""
    if any(number.startswith("C") or number.startswith("F03") for number in numbers):
        return "Disease"
    if any(number.startswith("D") for number in numbers):
        return "ChemicalEntity"
    if any(number.startswith("B") for number in numbers):
        return "OrganismTaxon"
    return ""


def descriptors(tables: Tables) -> tuple[dict[str, Concept], dict[str, list[str]]]:
    """Concepts by bare id, all trees, and the NCBI taxa that MeSH gives for organisms.

    Concepts outside the disease, chemical and organism trees have category "" and are not written: they serve as
    headings to tell what a supplementary concept is.
    """
    concepts: dict[str, Concept] = {}
    taxa: dict[str, list[str]] = {}
    by_tree: dict[str, str] = {}
    for row in tables.rows("mesh_id_label_mappings.tsv"):
        uid, name, terms, trees, txids = row
        numbers = [number for number in trees.split("|") if number]
        concepts[uid] = Concept(
            f"MESH:{uid}", name, tree_category(numbers), tidy(name, terms.split("|")), tree_numbers=numbers
        )
        by_tree.update((number, uid) for number in numbers)
        if txids:
            taxa[uid] = sorted(txids.split("|"), key=int)
    for concept in concepts.values():
        above = (number.rpartition(".")[0] for number in concept.tree_numbers)
        concept.parents = [f"MESH:{by_tree[number]}" for number in above if number in by_tree]
    return concepts, taxa


def supplementary_category(name: str, headings: list[Concept]) -> str:
    """A supplementary concept mapped to any disease heading is a disease, else to any chemical heading a chemical."""
    categories = {heading.category for heading in headings}
    if GENE_PRODUCT.search(name):
        return ""
    if "Disease" in categories:
        return "Disease"
    protocol = any(number.startswith("E02.319") for heading in headings for number in heading.tree_numbers)
    return "ChemicalEntity" if "ChemicalEntity" in categories and not protocol else ""


def supplementary(tables: Tables, headings: dict[str, Concept]) -> dict[str, Concept]:
    """Diseases and chemicals among the supplementary concepts, by bare id, with their mapped headings as parents."""
    concepts: dict[str, Concept] = {}
    for row in tables.rows("mesh_supp_id_label_mappings.tsv"):
        uid, name, terms, mapped = row
        parents = [headings[heading] for heading in mapped.split(",") if heading in headings]
        category = supplementary_category(name, parents)
        if category:
            above = [parent.id for parent in parents if parent.category == category]
            concepts[uid] = Concept(f"MESH:{uid}", name, category, tidy(name, terms.split("|")), parents=above)
    return concepts


def known_ids(tables: Tables) -> set[str]:
    """All bare ids that MeSH has now, whatever their kind."""
    files = ("mesh_id_label_mappings.tsv", "mesh_supp_id_label_mappings.tsv")
    return {row[0] for file in files for row in tables.rows(file)}
