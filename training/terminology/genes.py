"""Genes of human (HGNC, NCBI), mouse (NCBI, MGI), rat (RGD, HomoloGene) and four model organisms (HomoloGene, NCBI)."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .concept import Concept, is_noise, tidy
from .homologene import Homolog
from .packages import Tables

HUMAN, MOUSE, RAT = "NCBITaxon:9606", "NCBITaxon:10090", "NCBITaxon:10116"
# Fruit fly, zebrafish, roundworm, baker's yeast.
MODELS = {taxon: f"NCBITaxon:{taxon}" for taxon in (7227, 7955, 6239, 4932)}
RECORD = re.compile(r"^\s+(\d+) : NtData\((.*)\),?\s*$")
FIELD = re.compile(r"\b(Symbol|Aliases|description|other_designations)=('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")
# Clone and locus numbers, never written in a text: AW558070, D230040E23, OTTMUSG00000016698, LOC100911545, MGC114358.
LOCUS = re.compile(r"^(?:[A-Z]{1,2}\d{6,}|[A-Z]\d{5,6}[A-Z]\d{2}|(?:OTT|ENS)[A-Z]+\d+|(?:LOC|MGC|RGD)\d+)$", re.IGNORECASE)
PREDICTED = re.compile(r"^(?:Gm\d+|LOC\d+|RGD\d+|.*Rik|ENS[A-Z]+\d+|AABR\w+|zgc:\d+|(?:si|im|wu):.*|CELE_.*|Dmel_.*)$")


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
    records = dict(ncbi(more, "genes_NCBI_10090_All.py")) | dict(ncbi(more, "genes_NCBI_10090_ProteinCoding.py"))
    for gene, record in records.items():
        symbol, known = record["Symbol"], mgi.get(record["Symbol"])
        current = known[1][0] if known else symbol
        if PREDICTED.match(current) or "pseudogene" in record["description"]:
            continue
        synonyms = [record["description"], *(known[1] if known else []), *names_of(record)]
        synonyms = [name for name in synonyms if not LOCUS.match(name)]
        concept = Concept(f"NCBIGene:{gene}", current, "Gene", tidy(current, synonyms), taxon=MOUSE)
        if known:
            concept.xrefs.append(known[0])
            concept.orthologs.extend(filter(None, [orthologs.get(known[0])]))
        concepts.append(concept)
    return concepts


def rat_numbers(
    rows: Iterable[tuple[str, list[str]]], human_of: dict[str, str], genes: Iterable[Homolog]
) -> dict[str, int]:
    """NCBI Gene id by RGD id: the rat gene of HomoloGene with the same symbol, then with a former one beside the same human
    gene, then the only one that a human gene has. No number is given twice.

    `rows` are RGD ids with the current symbol first; `human_of` gives the human gene of an RGD id.
    """
    human_in = {gene.group: f"NCBIGene:{gene.gene}" for gene in genes if gene.taxon == 9606}
    rats = [gene for gene in genes if gene.taxon == 10116]
    by_symbol, by_human = {}, defaultdict(list)
    for gene in rats:
        by_symbol[gene.symbol.lower()] = gene
        by_human[human_in.get(gene.group, "")].append(gene)
    found: dict[str, int] = {}

    def only_ortholog(uid: str) -> list[Homolog]:
        orthologs = by_human.get(human_of.get(uid, "none"), [])
        return orthologs if len(orthologs) == 1 else []

    def by_former(uid: str, names: list[str]) -> list[Homolog]:
        named = [by_symbol[name.lower()] for name in names[1:] if name.lower() in by_symbol]
        return [gene for gene in named if uid in human_of and human_in.get(gene.group) == human_of[uid]]

    rules = (
        lambda uid, names: [by_symbol[names[0].lower()]] if names[0].lower() in by_symbol else [],
        by_former,
        lambda uid, names: only_ortholog(uid),
    )
    taken: set[int] = set()
    for rule in rules:
        for uid, names in rows:
            free = [gene.gene for gene in rule(uid, names) if gene.gene not in taken] if uid not in found else []
            if free:
                found[uid] = free[0]
                taken.add(free[0])
    return found


def rat(tables: Tables, orthologs: dict[str, str], genes: Iterable[Homolog]) -> list[Concept]:
    """Rat genes under their NCBI Gene ids where HomoloGene tells them, else under their RGD ids."""
    table = tables.rows("rgd_entries.tsv")
    next(table)
    rows = [(f"RGD:{number}", [symbol, *split(synonyms, ";")]) for number, symbol, synonyms, _ in table]
    numbers = rat_numbers(rows, orthologs, genes)
    concepts = []
    for uid, (symbol, *synonyms) in rows:
        if PREDICTED.match(symbol) or (not synonyms and uid not in orthologs):
            continue
        gene, human_gene = numbers.get(uid), orthologs.get(uid)
        concept = Concept(f"NCBIGene:{gene}" if gene else uid, symbol, "Gene", tidy(symbol, synonyms), taxon=RAT)
        concept.xrefs.extend([uid] if gene else [])
        concept.orthologs.extend([human_gene] if human_gene else [])
        concepts.append(concept)
    return concepts


def model_organisms(more: Tables, genes: Iterable[Homolog]) -> list[Concept]:
    """Genes of the four model organisms by their symbols; those of the fly with NCBI's names too."""
    flies = dict(ncbi(more, "genes_NCBI_7227_ProteinCoding.py"))
    symbols = {str(gene.gene): (gene.symbol, MODELS[gene.taxon]) for gene in genes if gene.taxon in MODELS}
    symbols.update((gene, (record["Symbol"], MODELS[7227])) for gene, record in flies.items())
    concepts = []
    for gene, (symbol, taxon) in symbols.items():
        if PREDICTED.match(symbol) or is_noise(symbol):
            continue
        record = flies.get(gene)
        names = [name for name in names_of(record) if not name.startswith("Dmel")] if record else []
        concepts.append(Concept(f"NCBIGene:{gene}", symbol, "Gene", tidy(symbol, names), taxon=taxon))
    return concepts
