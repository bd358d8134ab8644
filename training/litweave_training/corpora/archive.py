"""Files inside tar archives, named as if the archive were a folder: `ner/huner.tar.xz/huner/…/train.tsv`."""

from __future__ import annotations

import tarfile
from functools import lru_cache
from pathlib import Path

TEXTS = (".tsv", ".xml")
"""What an archive is unpacked for."""


def archive_of(path: Path) -> Path | None:
    return next((parent for parent in path.parents if parent.suffixes[-2:] == [".tar", ".xz"]), None)


def read_text(path: Path) -> str:
    """UTF-8 text of a file, or of a member of a `.tar.xz` on the way to it."""
    if archive := archive_of(path):
        return unpacked(archive)[path.relative_to(archive).as_posix()]
    return path.read_text(encoding="utf-8")


def read_folder(path: Path) -> dict[str, str]:
    """File name → UTF-8 text of all files of a folder, or of a folder inside a `.tar.xz`."""
    if archive := archive_of(path):
        inside = f"{path.relative_to(archive).as_posix()}/"
        return {name.removeprefix(inside): text for name, text in unpacked(archive).items() if name.startswith(inside)}
    return {file.name: file.read_text(encoding="utf-8") for file in path.iterdir() if file.is_file()}


@lru_cache(maxsize=4)
def unpacked(path: Path) -> dict[str, str]:
    with tarfile.open(path) as archive:
        files = (member for member in archive.getmembers() if member.isfile() and member.name.endswith(TEXTS))
        return {file.name.removeprefix("./"): archive.extractfile(file).read().decode("utf-8") for file in files}
