"""Genes of human (HGNC, NCBI), mouse (NCBI, MGI) and rat (RGD)."""

import ast
import re
from collections.abc import Iterator

from .concept import Concept, tidy
from .packages import Tables

HUMAN, MOUSE, RAT = "NCBITaxon:9606", "NCBITaxon:10090", "NCBITaxon:10116"
RECORD = re.compile(r"^\s+(\d+) : NtData\((.*)\),?\s*$")
FIELD = re.compile(r"\b(Symbol|Aliases|description|other_designations)=('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")
# Clone and locus numbers, never written in a text: AW558070, D230040E23, OTTMUSG00000016698, LOC100911545, MGC114358.
LOCUS = re.compile(r"^(?:[A-Z]{1,2}\d{6,}|[A-Z]\d{5,6}[A-Z]\d{2}|(?:OTT|ENS)[A-Z]+\d+|(?:LOC|MGC|RGD)\d+)$", re.IGNORECASE)
PREDICTED = re.compile(r"^(?:Gm\d+|LOC\d+|RGD\d+|.*Rik|ENS[A-Z]+\d+|AABR\w+)$")


def ncbi(tables: Tables, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    """NCBI Gene id and the named fields of each record in one of goatools' literal tables."""
    for line in tables.text(file).splitlines():
        record = RECORD.match(line)
        if record:
            yield record[1], {key: ast.literal_eval(value) for key, value in FIELD.findall(record[2])}


def names_of(record: dict[str, str]) -> list[str]:
    """Symbol, full name, aliases and designations of an NCBI record, without locus numbers."""
    aliases = [alias for alias in record["Aliases"].split(", ") if not LOCUS.match(alias)]
    return [record["Symbol"], record["description"], *aliases, *filter(None, record["other_designations"].split("|"))]


def split(cell: str, separator: str = ", ") -> list[str]:
    return [part for part in cell.split(separator) if part and not LOCUS.match(part)]


def human(tables: Tables, more: Tables) -> tuple[list[Concept], dict[str, str], dict[str, str]]:
    """Human genes; and the human gene of each MGI and RGD id."""
    designations = {gene: names_of(record) for gene, record in ncbi(more, "genes_NCBI_9606_ProteinCoding.py")}
    concepts, by_mouse, by_rat = [], {}, {}
    rows = tables.rows("hgnc_entries.tsv")
    next(rows)
    for row in rows:
        hgnc, symbol, full, status, aliases, gene, uniprot, mgi, rgd, previous, ensembl = row[:11]
        if not gene or status != "Approved":
            continue
        uid = f"NCBIGene:{gene}"
        synonyms = [full, *split(previous), *split(aliases), *designations.get(gene, [])]
        xrefs = [hgnc, *(f"uniprot:{x}" for x in split(uniprot)), *(f"ensembl:{x}" for x in split(ensembl))]
        concepts.append(Concept(uid, symbol, "Gene", tidy(symbol, synonyms), xrefs, taxon=HUMAN))
        by_mouse.update((mouse, uid) for mouse in split(mgi))
        by_rat.update((rat, uid) for rat in split(rgd))
    return concepts, by_mouse, by_rat


def mouse(tables: Tables, more: Tables, orthologs: dict[str, str]) -> list[Concept]:
    """Mouse genes with an NCBI Gene id. MGI's newer symbols and synonyms join by symbol or by a former symbol."""
    mgi: dict[str, tuple[str, list[str]]] = {}
    rows = tables.rows("mgi_entries.tsv")
    next(rows)
    for number, symbol, synonyms, _ in rows:
        entry = (f"MGI:{number}", [symbol, *split(synonyms, "|")])
        for name in entry[1]:
            if name not in mgi or name == symbol:
                mgi[name] = entry
    concepts = []
    for gene, record in ncbi(more, "genes_NCBI_10090_ProteinCoding.py"):
        symbol, known = record["Symbol"], mgi.get(record["Symbol"])
        current = known[1][0] if known else symbol
        if PREDICTED.match(current):
            continue
        synonyms = [record["description"], *(known[1] if known else []), *names_of(record)]
        synonyms = [name for name in synonyms if not LOCUS.match(name)]
        concept = Concept(f"NCBIGene:{gene}", current, "Gene", tidy(current, synonyms), taxon=MOUSE)
        if known:
            concept.xrefs.append(known[0])
            concept.orthologs.extend(filter(None, [orthologs.get(known[0])]))
        concepts.append(concept)
    return concepts


def rat(tables: Tables, orthologs: dict[str, str]) -> list[Concept]:
    """Rat genes under their RGD ids: no redistributable table at hand gives their NCBI Gene ids."""
    concepts = []
    rows = tables.rows("rgd_entries.tsv")
    next(rows)
    for number, symbol, synonyms, _ in rows:
        uid = f"RGD:{number}"
        if PREDICTED.match(symbol) or (not synonyms and uid not in orthologs):
            continue
        names = tidy(symbol, split(synonyms, ";"))
        human_gene = orthologs.get(uid)
        concepts.append(Concept(uid, symbol, "Gene", names, taxon=RAT, orthologs=[human_gene] if human_gene else []))
    return concepts
