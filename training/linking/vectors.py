"""Writes models/terminology/vectors.i8.bin, so that the first start encodes nothing. From training/: python -m linking.vectors

One int8 row [dim] for each distinct normal form of a category, category after category in the order of `COVERED`, within
one in order of first appearance: files as the manifest lists them, lines in order, the name before the synonyms. Of
chemicals only the first rows are there, those of MeSH descriptors: the 180,000 supplements would take 40 MB more and
are found by their spelling. A component is value / 127.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from terminology.write import fingerprint

from .dictionary import read_concepts
from .normalise import normal_form
from .onnx_encoder import ENCODER, OnnxEncoder
from .rank import Embed

COVERED = {
    "Disease": ("mesh-descriptors.jsonl.gz", "mesh-supplementary.jsonl.gz", "omim-diseases.jsonl.gz"),
    "ChemicalEntity": ("mesh-descriptors.jsonl.gz",),
}
FILE = "vectors.i8.bin"
SCALE = 127


def covered_forms(folder: Path, category: str) -> list[str]:
    forms: dict[str, None] = {}
    for concept in read_concepts(folder, COVERED[category]):
        if concept["category"] == category:
            for name in [concept["name"], *concept.get("synonyms", [])]:
                form = normal_form(name)
                if form:
                    forms.setdefault(form)
    return list(forms)


def quantise(vectors: np.ndarray) -> np.ndarray:
    """int8 rows of unit vectors."""
    return np.rint(vectors * SCALE).astype(np.int8)


def read_vectors(folder: Path) -> dict[str, np.ndarray]:
    """The shipped vector of each covered form, float32 [dim]; forms of two categories have the same in both."""
    entry = json.loads((folder / "manifest.json").read_text(encoding="utf-8")).get("vectors")
    if entry is None:
        return {}
    rows = np.fromfile(folder / entry["file"], np.int8).reshape(-1, entry["dim"]).astype(np.float32) / entry["scale"]
    forms = [form for category in COVERED for form in covered_forms(folder, category)]
    return dict(zip(forms, rows, strict=True))


def remembering(embed: Embed, known: dict[str, np.ndarray]) -> Embed:
    """Embeds only forms that are not in `known`, and adds them."""

    def look_up(forms: Sequence[str]) -> np.ndarray:
        fresh = sorted({form for form in forms if form not in known})
        if fresh:
            known.update(zip(fresh, embed(fresh), strict=True))
        return np.stack([known[form] for form in forms])

    return look_up


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--model", type=Path, default=Path("../models/names"))
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    encoder = OnnxEncoder(options.model, threads=options.threads)
    counts: dict[str, int] = {}
    blocks: list[bytes] = []
    for category in COVERED:
        forms = covered_forms(options.terminology, category)
        rows = quantise(encoder.embed(forms))
        counts[category], dim = rows.shape
        blocks.append(rows.tobytes())
    (options.terminology / FILE).write_bytes(b"".join(blocks))
    path = options.terminology / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][FILE] = fingerprint(options.terminology / FILE)
    manifest["vectors"] = {
        "file": FILE,
        "dim": dim,
        "scale": SCALE,
        "rows": counts,
        "encoder": fingerprint(options.model / ENCODER)["sha256"],
    }
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{FILE}: {counts}, {sum(map(len, blocks)):,} bytes")


if __name__ == "__main__":
    main()
