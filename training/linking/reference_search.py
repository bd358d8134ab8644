"""Sparse and dense search as BioSyn does it (Sung et al. 2020), for speed alone: scikit-learn's character tf-idf and a product with
all names' vectors in PyTorch, the scores summed, the best taken.

`python training/linking/reference_search.py TASK.json`; the task holds `names`, `queries`, `dim`, `first`, and the vectors of
both as base64: bytes in 127ths `[names, dim]` and little-endian float32 `[queries, dim]`. Prints one JSON object.
`bench/linking.ts` writes the task and calls this.
"""

import base64
import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer

BATCH = 32


def best(scores: torch.Tensor, first: int) -> torch.Tensor:
    """Places of the best scores `[queries, first]` of `[queries, names]`."""
    return torch.topk(scores, first, dim=1).indices


def main(path: str) -> None:
    task = json.loads(Path(path).read_text(encoding="utf-8"))
    names, queries, dim, first = task["names"], task["queries"], task["dim"], task["first"]
    rows = np.frombuffer(base64.b64decode(task["vectors"]), dtype=np.int8).reshape(-1, dim)
    vectors = torch.from_numpy(rows.astype(np.float32) / 127)
    asked = torch.from_numpy(
        np.frombuffer(base64.b64decode(task["queryVectors"]), dtype="<f4").reshape(-1, dim).copy()
    )
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 2), dtype=np.float32)
    sparse = vectorizer.fit_transform(names).T.tocsr()

    def sparse_scores(start: int) -> torch.Tensor:
        batch = vectorizer.transform(queries[start : start + BATCH])
        return torch.from_numpy((batch @ sparse).toarray())

    def dense_scores(start: int) -> torch.Tensor:
        return asked[start : start + BATCH] @ vectors.T

    def both(start: int) -> torch.Tensor:
        return sparse_scores(start) + dense_scores(start)

    def per_second(scores) -> float:
        best(scores(0), first)
        began = time.perf_counter()
        for start in range(0, len(queries), BATCH):
            best(scores(start), first)
        return len(queries) / (time.perf_counter() - began)

    figures = {
        "sparsePerSecond": per_second(sparse_scores),
        "densePerSecond": per_second(dense_scores),
        "mentionsPerSecond": per_second(both),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1])
