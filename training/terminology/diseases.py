"""Disease cross-references and synonyms from MONDO and DOID, and OMIM diseases that MeSH does not have."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from .concept import Concept, tidy, words
from .packages import Tables

PREFIXES = {"UMLS": "UMLS", "UMLS_CUI": "UMLS", "OMIM": "OMIM", "DOID": "DOID", "Orphanet": "orphanet"}

# Phrases of a catalogue, not of a text: "…, susceptibility to", "… caused by mutation in ABC1", "asthma (disease)".
CATALOGUE = re.compile(
    r"susceptibility to|protection against|association with|modifier of|caused by mutation|\((?:disease|disorder)\)|"
    r", included$|^obsolete ",
    re.IGNORECASE,
)


def names_of(term: dict) -> list[str]:
    return [name for name in [term["name"], *term.get("synonyms", [])] if not CATALOGUE.search(name)]


def xrefs(term: dict, namespace: str) -> list[str]:
    return [xref["id"] for xref in term.get("xrefs", []) if xref["namespace"] == namespace]


def curie(term: dict) -> str:
    return term["id"] if term["id"].startswith("DOID:") else f"MONDO:{term['id']}"


def curies(term: dict) -> list[str]:
    """The term itself and its cross-references to UMLS, OMIM, DOID and Orphanet."""
    found = [curie(term)]
    for xref in term.get("xrefs", []):
        if xref["namespace"] in PREFIXES:
            found.append(f"{PREFIXES[xref['namespace']]}:{xref['id'].removeprefix('DOID:')}")
    return found


def same(concept: Concept, terms: list[dict]) -> dict | None:
    """The term that means the concept: the only one that refers to it, or the only one that shares its name."""
    if len(terms) == 1:
        return terms[0]
    name = concept.name.lower()
    named = [term for term in terms if term["name"].lower() == name]
    if not named:
        known = {name, *(synonym.lower() for synonym in concept.synonyms)}
        named = [term for term in terms if term["name"].lower() in known]
    return named[0] if len(named) == 1 else None


def enrich(tables: Tables, diseases: dict[str, Concept]) -> None:
    """Adds cross-references and exact synonyms to MeSH diseases, in place.

    A synonym that is already a name of another MeSH disease is left to that one: MeSH is the authority on its own ids.
    """
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for uid, disease in diseases.items():
        for name in [disease.name, *disease.synonyms]:
            owners[words(name)].add(uid)
    for file in ("mondo.json", "doid.json"):
        referring: dict[str, list[dict]] = defaultdict(list)
        strays: list[dict] = []
        for term in tables.json(file):
            living = {uid for uid in xrefs(term, "MESH") if uid in diseases}
            for uid in living:
                referring[uid].append(term)
            if not living:
                strays.append(term)
        meant = {uid: same(diseases[uid], terms) for uid, terms in referring.items()}
        for term in strays:
            uid = namesake(term, owners)
            if uid and not meant.get(uid):
                meant[uid] = term
        for uid, term in meant.items():
            if term:
                diseases[uid].xrefs.extend(curies(term))
                diseases[uid].add_synonyms(name for name in names_of(term) if owners[words(name)] <= {uid})


def namesake(term: dict, owners: dict[tuple[str, ...], set[str]]) -> str:
    """The MeSH disease that shares the term's name or two of its synonyms, when only one does; else ""."""
    found = owners.get(words(term["name"]), set())
    if not found:
        bags = {words(name) for name in names_of(term)}
        counts = Counter(uid for bag in bags for uid in owners.get(bag, ()))
        found = {uid for uid, count in counts.items() if count > 1} if len(counts) == 1 else set()
    return next(iter(found)) if len(found) == 1 else ""


def omim(tables: Tables, diseases: Iterable[Concept]) -> list[Concept]:
    """OMIM diseases to which no MeSH disease refers, named by MONDO, below their nearest MeSH ancestors."""
    terms = {term["id"]: term for term in tables.json("mondo.json")}
    covered: dict[str, str] = {}
    for disease in diseases:
        for xref in disease.xrefs:
            covered.setdefault(xref, disease.id)

    def ancestors(term: dict) -> set[str]:
        found: set[str] = set()
        for above in term.get("relations", {}).get("is_a", []):
            if f"MONDO:{above}" in covered:
                found.add(covered[f"MONDO:{above}"])
            elif above in terms:
                found |= ancestors(terms[above])
        return found

    concepts: dict[str, Concept] = {}
    for term in terms.values():
        numbers = sorted(set(xrefs(term, "OMIM")), key=int)
        if not numbers or any(f"OMIM:{number}" in covered for number in numbers) or curie(term) in covered:
            continue
        uid = f"OMIM:{numbers[0]}"
        others = [other for other in curies(term) if other != uid]
        names = tidy(term["name"], names_of(term))
        if uid in concepts:
            concepts[uid].xrefs.extend(others)
            concepts[uid].add_synonyms([term["name"], *names])
        else:
            concepts[uid] = Concept(uid, term["name"], "Disease", names, others, sorted(ancestors(term)))
    return [concepts[uid] for uid in sorted(concepts)]
