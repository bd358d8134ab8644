"""A user's own corpora: a data folder with a `corpora.toml` says itself what lies in it.

    [my-corpus]
    format = "pubtator"                  # or "conll": a token and its tag a line, B/I/O or B-Disease/I-Disease/O
    types = ["Disease", "Chemical"]      # the types it annotates throughout; no other head learns from it
    relations = "biored"                 # only if it has relations: the group whose labels they carry
    train = "train.pubtator"
    test = "test.pubtator"               # never trained on; further splits may be named

An empty table under a built-in corpus' name (`[bc5cdr]`) takes that corpus in as it is.
"""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path

from ..errors import UserError
from .conll import read_conll
from .document import ENTITY_TYPES
from .pubtator import read_pubtator

SETTINGS = ("format", "types", "relations")
FORMATS = ("pubtator", "conll")
GROUPS = ("biored", "cid", "chemprot", "drugprot", "dimb", "gad", "euadr", "ddi")


def described(data: Path, built_in: tuple[str, ...]) -> dict[str, dict | None] | None:
    """Corpus → the fields of its `Source`, None for a built-in one; None when the folder has no `corpora.toml`.

    :raises UserError: naming the table and the setting that cannot be
    """
    path = data / "corpora.toml"
    if not path.is_file():
        return None
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path} is not TOML: {error}", "see training/README.md for an example") from error
    return {name: None if name in built_in and not table else source(path, name, table) for name, table in tables.items()}


def source(path: Path, name: str, table: dict) -> dict:
    def refuse(what: str, hint: str) -> UserError:
        return UserError(f"{path}: corpus {name} {what}", hint)

    kind, types, group = table.get("format"), tuple(table.get("types", ())), table.get("relations")
    if kind not in FORMATS:
        raise refuse(f"has format {kind}", f"known are {', '.join(FORMATS)}")
    if not types or set(types) - set(ENTITY_TYPES):
        raise refuse(f"has types {', '.join(types) or 'missing'}", f"known are {', '.join(ENTITY_TYPES)}")
    if group is not None and group not in GROUPS:
        raise refuse(f"has relations {group}", f"known are {', '.join(GROUPS)}")
    files = {split: file for split, file in table.items() if split not in SETTINGS}
    if "train" not in files:
        raise refuse("has no train split", 'add train = "FILE"')
    if missing := [file for file in files.values() if not (path.parent / file).is_file()]:
        raise refuse(f"names {', '.join(missing)}, which is not there", f"files are looked for in {path.parent}")
    names = {name: name for name in types} | ({"": types[0]} if len(types) == 1 else {})
    read = read_pubtator if kind == "pubtator" else partial(read_conll, types=names)
    return {"files": files, "read": read, "types": types, "group": group, "sentences": kind == "conll"}
