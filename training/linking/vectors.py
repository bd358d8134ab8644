"""Writes models/terminology/vectors.i8.bin, so that the first start encodes nothing. From training/: python -m linking.vectors

One row of int8 [dim] for each distinct normal form, in order of first appearance: files in the order of `COVERED`, in
a file its lines, of a line the name and then the synonyms, concepts of the listed categories only. A component is
value / scale. The manifest of the terminology gets the file's checksum and the key "vectors".
"""

import argparse
import json
from pathlib import Path

import numpy as np

from terminology.write import fingerprint

from .dictionary import read_concepts
from .normalise import normal_form
from .onnx_encoder import ENCODER, OnnxEncoder

COVERED = [
    {"file": "mesh-descriptors.jsonl.gz", "categories": ["Disease", "ChemicalEntity"]},
    {"file": "mesh-supplementary.jsonl.gz", "categories": ["Disease"]},
    {"file": "omim-diseases.jsonl.gz", "categories": ["Disease"]},
]
FILE = "vectors.i8.bin"


def covered_forms(folder: Path) -> list[str]:
    forms: dict[str, None] = {}
    for part in COVERED:
        for concept in read_concepts(folder, [part["file"]]):
            if concept["category"] in part["categories"]:
                for name in [concept["name"], *concept.get("synonyms", [])]:
                    form = normal_form(name)
                    if form:
                        forms.setdefault(form)
    return list(forms)


def quantise(vectors: np.ndarray) -> tuple[np.ndarray, float]:
    """int8 rows and the scale: the largest component becomes 127."""
    scale = 127 / float(np.abs(vectors).max())
    return np.rint(vectors * scale).astype(np.int8), scale


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terminology", type=Path, default=Path("../models/terminology"))
    parser.add_argument("--model", type=Path, default=Path("../models/names"))
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    forms = covered_forms(options.terminology)
    rows, scale = quantise(OnnxEncoder(options.model, threads=options.threads).embed(forms))
    (options.terminology / FILE).write_bytes(rows.tobytes())
    path = options.terminology / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][FILE] = fingerprint(options.terminology / FILE)
    manifest["vectors"] = {
        "file": FILE,
        "rows": len(forms),
        "dim": rows.shape[1],
        "scale": round(scale, 6),
        "encoder": fingerprint(options.model / ENCODER)["sha256"],
        "covers": COVERED,
        "order": "distinct normal forms by first appearance: covers in order, lines in order, name before synonyms",
    }
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{FILE}: {len(forms):,} rows, {rows.nbytes:,} bytes, scale {scale:.3f}")


if __name__ == "__main__":
    main()
