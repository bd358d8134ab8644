"""BioSyn's evaluation protocol on PubTator corpora: queries, dictionaries with known mentions, Acc@k."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .abbreviations import expand, find_abbreviations
from .composites import parts
from .corpora import Document, read_pubtator
from .dictionary import Dictionary
from .normalise import normal_form
from .rank import Candidate


@dataclass(frozen=True)
class Corpus:
    """One line of the evaluation table. Files are relative to the data folder; `types` empty means all."""

    name: str
    category: str
    types: tuple[str, ...]
    train: str
    dev: str
    test: str


NCBI = "ner/ncbi-disease/NCBI{}set_corpus.txt"
CDR = "ner/bc5cdr/CDR_{}Set.PubTator.txt"
CORPORA = [
    Corpus("ncbi-disease", "Disease", (), NCBI.format("train"), NCBI.format("develop"), NCBI.format("test")),
    *(
        Corpus(f"bc5cdr-{kind.lower()}", category, (kind,), *(CDR.format(p) for p in ("Training", "Development", "Test")))
        for kind, category in (("Disease", "Disease"), ("Chemical", "ChemicalEntity"))
    ),
]


@dataclass(frozen=True)
class Query:
    """A gold mention: its text, the text with abbreviations expanded, and the ids of which each part must hit one."""

    document: str
    text: str
    expanded: str
    gold: frozenset[str]


def queries(documents: Iterable[Document], types: tuple[str, ...]) -> list[Query]:
    """Mentions that have an id; BC5CDR marks with -1 those that its annotators could not link."""
    found = []
    for document in documents:
        abbreviations = find_abbreviations(document.text)
        for mention in document.mentions:
            if mention.concepts and (not types or mention.type in types):
                expanded = expand(mention.text, abbreviations)
                found.append(Query(document.id, mention.text, expanded, frozenset(mention.concepts)))
    return found


def add_mentions(dictionary: Dictionary, known: Iterable[Query]) -> Dictionary:
    """A copy with the mentions of the training data as names of their concepts, the more frequent concept first.

    Composite mentions are left out: which part means which id is not annotated.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for query in known:
        if len(query.gold) == 1:
            counts[query.expanded][next(iter(query.gold))] += 1
    extended = dictionary.copy()
    preferred: dict[str, Counter[str]] = defaultdict(Counter)
    for text, concepts in counts.items():
        preferred[normal_form(text)].update(concepts)
    for form, concepts in preferred.items():
        for concept, _ in concepts.most_common():
            extended.add(form, living(extended, concept))
        row = extended.row(form)
        if row is not None:
            seen = {living(extended, concept): count for concept, count in concepts.items()}
            extended.owners[row].sort(key=lambda concept: -seen.get(concept, 0))
    return extended


def living(dictionary: Dictionary, concept: str) -> str:
    """The concept of the terminology that has this id or had it, else the id itself."""
    return concept if concept in dictionary.equal else dictionary.heir.get(concept, concept)


def former_by_name(dictionary: Dictionary, names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Heirs of the ids that the terminology does not know: the concept that owns most of the id's (id, name) pairs.

    For evaluation only: old gold ids of promoted supplementary concepts stay comparable.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for concept, name in names:
        if concept in dictionary.equal or concept in dictionary.heir:
            continue
        row = dictionary.row(normal_form(name))
        owners = dictionary.owners[row] if row is not None else []
        if len(owners) == 1:
            votes[concept][owners[0]] += 1
    return {concept: heirs.most_common(1)[0][0] for concept, heirs in votes.items()}


def hit(dictionary: Dictionary, candidates: list[Candidate], gold: frozenset[str], k: int) -> bool:
    ids = {living(dictionary, concept) for concept in gold} | gold
    return any(dictionary.equal[candidate.concept] & ids for candidate in candidates[:k])


def accuracy(dictionary: Dictionary, linked: list[tuple[Query, list[list[Candidate]]]], k: int) -> float:
    """Share of mentions of which every part has a gold id among its first k concepts."""
    right = sum(all(hit(dictionary, names, query.gold, k) for names in found) for query, found in linked)
    return right / len(linked)


def read(data: Path, file: str) -> list[Document]:
    return read_pubtator(data / file)


def texts(found: Iterable[Query]) -> list[str]:
    """Every form that evaluation needs of these queries."""
    return sorted({form for query in found for form in [query.expanded, *sum(parts(query.expanded), [])]})
