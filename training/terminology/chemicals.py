"""Chemical cross-references: ChEBI, PubChem, DrugBank."""

from collections import defaultdict

from .concept import Concept
from .packages import Tables

MOST_COMPOUNDS = 3  # salts and stereoisomers give some headings dozens of PubChem compounds; the lowest ids stay


def enrich(tables: Tables, chemicals: dict[str, Concept]) -> None:
    """Adds cross-references to MeSH chemicals, in place."""
    compounds: dict[str, list[str]] = defaultdict(list)
    for compound, uid in tables.rows("pubchem_mesh_map.tsv"):
        compounds[uid].append(compound)
    chebi: dict[str, set[str]] = defaultdict(set)
    for row in tables.rows("mesh_mappings.tsv"):
        if row[0] == "MESH" and row[3] == "CHEBI":
            chebi[row[1]].add(row[4])
    registry = {cas: f"CHEBI:{number}" for cas, number in list(tables.rows("cas_to_chebi.tsv"))[1:]}
    for uid, cas in tables.rows("mesh_cas_mappings.tsv"):
        if cas in registry:
            chebi[uid].add(registry[cas])
    drugs: dict[str, str] = {}
    for drug, namespace, number, _ in list(tables.rows("drugbank_mappings.tsv"))[1:]:
        if namespace == "CHEBI":
            drugs.setdefault(f"CHEBI:{number.removeprefix('CHEBI:')}", f"drugbank:{drug}")
    for uid, concept in chemicals.items():
        lowest = sorted(set(compounds.get(uid, [])), key=int)[:MOST_COMPOUNDS]
        concept.xrefs.extend(f"pubchem.compound:{compound}" for compound in lowest)
        concept.xrefs.extend(chebi.get(uid, ()))
        concept.xrefs.extend(drugs[xref] for xref in chebi.get(uid, ()) if xref in drugs)
