"""Files inside tar archives, named as if the archive were a folder: `ner/huner.tar.xz/huner/…/train.tsv`."""

from __future__ import annotations

import tarfile
from functools import lru_cache
from pathlib import Path


def read_text(path: Path) -> str:
    """UTF-8 text of a file, or of a member of a `.tar.xz` on the way to it."""
    for parent in path.parents:
        if parent.suffixes[-2:] == [".tar", ".xz"]:
            return unpacked(parent)[path.relative_to(parent).as_posix()]
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def unpacked(path: Path) -> dict[str, str]:
    with tarfile.open(path) as archive:
        files = (member for member in archive.getmembers() if member.isfile() and member.name.endswith(".tsv"))
        return {file.name.removeprefix("./"): archive.extractfile(file).read().decode("utf-8") for file in files}
