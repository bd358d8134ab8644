"""Chemical cross-references: ChEBI, PubChem, DrugBank."""

import re
from collections import defaultdict

from .concept import Concept, words
from .packages import Tables

MOST_COMPOUNDS = 3  # salts and stereoisomers give some headings dozens of PubChem compounds; the lowest ids stay
# What a heading's name may end in and texts leave out.
SALTS = re.compile(
    r"(?: (?:sodium|potassium|calcium|disodium|(?:di)?hydrochloride|(?:di)?hydrobromide|fumarate|maleate|malate|mesylate|tosylate|besylate|tartrate|bitartrate|"
    r"succinate|citrate|acetate|phosphate|sulfate|nitrate|bromide|chloride|iodide|medoxomil|hemihydrate|dihydrate|monohydrate|pamoate|"
    r"lactate|gluconate|decanoate|dipropionate|propionate|valerate|axetil|proxetil))+$",
    re.IGNORECASE,
)


def add_bases(chemicals: dict[str, Concept]) -> None:
    """Gives a drug whose heading is one of its salts ("Quetiapine Fumarate") the name that texts use ("Quetiapine"), in place, when no
    other chemical bears it. Only headings below MeSH's organic trees: "Sodium Chloride" is no salt of "Sodium"."""
    borne = {words(name) for concept in chemicals.values() for name in [concept.name, *concept.synonyms]}
    for uid, concept in chemicals.items():
        base = SALTS.sub("", concept.name)
        organic = any(number.startswith(("D02", "D03", "D04")) for number in concept.tree_numbers)
        if uid.startswith("D") and organic and base != concept.name and len(base) > 6 and words(base) not in borne:
            concept.add_synonyms([base])
            borne.add(words(base))


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
