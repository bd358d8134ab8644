"""What chemists and pharmacies call MeSH's chemicals: names that PubChem's depositors gave, from the package `chemicals`."""

import re
from collections import defaultdict

from .concept import Concept, words
from .packages import Tables

FILES = ("Identifiers/chemical identifiers pubchem large.tsv", "Identifiers/chemical identifiers pubchem small.tsv")
MOST = 12
LONGEST = 28  # characters: longer ones are systematic, which no text repeats to the letter
# Catalogue numbers of vendors and screening libraries, registry numbers, formulas, InChI keys.
CATALOGUE = re.compile(
    r"""_|^\d|\d{6}|^(?:ac1|act|agn-pc|akos|ambz|bb_|bidd|bio\d|bmse|bpbio|brd-|bspbio|c\d+h\d+|cas-|caswell|ccg|ccris|chebi|chembl|cid
    |cpd|ctk|db\d{4}|divk|dsstox|ec\s|einecs|epa\s|epitope|fema|gtpl|hms|hsdb|idi1|inchi|ins\sno|kbio|ksc|lopac|ls-|mcule|mfcd|mls|mls-|molport
    |mrf|nchembio|ncgc|nciopen|nist|nsc|oprea|prestwick|rcra|sbb|sbi-|schembl|sdccgmls|smr|spectrum|spbio|st\d{3}|stk|stl\d|tc-|timtec|tox21|un\s?\d|unii|usaf|w-|wln|zinc|zb\d)
    |^(?=(?:[a-z]*\d){2})[a-z\d]{10}$|^[a-z]{14}-?(?:[a-z]{10})?|-[a-z]{10}-|\(tn\)|cpd$|^component|reagent|grade|solution|standard|mixture|puriss|\bwt\b|%""",
    re.VERBOSE,
)
# What a drug is called before it has a name: "ro 15-1788", "sm-5887".
CODE = re.compile(r"^[a-z]{1,4}[ -]?\d{2,5}(?:[ -]\d{2,5})?$")
REMARK = re.compile(r"\s*(?:\[[^\]]*\]|\((?:inn|jan|usp|usan|ban|tn|jp\d*|nf|vet|van|german|french|italian|dutch|spanish|polish|czech)[^)]*\))+$")


def usable(name: str) -> str:
    """The name without its remark ("[INN:BAN]", "(JAN/USP)"); "" for one that no text would use."""
    bare = REMARK.sub("", name.strip().lower()).strip()
    if not 3 <= len(bare) <= LONGEST or CATALOGUE.search(bare) or bare.count(",") > 1:
        return ""
    letters = sum(char.isalpha() for char in bare)
    return bare if CODE.match(bare) or (letters >= 2 and 2 * letters >= len(bare)) else ""


def add_compound_names(compounds: Tables, tables: Tables, chemicals: dict[str, Concept]) -> None:
    """Adds up to `MOST` names to each MeSH chemical that is one compound of the table, in place. A name that two chemicals would share
    goes to neither."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for compound, uid in tables.rows("pubchem_mesh_map.tsv"):
        numbers[f"CID{compound}"].add(uid)
    for uid, cas in tables.rows("mesh_cas_mappings.tsv"):
        numbers[cas].add(uid)
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for uid, concept in chemicals.items():
        for name in [concept.name, *concept.synonyms]:
            owners[words(name)].add(uid)
    offered: dict[str, dict[str, None]] = defaultdict(dict)
    claims: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for file in FILES:
        for line in compounds.text(file).splitlines():
            compound, cas, _, _, _, _, _, *names = line.split("\t")
            found = (numbers.get(f"CID{compound}", set()) | numbers.get(cas, set())) & chemicals.keys()
            uid = meant(found, [owners.get(words(name), set()) for name in names[:40]])
            if not uid:
                continue
            for name in filter(None, map(usable, names)):
                offered[uid].setdefault(name)
                claims[words(name)].add(uid)
    for uid, names in offered.items():
        free = [name for name in names if owners.get(words(name), {uid}) == {uid} and len(claims[words(name)]) == 1]
        known = {words(name) for name in [chemicals[uid].name, *chemicals[uid].synonyms]}
        chemicals[uid].add_synonyms([name for name in free if words(name) not in known][:MOST])


def meant(numbered: set[str], named: list[set[str]]) -> str:
    """The chemical that a compound is: the one that its numbers lead to unless its names speak of others alone; else the one
    heading among those that the names lead to. "" when that is nobody or several: headings gather the numbers of their salts."""
    borne = set().union(*named)
    agreed = numbered & borne or (numbered if not borne else set())
    if len(agreed) == 1:
        return next(iter(agreed))
    headings = {uid for uid in borne if uid.startswith("D")}
    return next(iter(headings)) if len(headings) == 1 and (not numbered or headings <= numbered) else ""
