"""Checks a KGX export (`litweave export --to kgx-jsonl` or `kgx-tsv`) with KGX's own reader and validator.

    pip install kgx==2.6.0 biolink-model==4.4.6
    python scripts/validate-kgx.py FOLDER

Prints the numbers of nodes and edges that were read and each kind of finding; exits 1 when there is one. The Biolink model and
its prefixes are those of the installed package `biolink-model`, so that nothing is fetched.
"""

import json
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import bmt
import bmt.toolkit

model = files("biolink_model")
# KGX makes toolkits without arguments, which would fetch the model and its predicate mappings.
bmt.toolkit.Toolkit.__init__.__defaults__ = (
    str(model / "schema" / "biolink_model.yaml"),
    {"predicate mappings": []},
)

import kgx.config  # noqa: E402

prefixes = json.loads((model / "prefixmaps" / "biolink_model_prefix_map.json").read_text())
for name in ("biolink", "monarch_context", "obo_context"):
    kgx.config.jsonld_context_map[name] = dict(prefixes)

from kgx.transformer import Transformer  # noqa: E402
from kgx.utils.kgx_utils import GraphEntityType  # noqa: E402
from kgx.validator import Validator  # noqa: E402


def main(folder: Path) -> int:
    found = sorted(
        path for path in folder.iterdir() if path.name.startswith(("nodes.", "edges."))
    )
    if not found:
        print(f"{folder} holds no nodes and edges of KGX", file=sys.stderr)
        return 2
    compressed = found[0].suffix == ".gz"
    form = found[0].name.split(".")[1]
    read: Counter = Counter()

    def count(kind: GraphEntityType, _record: list) -> None:
        read[kind.value] += 1

    validator = Validator(progress_monitor=count)
    arguments = {
        # Nodes first.
        "filename": [str(path) for path in reversed(found)],
        "format": form,
        "compression": "gz" if compressed and form == "jsonl" else None,
    }
    Transformer(stream=True).transform(arguments, {"format": "null"}, inspector=validator)
    print(json.dumps({"nodes": read["node"], "edges": read["edge"]}))
    findings = [
        {"level": level, "error": error, "message": message, "entities": sorted(entities)[:3]}
        for level, errors in validator.get_errors().items()
        for error, messages in errors.items()
        for message, entities in messages.items()
    ]
    for finding in findings:
        print(json.dumps(finding))
    return 1 if findings or read["node"] == 0 else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
