"""Rat genes get NCBI's numbers, and a pickle is read as data only."""

import io
import os
import pickle

import pytest
from terminology.genes import PREDICTED, rat_numbers
from terminology.homologene import Frames, Homolog

GENES = [
    Homolog(460, 9606, 7157, "TP53"),
    Homolog(460, 10090, 22059, "Trp53"),
    Homolog(460, 10116, 24842, "Tp53"),
    Homolog(496, 9606, 7124, "TNF"),
    Homolog(496, 10116, 24835, "Tnfa"),
    Homolog(784, 9606, 5617, "PRL"),
    Homolog(784, 10116, 24683, "LOC24683"),
    Homolog(784, 10116, 24684, "Prl2"),
]
HUMAN = {"RGD:3889": "NCBIGene:7157", "RGD:3876": "NCBIGene:7124", "RGD:3403": "NCBIGene:5617"}


def test_rat_numbers_by_symbol_then_former_symbol_beside_the_human_gene() -> None:
    rows = [("RGD:3889", ["Tp53", "p53"]), ("RGD:3876", ["Tnf", "Tnfa"]), ("RGD:9", ["Abc", "Tnfa"])]
    assert rat_numbers(rows, HUMAN, GENES) == {"RGD:3889": 24842, "RGD:3876": 24835}


def test_a_human_gene_with_two_rat_genes_decides_nothing() -> None:
    assert rat_numbers([("RGD:3403", ["Prl", "prolactin"])], HUMAN, GENES) == {}


def test_the_only_rat_gene_of_a_human_gene_is_taken_once() -> None:
    rows = [("RGD:3889", ["P53x"]), ("RGD:1", ["Other"])]
    assert rat_numbers(rows, {**HUMAN, "RGD:1": "NCBIGene:7157"}, GENES) == {"RGD:3889": 24842}


def test_predicted_genes_are_told_by_their_symbols() -> None:
    assert PREDICTED.match("zgc:92083") and PREDICTED.match("si:dkey-19e4.5") and not PREDICTED.match("bmp5")


def test_a_pickle_runs_nothing() -> None:
    with pytest.raises(pickle.UnpicklingError, match="neither a frame nor an array"):
        Frames(io.BytesIO(pickle.dumps(os.getcwd))).load()
